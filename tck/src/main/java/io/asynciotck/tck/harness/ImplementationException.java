package io.asynciotck.tck.harness;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The implementation cannot be evaluated at all. */
public final class ImplementationException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String details;

  /** Creates the exception with one sentence that says what is wrong. */
  public ImplementationException(String message, @Nullable Throwable cause) {
    this(message, "", cause);
  }

  /**
   * Creates the exception.
   *
   * @param message one sentence that says what is wrong
   * @param details what is known beyond that, in the language of the implementation: where it
   *     happened
   */
  public ImplementationException(String message, String details, @Nullable Throwable cause) {
    super(message, cause);
    this.details = details;
  }

  /** Returns what is known beyond the message; may be empty, and may have many lines. */
  public String details() {
    return details;
  }
}
