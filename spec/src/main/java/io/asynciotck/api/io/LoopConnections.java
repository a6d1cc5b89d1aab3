package io.asynciotck.api.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Keyword;
import io.asynciotck.api.OfClass;
import io.asynciotck.spec.ConformanceClass;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an event loop makes transports: of connections, datagram endpoints and pipes; and sends files
 * by them. A loop that has none of it raises {@link UnsupportedOperationException}, as asyncio's
 * abstract loop raises {@code NotImplementedError}.
 *
 * <p>Python: a part of {@code asyncio.AbstractEventLoop}. Source: asyncio-eventloop, Opening
 * network connections, Transferring files, Working with pipes.
 */
@OfClass(ConformanceClass.TRANSPORTS)
public interface LoopConnections {

  /**
   * Makes a transport for a socket that is connected.
   *
   * @param protocolFactory makes its protocol
   * @param sock the socket, which belongs to the transport from now on
   * @return a coroutine that gives a pair: the {@link Transport} and the protocol
   */
  default Coroutine<List<Object>> createConnection(
      ProtocolFactory protocolFactory, @Keyword Socket sock) {
    throw NotImplemented.in(this, "createConnection");
  }

  /**
   * Connects to an address: the first address of the host at which somebody listens.
   *
   * @param protocolFactory makes the protocol
   * @param host the host; null for this machine
   * @param port the port
   * @return a coroutine that gives a pair: the {@link Transport} and the protocol
   */
  default Coroutine<List<Object>> createConnection(
      ProtocolFactory protocolFactory, @Nullable String host, int port) {
    throw NotImplemented.in(this, "createConnection");
  }

  /**
   * Connects to an address from another one.
   *
   * @param protocolFactory makes the protocol
   * @param host the host
   * @param port the port
   * @param localAddr the address to be bound to
   * @return a coroutine that gives a pair: the {@link Transport} and the protocol
   */
  default Coroutine<List<Object>> createConnection(
      ProtocolFactory protocolFactory, String host, int port, @Keyword Address localAddr) {
    throw NotImplemented.in(this, "createConnection");
  }

  /**
   * Connects to an address of a family.
   *
   * @param protocolFactory makes the protocol
   * @param host the host; null for this machine
   * @param port the port
   * @param family such as {@link Sockets#afInet}
   * @return a coroutine that gives a pair: the {@link Transport} and the protocol
   */
  default Coroutine<List<Object>> createConnection(
      ProtocolFactory protocolFactory, @Nullable String host, int port, @Keyword Object family) {
    throw NotImplemented.in(this, "createConnection");
  }

  /**
   * Connects to an address, saying how it is looked up.
   *
   * @param protocolFactory makes the protocol
   * @param host the host; null for this machine
   * @param port the port
   * @param family such as {@link Sockets#afInet}; 0 for any
   * @param proto such as {@link Sockets#ipprotoTcp}; 0 for any
   * @param flags such as {@link Sockets#aiNumerichost}; 0 for none
   * @return a coroutine that gives a pair: the {@link Transport} and the protocol
   */
  default Coroutine<List<Object>> createConnection(
      ProtocolFactory protocolFactory,
      @Nullable String host,
      int port,
      @Keyword Object family,
      @Keyword int proto,
      @Keyword Object flags) {
    throw NotImplemented.in(this, "createConnection");
  }

  /**
   * Connects to an address, and tells all errors if that fails. Since 3.12.
   *
   * @param protocolFactory makes the protocol
   * @param host the host; null for this machine
   * @param port the port
   * @param allErrors whether an {@link io.asynciotck.api.ExceptionGroup} has the errors of all
   *     addresses
   * @return a coroutine that gives a pair: the {@link Transport} and the protocol
   */
  default Coroutine<List<Object>> createConnection(
      ProtocolFactory protocolFactory,
      @Nullable String host,
      int port,
      @Keyword boolean allErrors) {
    throw NotImplemented.in(this, "createConnection");
  }

  /**
   * Connects to that address of a host that answers first.
   *
   * @param protocolFactory makes the protocol
   * @param host the host; null for this machine
   * @param port the port
   * @param happyEyeballsDelay how long one attempt is waited for before the next begins; null:
   *     until it has failed
   * @param interleave how many addresses of the first family stand before one of another; 0: their
   *     order stays; null: 0 without a delay, and else 1
   * @return a coroutine that gives a pair: the {@link Transport} and the protocol
   */
  default Coroutine<List<Object>> createConnection(
      ProtocolFactory protocolFactory,
      @Nullable String host,
      int port,
      @Keyword @Nullable Duration happyEyeballsDelay,
      @Keyword @Nullable Integer interleave) {
    throw NotImplemented.in(this, "createConnection");
  }

  /**
   * Is refused, as it says two things: where to connect, and that there is a connection.
   *
   * @param protocolFactory makes the protocol
   * @param host the host
   * @param port the port
   * @param sock the socket
   * @return a coroutine that raises
   */
  default Coroutine<List<Object>> createConnection(
      ProtocolFactory protocolFactory, String host, int port, @Keyword Socket sock) {
    throw NotImplemented.in(this, "createConnection");
  }

  /**
   * Is refused, as it does not say where to connect.
   *
   * @param protocolFactory makes the protocol
   * @return a coroutine that raises
   */
  default Coroutine<List<Object>> createConnection(ProtocolFactory protocolFactory) {
    throw NotImplemented.in(this, "createConnection");
  }

  /**
   * Makes a transport for a connection that was accepted elsewhere.
   *
   * @param protocolFactory makes its protocol
   * @param sock the socket, which belongs to the transport from now on
   * @return a coroutine that gives a pair: the {@link Transport} and the protocol
   */
  default Coroutine<List<Object>> connectAcceptedSocket(
      ProtocolFactory protocolFactory, Socket sock) {
    throw NotImplemented.in(this, "connectAcceptedSocket");
  }

  /**
   * Makes an endpoint of datagrams.
   *
   * @param protocolFactory makes its protocol, a {@link DatagramProtocol}
   * @param localAddr the address to bind it to, or null
   * @param remoteAddr the address to connect it to, or null
   * @return a coroutine that gives a pair: the {@link DatagramTransport} and the protocol
   */
  @OfClass(ConformanceClass.DATAGRAMS)
  default Coroutine<List<Object>> createDatagramEndpoint(
      ProtocolFactory protocolFactory,
      @Keyword @Nullable Address localAddr,
      @Keyword @Nullable Address remoteAddr) {
    throw NotImplemented.in(this, "createDatagramEndpoint");
  }

  /**
   * Makes an endpoint of datagrams with options.
   *
   * @param protocolFactory makes its protocol, a {@link DatagramProtocol}
   * @param localAddr the address to bind it to
   * @param reusePort whether the port may be shared with others that say so; null: what is usual
   * @param allowBroadcast whether it may send to all of a network; null: what is usual
   * @return a coroutine that gives a pair: the {@link DatagramTransport} and the protocol
   */
  @OfClass(ConformanceClass.DATAGRAMS)
  default Coroutine<List<Object>> createDatagramEndpoint(
      ProtocolFactory protocolFactory,
      @Keyword Address localAddr,
      @Keyword @Nullable Boolean reusePort,
      @Keyword @Nullable Boolean allowBroadcast) {
    throw NotImplemented.in(this, "createDatagramEndpoint");
  }

  /**
   * Makes an endpoint of datagrams, saying how its addresses are looked up.
   *
   * @param protocolFactory makes its protocol, a {@link DatagramProtocol}
   * @param localAddr the address to bind it to, or null
   * @param remoteAddr the address to connect it to, or null
   * @param family such as {@link Sockets#afInet}; 0 for any
   * @param proto such as {@link Sockets#ipprotoUdp}; 0 for any
   * @param flags such as {@link Sockets#aiNumerichost}; 0 for none
   * @return a coroutine that gives a pair: the {@link DatagramTransport} and the protocol
   */
  @OfClass(ConformanceClass.DATAGRAMS)
  default Coroutine<List<Object>> createDatagramEndpoint(
      ProtocolFactory protocolFactory,
      @Keyword @Nullable Address localAddr,
      @Keyword @Nullable Address remoteAddr,
      @Keyword Object family,
      @Keyword int proto,
      @Keyword Object flags) {
    throw NotImplemented.in(this, "createDatagramEndpoint");
  }

  /**
   * Makes an endpoint of a socket of datagrams.
   *
   * @param protocolFactory makes its protocol, a {@link DatagramProtocol}
   * @param sock the socket, which belongs to the transport from now on
   * @return a coroutine that gives a pair: the {@link DatagramTransport} and the protocol
   */
  @OfClass(ConformanceClass.DATAGRAMS)
  default Coroutine<List<Object>> createDatagramEndpoint(
      ProtocolFactory protocolFactory, @Keyword Socket sock) {
    throw NotImplemented.in(this, "createDatagramEndpoint");
  }

  /**
   * Sends a part of a file over a transport.
   *
   * @param transport the transport
   * @param file the file
   * @param offset where in the file to begin
   * @param count how many bytes at most; null: all that there are
   * @return a coroutine that gives how many bytes were sent
   */
  default Coroutine<Integer> sendfile(
      Transport transport, File file, int offset, @Nullable Integer count) {
    throw NotImplemented.in(this, "sendfile");
  }

  /**
   * Sends a part of a file over a transport, perhaps by the system only.
   *
   * @param transport the transport
   * @param file the file
   * @param offset where in the file to begin
   * @param count how many bytes at most; null: all that there are
   * @param fallback whether to read and send it piece by piece where the system cannot send it;
   *     else a {@link SendfileNotAvailableException} is raised there
   * @return a coroutine that gives how many bytes were sent
   */
  default Coroutine<Integer> sendfile(
      Transport transport,
      File file,
      int offset,
      @Nullable Integer count,
      @Keyword boolean fallback) {
    throw NotImplemented.in(this, "sendfile");
  }

  /**
   * Sends a whole file over a transport.
   *
   * @param transport the transport
   * @param file the file
   * @return a coroutine that gives how many bytes were sent
   */
  default Coroutine<Integer> sendfile(Transport transport, File file) {
    throw NotImplemented.in(this, "sendfile");
  }

  /**
   * Receives from the end of a pipe that is read.
   *
   * @param protocolFactory makes its protocol, a {@link PipeProtocol}
   * @param pipe the end, which belongs to the transport from now on
   * @return a coroutine that gives a pair: the {@link ReadTransport} and the protocol
   */
  @OfClass(ConformanceClass.PIPES)
  default Coroutine<List<Object>> connectReadPipe(ProtocolFactory protocolFactory, Pipe pipe) {
    throw NotImplemented.in(this, "connectReadPipe");
  }

  /**
   * Sends to the end of a pipe that is written.
   *
   * @param protocolFactory makes its protocol, a {@link PipeProtocol}
   * @param pipe the end, which belongs to the transport from now on
   * @return a coroutine that gives a pair: the {@link WriteTransport} and the protocol
   */
  @OfClass(ConformanceClass.PIPES)
  default Coroutine<List<Object>> connectWritePipe(ProtocolFactory protocolFactory, Pipe pipe) {
    throw NotImplemented.in(this, "connectWritePipe");
  }
}
