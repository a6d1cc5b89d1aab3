package io.asynciotck.reference.contexts;

import org.jspecify.annotations.Nullable;

/**
 * Which context a thread is in. It is in none before it sets a variable; what is in no context sees
 * no values, as in an empty one.
 */
public final class CurrentContext {
  private static final ThreadLocal<CurrentContext> OF_THREAD =
      ThreadLocal.withInitial(CurrentContext::new);

  private @Nullable VariableContext context;

  private CurrentContext() {}

  /** That of the current thread, or of the thread that drives it. */
  public static CurrentContext ofThread() {
    return OF_THREAD.get();
  }

  /** Makes the current thread work with that of the one that drives it. */
  public static void adopt(CurrentContext driver) {
    OF_THREAD.set(driver);
  }

  /** The context; null if there is none. */
  public @Nullable VariableContext context() {
    return context;
  }

  /** Goes to another context, or to none; returns the one before. */
  public @Nullable VariableContext exchange(@Nullable VariableContext next) {
    VariableContext before = context;
    context = next;
    return before;
  }

  /** Leaves the context, for none; returns it. */
  public @Nullable VariableContext leave() {
    VariableContext left = exchange(null);
    if (left != null) {
      left.end();
    }
    return left;
  }

  /** The context; a new one, which the thread is in from now on, if there was none. */
  public VariableContext made() {
    VariableContext mine = context;
    if (mine == null) {
      mine = new VariableContext();
      mine.begin();
      context = mine;
    }
    return mine;
  }
}
