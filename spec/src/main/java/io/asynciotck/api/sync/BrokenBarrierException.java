package io.asynciotck.api.sync;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A barrier is broken, or was reset while a task waited.
 *
 * <p>Python: {@code asyncio.BrokenBarrierError}. Source: asyncio-sync.
 */
public final class BrokenBarrierException extends IllegalStateException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what was asked, of what, in which state
   */
  public BrokenBarrierException(@Nullable String message) {
    super(message);
  }
}
