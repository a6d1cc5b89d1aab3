package io.asynciotck.reference;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.CoroutineBody;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The body of {@code wait_for}. */
class WaitFor<T extends @Nullable Object> implements CoroutineBody<T> {
  private final ReferenceAsyncio asyncio;
  private final Awaitable<T> awaitable;
  private final @Nullable Duration timeout;

  WaitFor(ReferenceAsyncio asyncio, Awaitable<T> awaitable, @Nullable Duration timeout) {
    this.asyncio = asyncio;
    this.awaitable = awaitable;
    this.timeout = timeout;
  }

  @Override
  public T run() throws Exception {
    // Rule: wait-for.zero.negative
    if (timeout != null && !timeout.isPositive()) {
      return withoutWaiting();
    }
    return withTimeout();
  }

  /** The result of what is done; what is not is cancelled. */
  T withoutWaiting() throws Exception {
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
  T withTimeout() throws Exception {
    Timeout limit = newTimeout();
    T result;
    try {
      // Rule: wait-for.result.coroutine, wait-for.result.future, wait-for.task.caller
      // Rule: wait-for.cancel.awaitable-cancelled, wait-for.timeout.waits-for-cancellation
      // Rule: wait-for.done-future.at-once, wait-for.cancel.waits, wait-for.cancel.value-returned
      // Rule: wait-for.timeout.value-returned
      result = asyncio.await(awaitable);
    } catch (Throwable raised) {
      // Rule: wait-for.result.exception, wait-for.result.cancelled-elsewhere
      // Rule: wait-for.cancel.raised, wait-for.race.cancel-kept
      // Rule: wait-for.timeout.exception-propagated, wait-for.cancel.exception-propagated
      throw Raise.asIs(limit.exit(raised));
    }
    // Rule: wait-for.timeout.disarmed
    limit.exit();
    return result;
  }

  Timeout newTimeout() {
    return Timeout.enter((SelectorEventLoop) asyncio.getRunningLoop(), timeout);
  }

  /** Cancels a future and waits until it is done. */
  void cancelAndWait(AsyncFuture<T> future) throws Exception {
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
