package io.asynciotck.api.sync;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A queue was shut down. Since 3.13.
 *
 * <p>Python: {@code asyncio.QueueShutDown}. Source: asyncio-queue.
 */
public final class QueueShutDownException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what was asked, of what, in which state
   */
  public QueueShutDownException(@Nullable String message) {
    super(message);
  }
}
