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
 * @param isClosed whether the coroutine was closed that waited there
 */
record Statement(
    String method,
    String code,
    @Nullable JsonNode ok,
    @Nullable JsonNode raised,
    boolean answered,
    boolean isClosed) {}
