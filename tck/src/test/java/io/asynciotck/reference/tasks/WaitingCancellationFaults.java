package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.CancelledError;
import io.asynciotck.reference.faults.BrokenCancellations;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.tasks.Waiting.Until;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Faults of {@code wait} when the task that waits is cancelled. */
final class WaitingCancellationFaults {

  private WaitingCancellationFaults() {}

  @Fault(
      what = "A cancellation that meets the last answer is lost.",
      breaks = {"wait.cancel.others-run", "wait.cancel.woken"})
  static final class PrefersAnswers extends Waiting {
    PrefersAnswers(Asyncio asyncio, List<AsyncFuture<?>> aws, Until until) {
      super(asyncio, aws, until);
    }

    @Override
    public List<Set<AsyncFuture<?>>> await(@Nullable Duration timeout) throws Exception {
      try {
        return super.await(timeout);
      } catch (CancelledError cancelled) {
        List<Set<AsyncFuture<?>>> sets = sets();
        if (!sets.get(1).isEmpty()) {
          throw cancelled;
        }
        return sets;
      }
    }
  }

  @Fault(
      what = "A cancelled wait loses the message.",
      breaks = {"wait.cancel.message"})
  static final class WaitForgetsWhy extends Waiting {
    WaitForgetsWhy(Asyncio asyncio, List<AsyncFuture<?>> aws, Until until) {
      super(asyncio, aws, until);
    }

    @Override
    public List<Set<AsyncFuture<?>>> await(@Nullable Duration timeout) throws Exception {
      try {
        return super.await(timeout);
      } catch (CancelledError cancelled) {
        throw new CancelledError();
      }
    }
  }

  @Fault(
      what = "What is waited for keeps the tasks that were cancelled.",
      breaks = {"wait.cancel.lets-go"})
  static final class KeepsTheCancelled extends Waiting {
    private final Asyncio module;

    KeepsTheCancelled(Asyncio asyncio, List<AsyncFuture<?>> aws, Until until) {
      super(asyncio, aws, until);
      this.module = asyncio;
    }

    @Override
    public List<Set<AsyncFuture<?>>> await(@Nullable Duration timeout) throws Exception {
      return BrokenCancellations.keeping(module, () -> super.await(timeout));
    }
  }
}
