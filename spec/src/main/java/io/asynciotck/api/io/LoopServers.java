package io.asynciotck.api.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Keyword;
import io.asynciotck.api.OfClass;
import io.asynciotck.spec.ConformanceClass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an event loop serves. A loop that has none of it raises {@link
 * UnsupportedOperationException}, as asyncio's abstract loop raises {@code NotImplementedError}.
 *
 * <p>Python: a part of {@code asyncio.AbstractEventLoop}. Source: asyncio-eventloop, Creating
 * network servers.
 */
@OfClass(ConformanceClass.TRANSPORTS)
public interface LoopServers {

  /**
   * Accepts connections at a socket.
   *
   * @param protocolFactory makes the protocol of each
   * @param sock the socket, which belongs to the server from now on
   * @param startServing whether to begin at once
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> createServer(
      ProtocolFactory protocolFactory, @Keyword Socket sock, @Keyword boolean startServing) {
    throw NotImplemented.in(this, "createServer");
  }

  /**
   * Accepts connections at a socket, beginning at once.
   *
   * @param protocolFactory makes the protocol of each
   * @param sock the socket, which belongs to the server from now on
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> createServer(ProtocolFactory protocolFactory, @Keyword Socket sock) {
    throw NotImplemented.in(this, "createServer");
  }

  /**
   * Accepts connections at an address, beginning at once.
   *
   * @param protocolFactory makes the protocol of each
   * @param host the host; null or empty for all addresses of this machine
   * @param port the port; 0 for one that is free
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> createServer(
      ProtocolFactory protocolFactory, @Nullable String host, int port) {
    throw NotImplemented.in(this, "createServer");
  }

  /**
   * Accepts connections at several addresses, beginning at once.
   *
   * @param protocolFactory makes the protocol of each
   * @param host the hosts
   * @param port the port; 0 for one that is free
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> createServer(
      ProtocolFactory protocolFactory, List<String> host, int port) {
    throw NotImplemented.in(this, "createServer");
  }

  /**
   * Accepts connections at a port that is free, beginning at once.
   *
   * @param protocolFactory makes the protocol of each
   * @param host the host; null or empty for all addresses of this machine
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> createServer(ProtocolFactory protocolFactory, @Nullable String host) {
    throw NotImplemented.in(this, "createServer");
  }

  /**
   * Accepts connections at an address, with options.
   *
   * @param protocolFactory makes the protocol of each
   * @param host the host; null or empty for all addresses of this machine
   * @param port the port; 0 for one that is free
   * @param options what else is said
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> createServer(
      ProtocolFactory protocolFactory,
      @Nullable String host,
      int port,
      @Keyword ServerOptions options) {
    throw NotImplemented.in(this, "createServer");
  }

  /**
   * Is refused, as it says twice where to listen.
   *
   * @param protocolFactory makes the protocol of each
   * @param host the host
   * @param port the port
   * @param sock the socket
   * @return a coroutine that raises
   */
  default Coroutine<Server> createServer(
      ProtocolFactory protocolFactory, String host, int port, @Keyword Socket sock) {
    throw NotImplemented.in(this, "createServer");
  }

  /**
   * Is refused, as it does not say where to listen.
   *
   * @param protocolFactory makes the protocol of each
   * @return a coroutine that raises
   */
  default Coroutine<Server> createServer(ProtocolFactory protocolFactory) {
    throw NotImplemented.in(this, "createServer");
  }
}
