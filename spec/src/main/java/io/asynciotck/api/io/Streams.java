package io.asynciotck.api.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Keyword;
import io.asynciotck.api.OfClass;
import io.asynciotck.spec.ConformanceClass;
import java.nio.file.Path;
import java.util.List;

/**
 * What a module offers for connections that coroutines read and write. A module that has none of it
 * raises {@link UnsupportedOperationException}.
 *
 * <p>Python: functions of {@code asyncio}. Source: asyncio-stream, Stream Functions.
 */
@OfClass(ConformanceClass.STREAMS)
public interface Streams {
  /**
   * Makes streams for a socket that is connected.
   *
   * @param sock the socket, which belongs to the writer from now on
   * @return a coroutine that gives a pair: the {@link StreamReader} and the {@link StreamWriter}
   */
  default Coroutine<List<Object>> openConnection(@Keyword Socket sock) {
    throw notImplemented("openConnection");
  }

  /**
   * As {@link #openConnection(Socket)}, with a limit.
   *
   * @param sock the socket, which belongs to the writer from now on
   * @param limit how long what is read up to a separator may be
   * @return a coroutine that gives a pair: the {@link StreamReader} and the {@link StreamWriter}
   */
  default Coroutine<List<Object>> openConnection(@Keyword Socket sock, @Keyword int limit) {
    throw notImplemented("openConnection");
  }

  /**
   * Connects to an address.
   *
   * @param host the host
   * @param port the port
   * @return a coroutine that gives a pair: the {@link StreamReader} and the {@link StreamWriter}
   */
  default Coroutine<List<Object>> openConnection(String host, int port) {
    throw notImplemented("openConnection");
  }

  /**
   * Connects to an address from another one.
   *
   * @param host the host
   * @param port the port
   * @param localAddr the address to be bound to
   * @return a coroutine that gives a pair: a {@link StreamReader} and a {@link StreamWriter}
   */
  default Coroutine<List<Object>> openConnection(
      String host, int port, @Keyword Address localAddr) {
    throw notImplemented("openConnection");
  }

  /**
   * Accepts connections at a socket.
   *
   * @param clientConnectedCb is called for each of them
   * @param sock the socket, which belongs to the server from now on
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> startServer(StreamHandler clientConnectedCb, @Keyword Socket sock) {
    throw notImplemented("startServer");
  }

  /**
   * As {@link #startServer(StreamHandler, Socket)}, with a limit.
   *
   * @param clientConnectedCb is called for each of them
   * @param sock the socket, which belongs to the server from now on
   * @param limit how long what is read up to a separator may be
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> startServer(
      StreamHandler clientConnectedCb, @Keyword Socket sock, @Keyword int limit) {
    throw notImplemented("startServer");
  }

  /**
   * Connects to a Unix socket.
   *
   * @param path the name of the socket
   * @return a coroutine that gives a pair: the {@link StreamReader} and the {@link StreamWriter}
   */
  @OfClass(ConformanceClass.UNIX_SOCKETS)
  default Coroutine<List<Object>> openUnixConnection(String path) {
    throw notImplemented("openUnixConnection");
  }

  /**
   * Connects to a Unix socket.
   *
   * @param path the name of the socket
   * @return a coroutine that gives a pair: the {@link StreamReader} and the {@link StreamWriter}
   */
  @OfClass(ConformanceClass.UNIX_SOCKETS)
  default Coroutine<List<Object>> openUnixConnection(Path path) {
    throw notImplemented("openUnixConnection");
  }

  /**
   * Makes streams for a Unix socket that is connected.
   *
   * @param sock the socket, which belongs to the writer from now on
   * @param limit how long what is read up to a separator may be
   * @return a coroutine that gives a pair: the {@link StreamReader} and the {@link StreamWriter}
   */
  @OfClass(ConformanceClass.UNIX_SOCKETS)
  default Coroutine<List<Object>> openUnixConnection(@Keyword Socket sock, @Keyword int limit) {
    throw notImplemented("openUnixConnection");
  }

  /**
   * Accepts connections at a Unix socket.
   *
   * @param clientConnectedCb is called for each of them
   * @param path the name of the socket
   * @return a coroutine that gives the server
   */
  @OfClass(ConformanceClass.UNIX_SOCKETS)
  default Coroutine<Server> startUnixServer(StreamHandler clientConnectedCb, String path) {
    throw notImplemented("startUnixServer");
  }

  /**
   * Accepts connections at a Unix socket.
   *
   * @param clientConnectedCb is called for each of them
   * @param path the name of the socket
   * @return a coroutine that gives the server
   */
  @OfClass(ConformanceClass.UNIX_SOCKETS)
  default Coroutine<Server> startUnixServer(StreamHandler clientConnectedCb, Path path) {
    throw notImplemented("startUnixServer");
  }

  /**
   * As {@link #startUnixServer(StreamHandler, String)}, with a limit.
   *
   * @param clientConnectedCb is called for each of them
   * @param path the name of the socket
   * @param limit how long what is read up to a separator may be
   * @return a coroutine that gives the server
   */
  @OfClass(ConformanceClass.UNIX_SOCKETS)
  default Coroutine<Server> startUnixServer(
      StreamHandler clientConnectedCb, String path, @Keyword int limit) {
    throw notImplemented("startUnixServer");
  }

  /**
   * Accepts connections at a Unix socket that is bound.
   *
   * @param clientConnectedCb is called for each of them
   * @param sock the socket, which belongs to the server from now on
   * @return a coroutine that gives the server
   */
  @OfClass(ConformanceClass.UNIX_SOCKETS)
  default Coroutine<Server> startUnixServer(StreamHandler clientConnectedCb, @Keyword Socket sock) {
    throw notImplemented("startUnixServer");
  }

  /**
   * Accepts connections at an address.
   *
   * @param clientConnectedCb is called for each of them
   * @param host the host
   * @param port the port; 0 for one that is free
   * @param startServing whether to begin at once
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> startServer(
      StreamHandler clientConnectedCb, String host, int port, @Keyword boolean startServing) {
    throw notImplemented("startServer");
  }

  /**
   * Accepts connections at an address, with options.
   *
   * @param clientConnectedCb is called for each of them
   * @param host the host
   * @param port the port; 0 for one that is free
   * @param options what else is said
   * @return a coroutine that gives the server
   */
  default Coroutine<Server> startServer(
      StreamHandler clientConnectedCb, String host, int port, @Keyword ServerOptions options) {
    throw notImplemented("startServer");
  }

  /**
   * Connects to an address, saying how it is looked up.
   *
   * @param host the host
   * @param port the port
   * @param family the family of the address, such as {@link Sockets#afInet}
   * @param flags how the host is looked up, such as {@link Sockets#aiNumerichost}
   * @return a coroutine that gives a pair: the {@link StreamReader} and the {@link StreamWriter}
   */
  default Coroutine<List<Object>> openConnection(
      String host, int port, @Keyword Object family, @Keyword Object flags) {
    throw notImplemented("openConnection");
  }

  /**
   * Accepts connections at a Unix socket whose file may stay.
   *
   * @param clientConnectedCb is called for each of them
   * @param path the name of the socket
   * @param cleanupSocket whether the file is removed when the server is closed; since 3.13
   * @return a coroutine that gives the server
   */
  @OfClass(ConformanceClass.UNIX_SOCKETS)
  default Coroutine<Server> startUnixServer(
      StreamHandler clientConnectedCb, String path, @Keyword boolean cleanupSocket) {
    throw notImplemented("startUnixServer");
  }

  private UnsupportedOperationException notImplemented(String function) {
    return new UnsupportedOperationException(function + " is not implemented by " + this);
  }
}
