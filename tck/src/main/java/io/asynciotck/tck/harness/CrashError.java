package io.asynciotck.tck.harness;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The process of the implementation died, or its agent does not speak the protocol. */
public class CrashError extends HarnessError {
  @Serial private static final long serialVersionUID = 1L;

  /** Whether the process ended in order, with a status of its own. */
  public boolean isExit() {
    return false;
  }

  /** Creates the error with what is known of the crash. */
  public CrashError(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
