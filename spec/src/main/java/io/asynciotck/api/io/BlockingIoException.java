package io.asynciotck.api.io;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A socket that does not block would have to wait.
 *
 * <p>Python: {@code BlockingIOError}.
 */
public final class BlockingIoException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Raised without a message. */
  public BlockingIoException() {}

  /**
   * Raised with a message.
   *
   * @param message what would have to wait
   */
  public BlockingIoException(@Nullable String message) {
    super(message);
  }
}
