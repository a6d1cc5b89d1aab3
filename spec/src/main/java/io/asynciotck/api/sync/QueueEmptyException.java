package io.asynciotck.api.sync;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * There is nothing in a queue.
 *
 * <p>Python: {@code asyncio.QueueEmpty}. Source: asyncio-queue.
 */
public final class QueueEmptyException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what was asked, of what, in which state
   */
  public QueueEmptyException(@Nullable String message) {
    super(message);
  }
}
