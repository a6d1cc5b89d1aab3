package io.asynciotck.api.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.PythonAttribute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What accepts connections.
 *
 * <p>Python: {@code asyncio.Server}. Source: asyncio-eventloop, Server Objects.
 */
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
