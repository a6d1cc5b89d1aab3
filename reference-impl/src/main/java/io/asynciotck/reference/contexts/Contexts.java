package io.asynciotck.reference.contexts;

import io.asynciotck.api.Context;
import io.asynciotck.api.ContextVar;
import io.asynciotck.api.ContextVars;
import org.jspecify.annotations.Nullable;

/** The context variables of a module, and how its callbacks and tasks come to their contexts. */
public final class Contexts implements ContextVars {
  /**
   * Whether a variable of the module was ever set. Not volatile: a thread that is in a context has
   * set a variable itself, or was given the context by one that had.
   */
  private boolean used;

  /** Those of a module. */
  public Contexts() {}

  void use() {
    used = true;
  }

  @Override
  public <T extends @Nullable Object> ContextVar<T> contextVar(String name) {
    return new Variable<>(this, name);
  }

  @Override
  public Context context() {
    return new VariableContext();
  }

  @Override
  public Context copyContext() {
    VariableContext copy = copyOfCurrent();
    return copy == null ? new VariableContext() : copy;
  }

  /** A copy of the current context; null if the thread is in none. */
  public @Nullable VariableContext copyOfCurrent() {
    if (!used) {
      return null;
    }
    VariableContext current = CurrentContext.ofThread().context();
    return current == null ? null : current.copy();
  }

  /** A callback that runs in a copy of the current context. */
  public Runnable bound(Runnable callback) {
    VariableContext copy = copyOfCurrent();
    return copy == null ? callback : new BoundCallback(copy, callback);
  }

  /** A callback that runs in a context. */
  public Runnable bound(Context context, Runnable callback) {
    return new BoundCallback(own(context), callback);
  }

  /** A context as one of this implementation. */
  public static VariableContext own(Context context) {
    if (context instanceof VariableContext own) {
      return own;
    }
    throw new IllegalArgumentException("Not a context of this implementation: " + context);
  }
}
