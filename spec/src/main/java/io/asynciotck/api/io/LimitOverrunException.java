package io.asynciotck.api.io;

import org.jspecify.annotations.Nullable;

/**
 * There is more in front of a separator than the limit of the stream allows.
 *
 * <p>Python: {@code asyncio.LimitOverrunError}. Source: asyncio-exceptions.
 */
public final class LimitOverrunException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int consumed;

  /**
   * Raised with how much there is.
   *
   * @param message which limit
   * @param consumed how many bytes are to be read to get on
   */
  public LimitOverrunException(@Nullable String message, int consumed) {
    super(message);
    this.consumed = consumed;
  }

  /** {@return how many bytes are to be read to get on} */
  public int consumed() {
    return consumed;
  }
}
