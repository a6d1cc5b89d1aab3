package io.asynciotck.reference.tasks;

import static io.asynciotck.reference.tasks.WaitForFaults.timedOut;

import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopTime;
import io.asynciotck.reference.CoroutineTask;
import io.asynciotck.reference.faults.BrokenWaitFor;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.faults.ShieldingWaitFor;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Faults of how {@code wait_for} times out. */
final class WaitForTimeoutFaults {

  private WaitForTimeoutFaults() {}

  @Fault(
      what = "wait_for returns normally when the time has passed.",
      breaks = {
        "wait-for.race.timeout-wins",
        "wait-for.timeout.nested",
        "wait-for.timeout.raised",
        "wait-for.zero.negative",
        "wait-for.zero.raised"
      })
  static final class SwallowsTheTimeout extends BrokenWaitFor {
    @Override
    protected @Nullable Object run(Callable<?> reference) throws Exception {
      try {
        return reference.call();
      } catch (TimeoutException late) {
        return 7;
      }
    }
  }

  @Fault(
      what = "wait_for times out a millisecond early (uvloop#739).",
      breaks = {"wait-for.timeout.not-early"})
  static final class IsEarly extends BrokenWaitFor {
    @Override
    protected @Nullable Duration timeoutOf(@Nullable Duration timeout) {
      return timeout != null && timeout.isPositive() ? timeout.minusMillis(1) : timeout;
    }
  }

  @Fault(
      what = "wait_for does not say where the late work was waiting.",
      breaks = {"wait-for.timeout.cause"})
  static final class SaysNoCause extends BrokenWaitFor {
    @Override
    protected @Nullable Object withTimeout(Callable<?> reference) throws Exception {
      try {
        return reference.call();
      } catch (TimeoutException late) {
        throw new TimeoutException(late.getMessage());
      }
    }
  }

  @Fault(
      what = "wait_for raises the timeout in place of what the clean-up raised, as up to 3.8.",
      breaks = {"wait-for.timeout.exception-propagated"})
  static final class TimesOutInSpiteOfAnException extends BrokenWaitFor {
    @Override
    protected @Nullable Object withTimeout(Callable<?> reference) throws Exception {
      LoopTime begin = loop().time();
      try {
        return reference.call();
      } catch (TimeoutException late) {
        throw late;
      } catch (Exception raised) {
        throw isLate(begin) ? timedOut(raised) : raised;
      }
    }
  }

  @Fault(
      what = "wait_for raises a timeout whenever the result comes late.",
      breaks = {"wait-for.race.completed-first", "wait-for.timeout.value-returned"})
  static final class TimesOutInSpiteOfAResult extends BrokenWaitFor {
    @Override
    protected @Nullable Object withTimeout(Callable<?> reference) throws Exception {
      LoopTime begin = loop().time();
      Object result = reference.call();
      if (isLate(begin)) {
        throw timedOut(null);
      }
      return result;
    }
  }

  @Fault(
      what = "wait_for cancels once more what goes on after the timeout.",
      breaks = {"wait-for.timeout.cancelled-once"})
  static final class CancelsAgain extends BrokenWaitFor {
    @Override
    protected @Nullable Object withTimeout(Callable<?> reference) throws Exception {
      CoroutineTask<?> task = task();
      Duration given = timeout();
      if (given == null) {
        return reference.call();
      }
      Handle again = loop().callLater(given.plusMillis(1500), task::cancel);
      try {
        return reference.call();
      } finally {
        again.cancel();
      }
    }
  }

  @Fault(
      what = "wait_for cancels its caller a little after it has raised the timeout.",
      breaks = {"wait-for.timeout.caller-goes-on"})
  static final class CancelsTheCaller extends BrokenWaitFor {
    @Override
    protected @Nullable Object withTimeout(Callable<?> reference) throws Exception {
      try {
        return reference.call();
      } catch (TimeoutException late) {
        loop().callLater(Duration.ofMillis(1), task()::cancel);
        throw late;
      }
    }
  }

  @Fault(
      what = "wait_for that has returned still cancels its caller when the time has passed.",
      breaks = {"wait-for.timeout.disarmed"})
  static final class StaysArmed extends BrokenWaitFor {
    @Override
    protected @Nullable Object withTimeout(Callable<?> reference) throws Exception {
      CoroutineTask<?> task = task();
      Object result = reference.call();
      Duration given = timeout();
      if (given != null) {
        loop().callLater(given, task::cancel);
      }
      return result;
    }
  }

  @Fault(
      what = "wait_for that has raised still cancels its caller when the time has passed.",
      breaks = {"wait-for.timeout.disarmed"})
  static final class StaysArmedAfterAnException extends BrokenWaitFor {
    @Override
    protected @Nullable Object withTimeout(Callable<?> reference) throws Exception {
      CoroutineTask<?> task = task();
      Duration given = timeout();
      try {
        return reference.call();
      } catch (TimeoutException late) {
        throw late;
      } catch (Exception raised) {
        if (given != null) {
          loop().callLater(given, task::cancel);
        }
        throw raised;
      }
    }
  }

  @Fault(
      what = "wait_for leaves what is late running, in a task.",
      breaks = {
        "wait-for.task.caller",
        "wait-for.timeout.cancelled-once",
        "wait-for.timeout.cancels-coroutine",
        "wait-for.timeout.cancels-future",
        "wait-for.timeout.cause",
        "wait-for.timeout.exception-propagated",
        "wait-for.timeout.nested",
        "wait-for.timeout.value-returned",
        "wait-for.timeout.waits-for-cancellation"
      })
  static final class DoesNotCancel extends ShieldingWaitFor {
    @Override
    protected @Nullable Object timedOutOn(TimeoutException late) throws Exception {
      throw timedOut(null);
    }

    @Override
    protected @Nullable Object cancelledOn(CancelledError cancelled) throws Exception {
      return waitForOriginal(cancelled);
    }
  }

  @Fault(
      what = "wait_for cancels what is late and raises at once, as it did before 3.7.",
      breaks = {
        "wait-for.task.caller",
        "wait-for.timeout.cancelled-once",
        "wait-for.timeout.exception-propagated",
        "wait-for.timeout.value-returned",
        "wait-for.timeout.waits-for-cancellation"
      })
  static final class DoesNotWaitForTheCancellation extends ShieldingWaitFor {
    @Override
    protected @Nullable Object timedOutOn(TimeoutException late) throws Exception {
      cancelOriginal();
      throw late;
    }

    @Override
    protected @Nullable Object cancelledOn(CancelledError cancelled) throws Exception {
      return waitForOriginal(cancelled);
    }
  }
}
