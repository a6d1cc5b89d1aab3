package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenWaitFor.waits;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Faults of a {@code wait_for} that is cancelled, and of its races. */
final class WaitForCancellationFaults {

  private WaitForCancellationFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "wait-for-shields-from-cancellation",
            "wait_for that is cancelled leaves what it waits for running, in a task.",
            waits(ShieldsFromCancellation::new),
            "wait-for.cancel.awaitable-cancelled",
            "wait-for.cancel.exception-propagated",
            "wait-for.cancel.value-returned",
            "wait-for.cancel.waits",
            "wait-for.task.caller",
            "wait-for.timeout.nested"),
        fault(
            "wait-for-does-not-wait-when-cancelled",
            "wait_for that is cancelled cancels what it waits for and raises at once.",
            waits(DoesNotWaitWhenCancelled::new),
            "wait-for.cancel.exception-propagated",
            "wait-for.cancel.value-returned",
            "wait-for.cancel.waits",
            "wait-for.task.caller"),
        fault(
            "wait-for-swallows-cancellation",
            "wait_for that is cancelled returns normally.",
            waits(SwallowsCancellation::new),
            "wait-for.cancel.raised",
            "wait-for.race.cancel-kept",
            "wait-for.result.cancelled-elsewhere",
            "wait-for.timeout.nested"),
        fault(
            "wait-for-drops-a-result-when-cancelled",
            "wait_for that was cancelled raises in place of returning a result, as up to 3.11.",
            waits(DropsAResultWhenCancelled::new),
            "wait-for.cancel.value-returned"),
        fault(
            "wait-for-drops-an-exception-when-cancelled",
            "wait_for that was cancelled raises that in place of an exception, as up to 3.11.",
            waits(DropsAnExceptionWhenCancelled::new),
            "wait-for.cancel.exception-propagated"),
        fault(
            "wait-for-loses-a-late-cancellation",
            "wait_for that is cancelled after its future was settled returns the result"
                + " (python/cpython#86296).",
            waits(LosesALateCancellation::new),
            "wait-for.race.cancel-kept"),
        fault(
            "wait-for-prefers-the-result",
            "wait_for returns a result that came in the iteration of the timeout, as up to 3.11.",
            waits(PrefersTheResult::new),
            "wait-for.race.timeout-wins"),
        fault(
            "wait-for-loses-both-in-a-race",
            "wait_for returns nothing if the result came in the iteration of the timeout.",
            waits(LosesBothInARace::new),
            "wait-for.race.same-iteration",
            "wait-for.race.timeout-wins"));
  }

  private static final class SwallowsCancellation extends BrokenWaitFor {
    @Override
    @Nullable Object withTimeout(Callable<?> reference) throws Exception {
      try {
        return reference.call();
      } catch (CancelledError cancelled) {
        return null;
      }
    }
  }

  private static final class DropsAResultWhenCancelled extends BrokenWaitFor {
    @Override
    @Nullable Object withTimeout(Callable<?> reference) throws Exception {
      int requests = task().cancelling();
      Object result = reference.call();
      if (task().cancelling() > requests) {
        throw new CancelledError();
      }
      return result;
    }
  }

  private static final class DropsAnExceptionWhenCancelled extends BrokenWaitFor {
    @Override
    @Nullable Object withTimeout(Callable<?> reference) throws Exception {
      int requests = task().cancelling();
      try {
        return reference.call();
      } catch (Exception raised) {
        if (task().cancelling() > requests) {
          throw new CancelledError();
        }
        throw raised;
      }
    }
  }

  private static final class LosesALateCancellation extends BrokenWaitFor {
    @Override
    @Nullable Object withTimeout(Callable<?> reference) throws Exception {
      try {
        return reference.call();
      } catch (CancelledError cancelled) {
        AsyncFuture<?> settled = futureWithResult();
        if (settled == null) {
          throw cancelled;
        }
        return settled.result();
      }
    }
  }

  private static final class PrefersTheResult extends BrokenWaitFor {
    @Override
    @Nullable Object withTimeout(Callable<?> reference) throws Exception {
      try {
        return reference.call();
      } catch (TimeoutException late) {
        AsyncFuture<?> settled = futureWithResult();
        if (settled == null) {
          throw late;
        }
        return settled.result();
      }
    }
  }

  private static final class LosesBothInARace extends BrokenWaitFor {
    @Override
    @Nullable Object withTimeout(Callable<?> reference) throws Exception {
      try {
        return reference.call();
      } catch (TimeoutException late) {
        if (futureWithResult() == null) {
          throw late;
        }
        return null;
      }
    }
  }

  private static final class ShieldsFromCancellation extends ShieldingWaitFor {
    @Override
    @Nullable Object timedOutOn(TimeoutException late) throws Exception {
      return waitForOriginal(late);
    }

    @Override
    @Nullable Object cancelledOn(CancelledError cancelled) {
      throw cancelled;
    }
  }

  private static final class DoesNotWaitWhenCancelled extends ShieldingWaitFor {
    @Override
    @Nullable Object timedOutOn(TimeoutException late) throws Exception {
      return waitForOriginal(late);
    }

    @Override
    @Nullable Object cancelledOn(CancelledError cancelled) {
      cancelOriginal();
      throw cancelled;
    }
  }
}
