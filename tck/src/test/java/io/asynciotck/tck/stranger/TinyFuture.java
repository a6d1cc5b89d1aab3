package io.asynciotck.tck.stranger;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.InvalidStateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** A result that is not there yet. */
class TinyFuture<T> implements AsyncFuture<T> {
  final TinyLoop loop;
  private final List<Consumer<? super AsyncFuture<T>>> callbacks = new ArrayList<>();
  private boolean done;
  private T value;
  private Throwable raised;

  TinyFuture(TinyLoop loop) {
    this.loop = loop;
  }

  @Override
  public T result() throws Exception {
    Throwable failure = checkDone();
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof Exception exception) {
      throw exception;
    }
    return value;
  }

  @Override
  public Throwable exception() {
    if (checkDone() instanceof CancelledError cancelled) {
      throw cancelled;
    }
    return raised;
  }

  private Throwable checkDone() {
    if (!done) {
      throw new InvalidStateException("The future is pending");
    }
    return raised;
  }

  @Override
  public void setResult(T result) {
    settle(result, null);
  }

  @Override
  public void setException(Throwable exception) {
    settle(null, Objects.requireNonNull(exception));
  }

  final void settle(T result, Throwable exception) {
    if (done) {
      throw new InvalidStateException("The future is done");
    }
    done = true;
    value = result;
    raised = exception;
    callbacks.forEach(callback -> loop.callSoon(() -> callback.accept(this)));
    callbacks.clear();
  }

  @Override
  public boolean isDone() {
    return done;
  }

  @Override
  public boolean isCancelled() {
    return raised instanceof CancelledError;
  }

  @Override
  public void addDoneCallback(Consumer<? super AsyncFuture<T>> callback) {
    if (done) {
      loop.callSoon(() -> callback.accept(this));
    } else {
      callbacks.add(callback);
    }
  }

  @Override
  public int removeDoneCallback(Consumer<? super AsyncFuture<T>> callback) {
    int before = callbacks.size();
    callbacks.removeIf(callback::equals);
    return before - callbacks.size();
  }

  @Override
  public boolean cancel() {
    if (done) {
      return false;
    }
    settle(null, new CancelledError());
    return true;
  }

  @Override
  public boolean cancel(String msg) {
    return cancel();
  }

  @Override
  public EventLoop getLoop() {
    return loop;
  }
}
