package io.asynciotck.reference.contexts;

import org.jspecify.annotations.Nullable;

/** What runs in a context of its own. */
public interface Contextual {
  /** The context; null if there is none yet, which is as good as an empty one. */
  @Nullable VariableContext ownContext();
}
