package io.asynciotck.reference;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.reference.contexts.Contextual;
import io.asynciotck.reference.contexts.CurrentContext;
import io.asynciotck.reference.contexts.VariableContext;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A callback of a future that runs in a context of its own. */
final class BoundDoneCallback<T extends @Nullable Object> extends DoneCallback<T>
    implements Contextual {
  private final VariableContext context;

  /** A callback of a future, in no list yet. */
  BoundDoneCallback(
      LoopFuture<T> future, Consumer<? super AsyncFuture<T>> callback, VariableContext context) {
    super(future, callback);
    this.context = context;
  }

  @Override
  public VariableContext ownContext() {
    return context;
  }

  @Override
  protected void call() {
    CurrentContext thread = CurrentContext.ofThread();
    VariableContext before = context.enter(thread);
    try {
      super.call();
    } finally {
      context.leave(thread, before);
    }
  }
}
