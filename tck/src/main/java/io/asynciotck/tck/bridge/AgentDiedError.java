package io.asynciotck.tck.bridge;

import io.asynciotck.tck.harness.CrashError;
import java.io.Serial;

/** The process of the implementation ended, or was ended, while it was needed. */
public final class AgentDiedError extends CrashError {
  @Serial private static final long serialVersionUID = 1L;

  private final boolean exit;

  AgentDiedError(String message) {
    this(message, false);
  }

  /**
   * Creates the error.
   *
   * @param exit whether the process ended in order, with a status of its own
   */
  AgentDiedError(String message, boolean exit) {
    super(message, null);
    this.exit = exit;
  }

  @Override
  public boolean isExit() {
    return exit;
  }
}
