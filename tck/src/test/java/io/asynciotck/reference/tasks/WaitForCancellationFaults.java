package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.reference.faults.BrokenWaitFor;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.faults.ShieldingWaitFor;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Faults of a {@code wait_for} that is cancelled, and of its races. */
final class WaitForCancellationFaults {

  private WaitForCancellationFaults() {}

  @Fault(
      what = "wait_for that is cancelled returns normally.",
      breaks = {
        "wait-for.cancel.again",
        "wait-for.cancel.message",
        "wait-for.cancel.others",
        "wait-for.cancel.raised",
        "wait-for.race.cancel-kept",
        "wait-for.result.cancelled-elsewhere",
        "wait-for.timeout.nested"
      })
  static final class SwallowsCancellation extends BrokenWaitFor {
    @Override
    protected @Nullable Object withTimeout(Callable<?> reference) throws Exception {
      try {
        return reference.call();
      } catch (CancelledError cancelled) {
        return null;
      }
    }
  }

  @Fault(
      what = "wait_for that was cancelled raises in place of returning a result, as up to 3.11.",
      breaks = {"wait-for.cancel.value-returned"})
  static final class DropsAResultWhenCancelled extends BrokenWaitFor {
    @Override
    protected @Nullable Object withTimeout(Callable<?> reference) throws Exception {
      int requests = task().cancelling();
      Object result = reference.call();
      if (task().cancelling() > requests) {
        throw new CancelledError();
      }
      return result;
    }
  }

  @Fault(
      what = "wait_for that was cancelled raises that in place of an exception, as up to 3.11.",
      breaks = {"wait-for.cancel.exception-propagated"})
  static final class DropsAnExceptionWhenCancelled extends BrokenWaitFor {
    @Override
    protected @Nullable Object withTimeout(Callable<?> reference) throws Exception {
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

  @Fault(
      what =
          "wait_for that is cancelled after its future was settled returns the result"
              + " (python/cpython#86296).",
      breaks = {"wait-for.race.cancel-kept"})
  static final class LosesALateCancellation extends BrokenWaitFor {
    @Override
    protected @Nullable Object withTimeout(Callable<?> reference) throws Exception {
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

  @Fault(
      what = "wait_for returns a result that came in the iteration of the timeout, as up to 3.11.",
      breaks = {"wait-for.race.timeout-wins"})
  static final class PrefersTheResult extends BrokenWaitFor {
    @Override
    protected @Nullable Object withTimeout(Callable<?> reference) throws Exception {
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

  @Fault(
      what = "wait_for returns nothing if the result came in the iteration of the timeout.",
      breaks = {"wait-for.race.same-iteration", "wait-for.race.timeout-wins"})
  static final class LosesBothInARace extends BrokenWaitFor {
    @Override
    protected @Nullable Object withTimeout(Callable<?> reference) throws Exception {
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

  @Fault(
      what = "wait_for that is cancelled leaves what it waits for running, in a task.",
      breaks = {
        "wait-for.cancel.awaitable-cancelled",
        "wait-for.cancel.exception-propagated",
        "wait-for.cancel.lets-go",
        "wait-for.cancel.value-returned",
        "wait-for.cancel.waits",
        "wait-for.task.caller",
        "wait-for.timeout.nested"
      })
  static final class ShieldsFromCancellation extends ShieldingWaitFor {
    @Override
    protected @Nullable Object timedOutOn(TimeoutException late) throws Exception {
      return waitForOriginal(late);
    }

    @Override
    protected @Nullable Object cancelledOn(CancelledError cancelled) {
      throw cancelled;
    }
  }

  @Fault(
      what = "wait_for that is cancelled cancels what it waits for and raises at once.",
      breaks = {
        "wait-for.cancel.exception-propagated",
        "wait-for.cancel.value-returned",
        "wait-for.cancel.waits",
        "wait-for.task.caller"
      })
  static final class DoesNotWaitWhenCancelled extends ShieldingWaitFor {
    @Override
    protected @Nullable Object timedOutOn(TimeoutException late) throws Exception {
      return waitForOriginal(late);
    }

    @Override
    protected @Nullable Object cancelledOn(CancelledError cancelled) {
      cancelOriginal();
      throw cancelled;
    }
  }
}
