package io.asynciotck.api.io;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The system cannot send a file over a connection.
 *
 * <p>Python: {@code asyncio.SendfileNotAvailableError}. Source: asyncio-exceptions.
 */
public final class SendfileNotAvailableException extends IllegalStateException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what was to be sent
   */
  public SendfileNotAvailableException(@Nullable String message) {
    super(message);
  }
}
