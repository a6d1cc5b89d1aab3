package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.reference.InPlaceOfTask;
import io.asynciotck.reference.seams.Seam;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A future that takes the outcome of another one, and keeps cancellations from it. */
public class Shield<T extends @Nullable Object> {
  private final AsyncFuture<T> inner;
  private final AsyncFuture<T> outer;

  /** Use {@link #begin}: one that was only constructed does not look at its future. */
  public Shield(AsyncFuture<T> inner) {
    this.inner = inner;
    // Rule: shield.cancel.{inner-runs-on, caller, message, others-wait, woken, again}
    // Rule: shield.timeout.inner-runs-on
    this.outer = inner.getLoop().createFuture();
  }

  /** Begins to wait, and returns what the caller awaits. */
  public AsyncFuture<T> begin() {
    Consumer<AsyncFuture<T>> innerDone = new InnerDone();
    inner.addDoneCallback(innerDone);
    // Nothing of a waiter that has given up is left with what it waited for.
    outer.addDoneCallback(done -> inner.removeDoneCallback(innerDone));
    return outer;
  }

  private final class InnerDone implements Consumer<AsyncFuture<T>>, InPlaceOfTask {
    @Override
    public void accept(AsyncFuture<T> done) {
      if (!outer.isDone()) {
        try {
          settle(done, outer);
        } catch (Exception impossible) {
          throw new AssertionError(
              "A future that is done and has not failed has a result", impossible);
        }
      }
    }

    @Override
    public AsyncFuture<?> awaited() {
      return outer;
    }
  }

  /** Gives the outcome of what is protected to who waits. */
  @Seam
  protected void settle(AsyncFuture<T> inner, AsyncFuture<T> outer) throws Exception {
    if (inner.isCancelled()) {
      // Rule: shield.inner-cancelled.raised
      outer.cancel();
      return;
    }
    Throwable raised = inner.exception();
    if (raised == null) {
      // Rule: shield.result.returned
      outer.setResult(inner.result());
    } else {
      // Rule: shield.result.raised
      outer.setException(raised);
    }
  }
}
