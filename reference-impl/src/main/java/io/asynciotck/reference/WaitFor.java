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
    if (timeout != null && !timeout.isPositive()) {
      return withoutWaiting();
    }
    return withTimeout();
  }

  /** The result of what is done; what is not is cancelled. */
  T withoutWaiting() throws Exception {
    AsyncFuture<T> future = asyncio.ensureFuture(awaitable);
    if (future.isDone()) {
      return future.result();
    }
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
      result = asyncio.await(awaitable);
    } catch (Throwable raised) {
      throw Raise.asIs(limit.exit(raised));
    }
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
