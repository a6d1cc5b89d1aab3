package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.CoroutineBody;
import io.asynciotck.reference.seams.Seam;
import io.asynciotck.reference.stacks.Raise;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The body of {@code wait_for}. */
public class WaitFor<T extends @Nullable Object> implements CoroutineBody<T> {
  private final Asyncio asyncio;
  private final Awaitable<T> awaitable;
  private final @Nullable Duration timeout;

  /** A wait that has not begun; without limit if there is no timeout. */
  public WaitFor(Asyncio asyncio, Awaitable<T> awaitable, @Nullable Duration timeout) {
    this.asyncio = asyncio;
    this.awaitable = awaitable;
    this.timeout = timeout;
  }

  @Override
  @Seam
  public T run() throws Exception {
    // Rule: wait-for.zero.negative
    if (timeout != null && !timeout.isPositive()) {
      return withoutWaiting();
    }
    return withTimeout();
  }

  /** The result of what is done; what is not is cancelled. */
  @Seam
  protected T withoutWaiting() throws Exception {
    // Rule: wait-for.zero.done-future
    AsyncFuture<T> future = asyncio.ensureFuture(awaitable);
    if (future.isDone()) {
      return future.result();
    }
    // Rule: wait-for.zero.raised, wait-for.zero.not-started, wait-for.zero.waits-for-cancellation
    cancelAndWait(future);
    try {
      return future.result();
    } catch (CancelledError cancelled) {
      TimeoutException timedOut = new TimeoutException("There was no time to wait for " + future);
      timedOut.initCause(cancelled);
      throw timedOut;
    }
  }

  /** Waits in the current task, which is cancelled when the time has passed. */
  @Seam
  protected T withTimeout() throws Exception {
    TaskTimeout limit = newTimeout();
    T result;
    try {
      // Rule: wait-for.result.{coroutine, future}, wait-for.task.caller
      // Rule: wait-for.cancel.{awaitable-cancelled, waits, value-returned}
      // Rule: wait-for.timeout.{waits-for-cancellation, value-returned}
      // Rule: wait-for.done-future.at-once
      result = asyncio.await(awaitable);
    } catch (Throwable raised) {
      // Rule: wait-for.result.{exception, cancelled-elsewhere}
      // Rule: wait-for.cancel.{raised, message, exception-propagated, others, again}
      // Rule: wait-for.race.cancel-kept
      // Rule: wait-for.timeout.exception-propagated
      throw Raise.asIs(limit.end(raised));
    }
    // Rule: wait-for.timeout.disarmed
    limit.end();
    return result;
  }

  private TaskTimeout newTimeout() {
    return TaskTimeout.begin(asyncio, timeout);
  }

  /** Cancels a future and waits until it is done. */
  private void cancelAndWait(AsyncFuture<T> future) throws Exception {
    AsyncFuture<@Nullable Void> ended = asyncio.getRunningLoop().createFuture();
    Consumer<AsyncFuture<T>> release =
        _ -> {
          if (!ended.isDone()) {
            ended.setResult(null);
          }
        };
    future.addDoneCallback(release);
    try {
      future.cancel();
      asyncio.await(ended);
    } finally {
      future.removeDoneCallback(release);
    }
  }

  @Override
  public String toString() {
    return "waitFor(" + awaitable + ", " + timeout + ")";
  }
}
