package io.asynciotck.reference.faults;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CancelledError;
import io.asynciotck.reference.LoopFuture;
import io.asynciotck.reference.stacks.Raise;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Waits for a copy of what it was given, so that a cancellation meets the copy only. */
public abstract class ShieldingWaitFor extends BrokenWaitFor {
  private @Nullable AsyncFuture<?> original;
  private @Nullable AsyncFuture<?> copy;

  @Override
  protected <T extends @Nullable Object> Awaitable<T> awaitableOf(Awaitable<T> awaitable) {
    return timeout() == null || timeout().isPositive()
        ? asyncio().coroutine(() -> asyncio().await(copyOf(awaitable)))
        : awaitable;
  }

  private <T extends @Nullable Object> AsyncFuture<T> copyOf(Awaitable<T> awaitable) {
    AsyncFuture<T> future = asyncio().ensureFuture(awaitable);
    if (future.isDone()) {
      return future;
    }
    original = future;
    LoopFuture<T> made = loop().newFuture();
    future.addDoneCallback(done -> settle(made, done));
    copy = made;
    return made;
  }

  private static <T extends @Nullable Object> void settle(LoopFuture<T> copy, AsyncFuture<T> done) {
    if (copy.isDone()) {
      return;
    }
    try {
      copy.setResult(done.result());
    } catch (CancelledError cancelled) {
      copy.cancel();
    } catch (Exception raised) {
      copy.setException(raised);
    }
  }

  @Override
  protected @Nullable Object withTimeout(Callable<?> reference) throws Exception {
    try {
      return reference.call();
    } catch (TimeoutException late) {
      AsyncFuture<?> settled = copy;
      if (settled != null && settled.isDone() && !settled.isCancelled()) {
        return settled.result();
      }
      return timedOutOn(late);
    } catch (CancelledError cancelled) {
      return cancelledOn(cancelled);
    }
  }

  protected final void cancelOriginal() {
    if (original != null) {
      original.cancel();
    }
  }

  /** What the original, which was cancelled, ends with. */
  protected final @Nullable Object waitForOriginal(Throwable otherwise) throws Exception {
    AsyncFuture<?> mine = original;
    if (mine == null || mine.isDone()) {
      throw Raise.asIs(otherwise);
    }
    mine.cancel();
    try {
      return asyncio().await(mine);
    } catch (CancelledError cancelled) {
      throw Raise.asIs(otherwise);
    }
  }

  protected abstract @Nullable Object timedOutOn(TimeoutException late) throws Exception;

  protected abstract @Nullable Object cancelledOn(CancelledError cancelled) throws Exception;
}
