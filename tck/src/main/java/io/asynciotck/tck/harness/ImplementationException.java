package io.asynciotck.tck.harness;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The implementation cannot be evaluated at all. */
public final class ImplementationException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the exception with one sentence that says what is wrong. */
  public ImplementationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
