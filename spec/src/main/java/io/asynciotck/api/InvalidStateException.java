package io.asynciotck.api;

import java.io.Serial;

/**
 * An operation on a future that its state does not allow.
 *
 * <p>Python: {@code asyncio.InvalidStateError}. Source: asyncio-exceptions.
 */
public final class InvalidStateException extends IllegalStateException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what was asked, of what, in which state
   */
  public InvalidStateException(String message) {
    super(message);
  }
}
