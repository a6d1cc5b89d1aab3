package io.asynciotck.tck.bridge;

import io.asynciotck.tck.harness.Foreign;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** An exception of Python's that has no counterpart in the API. */
public final class PythonException extends RuntimeException implements Foreign {
  @Serial private static final long serialVersionUID = 1L;

  private final String type;

  PythonException(String type, @Nullable String message) {
    super(message);
    this.type = type;
  }

  /** Returns the name of its class, with the module unless that is {@code builtins}. */
  @Override
  public String type() {
    return type;
  }

  @Override
  @SuppressWarnings("OverrideThrowableToString") // as Python prints it; the message stays as it is
  public String toString() {
    return getMessage() == null ? type : type + ": " + getMessage();
  }
}
