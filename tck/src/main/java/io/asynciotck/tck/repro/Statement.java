package io.asynciotck.tck.repro;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A call or an await, with its result.
 *
 * @param method the name of what was called; empty for an await
 * @param code the expression
 * @param ok what it gave
 * @param raised what it raised
 * @param answered whether it ended
 * @param isLast whether the test could not go on with what it gave
 * @param isClosed whether the coroutine was closed that waited there
 */
record Statement(
    String method,
    String code,
    @Nullable JsonNode ok,
    @Nullable JsonNode raised,
    boolean answered,
    boolean isLast,
    boolean isClosed) {

  /** Whether it is an await. */
  boolean isAwait() {
    return code.startsWith("await ");
  }

  /** The same, with a name for what it gave. */
  Statement as(String name) {
    return new Statement(method, name, ok, raised, answered, isLast, isClosed);
  }
}
