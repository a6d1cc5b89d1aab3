package io.asynciotck.api.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Keyword;
import io.asynciotck.api.OfClass;
import io.asynciotck.spec.ConformanceClass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event loop does with sockets, without transports. A loop that has none of it raises
 * {@link UnsupportedOperationException}, as asyncio's abstract loop raises {@code
 * NotImplementedError}.
 *
 * <p>Python: a part of {@code asyncio.AbstractEventLoop}. Source: asyncio-eventloop, Working with
 * socket objects directly.
 */
@OfClass(ConformanceClass.SOCKETS)
public interface LoopSockets {

  /**
   * Receives some bytes from a stream socket that does not block.
   *
   * @param sock the socket
   * @param nbytes how many at most
   * @return a coroutine that gives the bytes; none if the other side will send no more
   */
  default Coroutine<byte[]> sockRecv(Socket sock, int nbytes) {
    throw NotImplemented.in(this, "sockRecv");
  }

  /**
   * Receives some bytes into a buffer from a stream socket that does not block.
   *
   * @param sock the socket
   * @param buf where to put them, from its beginning
   * @return a coroutine that gives how many; 0 if the other side will send no more
   */
  default Coroutine<Integer> sockRecvInto(Socket sock, Buffer buf) {
    throw NotImplemented.in(this, "sockRecvInto");
  }

  /**
   * Receives a datagram from a socket that does not block.
   *
   * @param sock the socket
   * @param bufsize how many bytes of it at most
   * @return a coroutine that gives a pair: the bytes, and the address that they come from, as a
   *     list of host and port
   */
  default Coroutine<List<Object>> sockRecvfrom(Socket sock, int bufsize) {
    throw NotImplemented.in(this, "sockRecvfrom");
  }

  /**
   * Receives a datagram into a buffer from a socket that does not block.
   *
   * @param sock the socket
   * @param buf where to put it, from its beginning
   * @return a coroutine that gives a pair: how many bytes, and the address that they come from, as
   *     a list of host and port
   */
  default Coroutine<List<Object>> sockRecvfromInto(Socket sock, Buffer buf) {
    throw NotImplemented.in(this, "sockRecvfromInto");
  }

  /**
   * Receives a datagram into a buffer from a socket that does not block.
   *
   * @param sock the socket
   * @param buf where to put it, from its beginning
   * @param nbytes how many bytes of it at most; 0: as many as the buffer has
   * @return a coroutine that gives a pair: how many bytes, and the address that they come from, as
   *     a list of host and port
   */
  default Coroutine<List<Object>> sockRecvfromInto(Socket sock, Buffer buf, int nbytes) {
    throw NotImplemented.in(this, "sockRecvfromInto");
  }

  /**
   * Sends a datagram from a socket that does not block.
   *
   * @param sock the socket
   * @param data the bytes
   * @param address where to
   * @return a coroutine that gives how many bytes were sent
   */
  default Coroutine<Integer> sockSendto(Socket sock, byte[] data, Address address) {
    throw NotImplemented.in(this, "sockSendto");
  }

  /**
   * Sends a datagram from a Unix socket that does not block.
   *
   * @param sock the socket
   * @param data the bytes
   * @param path where to: what the other socket is bound to
   * @return a coroutine that gives how many bytes were sent
   */
  default Coroutine<Integer> sockSendto(Socket sock, byte[] data, String path) {
    throw NotImplemented.in(this, "sockSendto");
  }

  /**
   * Sends a file to a stream socket that does not block.
   *
   * @param sock the socket
   * @param file the file
   * @param offset where in the file to begin
   * @param count how many bytes at most; null: all that there are
   * @param fallback whether to read and send it piece by piece where the system cannot send it
   * @return a coroutine that gives how many bytes were sent
   */
  default Coroutine<Integer> sockSendfile(
      Socket sock,
      File file,
      @Keyword int offset,
      @Keyword @Nullable Integer count,
      @Keyword boolean fallback) {
    throw NotImplemented.in(this, "sockSendfile");
  }

  /**
   * Sends a whole file to a stream socket that does not block.
   *
   * @param sock the socket
   * @param file the file
   * @return a coroutine that gives how many bytes were sent
   */
  default Coroutine<Integer> sockSendfile(Socket sock, File file) {
    throw NotImplemented.in(this, "sockSendfile");
  }

  /**
   * Sends all bytes to a stream socket that does not block.
   *
   * @param sock the socket
   * @param data the bytes
   * @return a coroutine that does it
   */
  default Coroutine<@Nullable Void> sockSendall(Socket sock, byte[] data) {
    throw NotImplemented.in(this, "sockSendall");
  }

  /**
   * Sends all bytes of a buffer to a stream socket that does not block.
   *
   * @param sock the socket
   * @param data the bytes, which are not to be changed until the coroutine has ended
   * @return a coroutine that does it
   */
  default Coroutine<@Nullable Void> sockSendall(Socket sock, Buffer data) {
    throw NotImplemented.in(this, "sockSendall");
  }

  /**
   * Connects a socket that does not block.
   *
   * @param sock the socket
   * @param address the address of the other side
   * @return a coroutine that does it
   */
  default Coroutine<@Nullable Void> sockConnect(Socket sock, Address address) {
    throw NotImplemented.in(this, "sockConnect");
  }

  /**
   * Connects a Unix socket that does not block.
   *
   * @param sock the socket
   * @param path what the other socket is bound to
   * @return a coroutine that does it
   */
  default Coroutine<@Nullable Void> sockConnect(Socket sock, String path) {
    throw NotImplemented.in(this, "sockConnect");
  }

  /**
   * Accepts a connection.
   *
   * @param sock a socket that listens and does not block
   * @return a coroutine that gives a pair: a {@link Socket} of the connection, which does not
   *     block, and the address of its other side: a list that begins with host and port, or the
   *     path of a Unix socket
   */
  default Coroutine<List<Object>> sockAccept(Socket sock) {
    throw NotImplemented.in(this, "sockAccept");
  }
}
