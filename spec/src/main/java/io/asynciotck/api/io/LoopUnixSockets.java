package io.asynciotck.api.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Keyword;
import io.asynciotck.api.OfClass;
import io.asynciotck.spec.ConformanceClass;
import java.nio.file.Path;
import java.util.List;

/**
 * What an event loop does with Unix sockets. A loop that has none of it raises {@link
 * UnsupportedOperationException}, as asyncio's abstract loop raises {@code NotImplementedError}.
 *
 * <p>Python: a part of {@code asyncio.AbstractEventLoop}. Source: asyncio-eventloop, Opening
 * network connections and Creating network servers.
 */
@OfClass(ConformanceClass.UNIX_SOCKETS)
public interface LoopUnixSockets {

  /**
   * Connects to a Unix socket.
   *
   * @param protocolFactory makes the protocol
   * @param path the name of the socket
   * @return a coroutine that gives a pair: the {@link Transport} and the protocol
   */
  default Coroutine<List<Object>> createUnixConnection(
      ProtocolFactory protocolFactory, String path) {
    throw NotImplemented.in(this, "createUnixConnection");
  }

  /**
   * Connects to a Unix socket.
   *
   * @param protocolFactory makes the protocol
   * @param path the name of the socket, as the system has it
   * @return a coroutine that gives a pair: the {@link Transport} and the protocol
   */
  default Coroutine<List<Object>> createUnixConnection(
      ProtocolFactory protocolFactory, byte[] path) {
    throw NotImplemented.in(this, "createUnixConnection");
  }

  /**
   * Makes a transport for a Unix socket that is connected.
   *
   * @param protocolFactory makes the protocol
   * @param sock the socket, which belongs to the transport from now on
   * @return a coroutine that gives a pair: the {@link Transport} and the protocol
   */
  default Coroutine<List<Object>> createUnixConnection(
      ProtocolFactory protocolFactory, @Keyword Socket sock) {
    throw NotImplemented.in(this, "createUnixConnection");
  }

  /**
   * Accepts connections at a Unix socket.
   *
   * @param protocolFactory makes the protocol of each
   * @param path the name of the socket, as the system has it
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> createUnixServer(ProtocolFactory protocolFactory, byte[] path) {
    throw NotImplemented.in(this, "createUnixServer");
  }

  /**
   * Accepts connections at a Unix socket.
   *
   * @param protocolFactory makes the protocol of each
   * @param path the name of the socket
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> createUnixServer(ProtocolFactory protocolFactory, String path) {
    throw NotImplemented.in(this, "createUnixServer");
  }

  /**
   * Accepts connections at a Unix socket. Since 3.13.
   *
   * @param protocolFactory makes the protocol of each
   * @param path the name of the socket
   * @param cleanupSocket whether the file is removed when the server is closed
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> createUnixServer(
      ProtocolFactory protocolFactory, String path, @Keyword boolean cleanupSocket) {
    throw NotImplemented.in(this, "createUnixServer");
  }

  /**
   * Accepts connections at a Unix socket.
   *
   * @param protocolFactory makes the protocol of each
   * @param path the name of the socket
   * @param backlog how many connections may wait to be accepted
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> createUnixServer(
      ProtocolFactory protocolFactory, String path, @Keyword int backlog) {
    throw NotImplemented.in(this, "createUnixServer");
  }

  /**
   * Accepts connections at a Unix socket that is bound.
   *
   * @param protocolFactory makes the protocol of each
   * @param sock the socket, which belongs to the server from now on
   * @param startServing whether to begin at once
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> createUnixServer(
      ProtocolFactory protocolFactory, @Keyword Socket sock, @Keyword boolean startServing) {
    throw NotImplemented.in(this, "createUnixServer");
  }

  /**
   * As {@link #createUnixServer(ProtocolFactory, Socket, boolean)}, beginning at once. Since 3.13.
   *
   * @param protocolFactory makes the protocol of each
   * @param cleanupSocket whether the file is removed when the server is closed
   * @param sock the socket
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> createUnixServer(
      ProtocolFactory protocolFactory, @Keyword boolean cleanupSocket, @Keyword Socket sock) {
    throw NotImplemented.in(this, "createUnixServer");
  }

  /**
   * Is refused, as it says twice where to listen.
   *
   * @param protocolFactory makes the protocol of each
   * @param path the name of the socket
   * @param sock the socket
   * @return a coroutine that raises
   */
  default Coroutine<Server> createUnixServer(
      ProtocolFactory protocolFactory, String path, @Keyword Socket sock) {
    throw NotImplemented.in(this, "createUnixServer");
  }

  /**
   * Is refused, as it does not say where to listen.
   *
   * @param protocolFactory makes the protocol of each
   * @return a coroutine that raises
   */
  default Coroutine<Server> createUnixServer(ProtocolFactory protocolFactory) {
    throw NotImplemented.in(this, "createUnixServer");
  }

  /**
   * Is refused, as it says two things: where to connect, and that there is a connection.
   *
   * @param protocolFactory makes the protocol
   * @param path the name of the socket
   * @param sock the socket
   * @return a coroutine that raises
   */
  default Coroutine<List<Object>> createUnixConnection(
      ProtocolFactory protocolFactory, String path, @Keyword Socket sock) {
    throw NotImplemented.in(this, "createUnixConnection");
  }

  /**
   * Is refused, as it does not say where to connect.
   *
   * @param protocolFactory makes the protocol
   * @return a coroutine that raises
   */
  default Coroutine<List<Object>> createUnixConnection(ProtocolFactory protocolFactory) {
    throw NotImplemented.in(this, "createUnixConnection");
  }

  /**
   * Accepts connections at a Unix socket.
   *
   * @param protocolFactory makes the protocol of each
   * @param path the name of the socket
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> createUnixServer(ProtocolFactory protocolFactory, Path path) {
    throw NotImplemented.in(this, "createUnixServer");
  }

  /**
   * Connects to a Unix socket.
   *
   * @param protocolFactory makes the protocol
   * @param path the name of the socket
   * @return a coroutine that gives a pair: the {@link Transport} and the protocol
   */
  default Coroutine<List<Object>> createUnixConnection(ProtocolFactory protocolFactory, Path path) {
    throw NotImplemented.in(this, "createUnixConnection");
  }
}
