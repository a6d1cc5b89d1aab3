package io.asynciotck.reference.contexts;

import java.util.Objects;

/** A callback, and the context that it runs in. */
public final class BoundCallback implements Runnable, Contextual {
  private final VariableContext context;
  private final Runnable callback;

  /** Binds a callback to a context. */
  public BoundCallback(VariableContext context, Runnable callback) {
    this.context = context;
    this.callback = Objects.requireNonNull(callback, "callback");
  }

  @Override
  public VariableContext ownContext() {
    return context;
  }

  @Override
  public void run() {
    CurrentContext thread = CurrentContext.ofThread();
    VariableContext before = context.enter(thread);
    try {
      callback.run();
    } finally {
      context.leave(thread, before);
    }
  }

  @Override
  public String toString() {
    return callback.toString();
  }
}
