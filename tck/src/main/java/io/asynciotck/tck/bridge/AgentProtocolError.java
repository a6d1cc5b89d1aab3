package io.asynciotck.tck.bridge;

import io.asynciotck.tck.harness.KitError;
import java.io.Serial;

/** The agent does not speak the protocol; the message says in one sentence what it did. */
public final class AgentProtocolError extends KitError {
  @Serial private static final long serialVersionUID = 1L;

  AgentProtocolError(String message) {
    super(message, null);
  }

  @Override
  public boolean mayBeOfTheLoop() {
    return true;
  }
}
