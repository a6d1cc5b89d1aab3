package io.asynciotck.reference.io;

import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Step;
import io.asynciotck.api.Task;
import io.asynciotck.reference.BaseEventLoop;
import io.asynciotck.reference.LoopFuture;
import org.jspecify.annotations.Nullable;

/** A future of what was begun at once, given where a coroutine is promised: it can be awaited. */
final class GivenFuture<T extends @Nullable Object> extends LoopFuture<T> implements Coroutine<T> {
  private final Task<T> begun;

  GivenFuture(BaseEventLoop loop, Coroutine<T> operation) {
    super(loop);
    this.begun = loop.createTask(operation);
    begun.addDoneCallback(_ -> settle());
  }

  private void settle() {
    if (isDone()) {
      return;
    }
    try {
      setResult(begun.result());
    } catch (CancelledError cancelled) {
      leaveCancelled(cancelled.getMessage(), cancelled);
    } catch (Exception raised) {
      setException(raised);
    }
  }

  @Override
  protected boolean cancelWith(@Nullable String msg) {
    return msg == null ? begun.cancel() : begun.cancel(msg);
  }

  @Override
  public Step<T> send(@Nullable Object value) {
    throw new IllegalStateException("A coroutine was expected");
  }

  @Override
  public Step<T> throwInto(Throwable exception) {
    throw new IllegalStateException("A coroutine was expected");
  }

  @Override
  public void close() {
    begun.cancel();
  }
}
