package io.asynciotck.api;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The operation was cancelled. An error and no exception, so that a broad {@code catch (Exception
 * e)} does not swallow a cancellation, as {@code except Exception} does not in Python 3.8 and
 * later.
 *
 * <p>Source: asyncio-exceptions, CancelledError.
 */
public final class CancelledError extends Error {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the error without a message. */
  public CancelledError() {}

  /**
   * Creates the error with the message that was given to {@code cancel}.
   *
   * @param msg the message, or null for none
   */
  public CancelledError(@Nullable String msg) {
    super(msg);
  }
}
