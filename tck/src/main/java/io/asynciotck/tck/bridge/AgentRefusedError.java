package io.asynciotck.tck.bridge;

import io.asynciotck.tck.harness.CrashError;
import java.io.Serial;

/**
 * The agent cannot do what it was asked, and can do other things: the object belongs to an earlier
 * test, or the result is too long for a message.
 */
public final class AgentRefusedError extends CrashError {
  @Serial private static final long serialVersionUID = 1L;

  AgentRefusedError(String message) {
    super(message, null);
  }
}
