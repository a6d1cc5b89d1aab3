package io.asynciotck.api.sync;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * There is no room in a queue.
 *
 * <p>Python: {@code asyncio.QueueFull}. Source: asyncio-queue.
 */
public final class QueueFullException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what was asked, of what, in which state
   */
  public QueueFullException(@Nullable String message) {
    super(message);
  }
}
