package io.asynciotck.tck.bridge;

import io.asynciotck.tck.harness.CrashError;
import java.io.Serial;

/** The process of the implementation ended, or was ended, while it was needed. */
public final class AgentDiedError extends CrashError {
  @Serial private static final long serialVersionUID = 1L;

  AgentDiedError(String message) {
    super(message, null);
  }
}
