package io.asynciotck.tck.bridge;

import java.io.Serial;
import tools.jackson.databind.JsonNode;

/** Carries what a request raised in the agent, not yet decoded. */
final class AgentRaised extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final transient JsonNode what;

  AgentRaised(JsonNode what) {
    super(null, null, false, false);
    this.what = what;
  }

  JsonNode what() {
    return what;
  }
}
