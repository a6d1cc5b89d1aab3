package io.asynciotck.tck.bridge;

import io.asynciotck.tck.harness.Foreign;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * What Python raised that is no {@code Exception}, only a {@code BaseException}, and has no
 * counterpart in the API.
 */
public final class PythonError extends Error implements Foreign {
  @Serial private static final long serialVersionUID = 1L;

  private final String type;

  PythonError(String type, @Nullable String message) {
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
