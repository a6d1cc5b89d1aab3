package io.asynciotck.api.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.OfClass;
import io.asynciotck.api.PythonAttribute;
import io.asynciotck.api.PythonName;
import io.asynciotck.spec.ConformanceClass;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What accepts connections.
 *
 * <p>Python: {@code asyncio.Server}. Source: asyncio-eventloop, Server Objects.
 */
@OfClass(ConformanceClass.TRANSPORTS)
public interface Server {

  /** Stops to accept connections. Those that were accepted stay. */
  void close();

  /**
   * Whether connections are accepted.
   *
   * @return whether they are
   */
  boolean isServing();

  /**
   * Begins to accept connections, if that has not begun.
   *
   * @return a coroutine that does it
   */
  Coroutine<@Nullable Void> startServing();

  /**
   * Begins to accept connections, if that has not begun, and waits until it is cancelled.
   *
   * @return a coroutine that does it; when it is cancelled the server is closed
   */
  Coroutine<@Nullable Void> serveForever();

  /** Closes the connections that were accepted. Since 3.13. */
  void closeClients();

  /** Closes the connections that were accepted at once. Since 3.13. */
  void abortClients();

  /**
   * The loop of the server.
   *
   * @return the loop
   */
  EventLoop getLoop();

  /**
   * What {@code async with} does before its body.
   *
   * @return a coroutine that gives the server
   */
  @PythonName("__aenter__")
  Coroutine<Server> enter();

  /**
   * What {@code async with} does after its body.
   *
   * @param type the class of what the body has raised, or null
   * @param value what the body has raised, or null
   * @param traceback where, or null
   * @return a coroutine that closes the server
   */
  @PythonName("__aexit__")
  Coroutine<@Nullable Void> exit(
      @Nullable Object type, @Nullable Object value, @Nullable Object traceback);

  /**
   * Waits until the server is closed.
   *
   * @return a coroutine that does it
   */
  Coroutine<@Nullable Void> waitClosed();

  /**
   * The sockets that the server listens on.
   *
   * @return the sockets, of which only the addresses are to be used
   */
  @PythonAttribute("sockets")
  List<Socket> sockets();
}
