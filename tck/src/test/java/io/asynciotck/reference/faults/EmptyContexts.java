package io.asynciotck.reference.faults;

import io.asynciotck.api.Context;
import io.asynciotck.reference.contexts.VariableContext;

/** Contexts in which no variable has a value: faults take them for none. */
public final class EmptyContexts {

  private EmptyContexts() {}

  /** Whether no variable has a value there. */
  public static boolean isEmpty(Context context) {
    return context.toString().equals(new VariableContext().toString());
  }
}
