package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CancelledError;
import io.asynciotck.reference.faults.BrokenCancellations;
import io.asynciotck.reference.faults.Fault;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults of {@code as_completed} when the task that waits is cancelled. */
final class AsCompletedCancellationFaults {

  private AsCompletedCancellationFaults() {}

  @Fault(
      what = "A cancelled step loses the message.",
      breaks = {"as-completed.cancel.message"})
  static final class StepForgetsWhy extends Completions {
    StepForgetsWhy(Asyncio asyncio, List<Awaitable<?>> aws, @Nullable Duration timeout) {
      super(asyncio, aws, timeout);
    }

    @Override
    protected AsyncFuture<?> next() throws Exception {
      try {
        return super.next();
      } catch (CancelledError cancelled) {
        throw new CancelledError();
      }
    }
  }

  @Fault(
      what = "A cancellation that meets a result is lost.",
      breaks = {"as-completed.cancel.woken"})
  static final class PrefersWhatIsDone extends Completions {
    private @Nullable AsyncFuture<?> last;

    PrefersWhatIsDone(Asyncio asyncio, List<Awaitable<?>> aws, @Nullable Duration timeout) {
      super(asyncio, aws, timeout);
    }

    @Override
    protected void isDone(AsyncFuture<?> future) {
      last = future;
      super.isDone(future);
    }

    @Override
    protected AsyncFuture<?> next() throws Exception {
      try {
        return super.next();
      } catch (CancelledError cancelled) {
        if (last == null) {
          throw cancelled;
        }
        return last;
      }
    }
  }

  @Fault(
      what = "What is waited for keeps the tasks that were cancelled.",
      breaks = {"as-completed.cancel.lets-go"})
  static final class KeepsTheCancelled extends Completions {
    private final Asyncio module;

    KeepsTheCancelled(Asyncio asyncio, List<Awaitable<?>> aws, @Nullable Duration timeout) {
      super(asyncio, aws, timeout);
      this.module = asyncio;
    }

    @Override
    protected AsyncFuture<?> next() throws Exception {
      return BrokenCancellations.keeping(module, super::next);
    }
  }
}
