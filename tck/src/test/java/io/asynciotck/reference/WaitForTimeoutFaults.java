package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenWaitFor.waits;
import static io.asynciotck.reference.Fault.fault;
import static io.asynciotck.reference.WaitForFaults.timedOut;

import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Faults of how {@code wait_for} times out. */
final class WaitForTimeoutFaults {

  private WaitForTimeoutFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "wait-for-swallows-the-timeout",
            "wait_for returns normally when the time has passed.",
            waits(SwallowsTheTimeout::new),
            "wait-for.race.timeout-wins",
            "wait-for.timeout.nested",
            "wait-for.timeout.raised",
            "wait-for.zero.negative",
            "wait-for.zero.raised"),
        fault(
            "wait-for-is-early",
            "wait_for times out a millisecond early (uvloop#739).",
            waits(IsEarly::new),
            "wait-for.timeout.not-early"),
        fault(
            "wait-for-does-not-cancel",
            "wait_for leaves what is late running, in a task.",
            waits(DoesNotCancel::new),
            "wait-for.task.caller",
            "wait-for.timeout.cancelled-once",
            "wait-for.timeout.cancels-coroutine",
            "wait-for.timeout.cancels-future",
            "wait-for.timeout.exception-propagated",
            "wait-for.timeout.nested",
            "wait-for.timeout.value-returned",
            "wait-for.timeout.waits-for-cancellation"),
        fault(
            "wait-for-does-not-wait-for-the-cancellation",
            "wait_for cancels what is late and raises at once, as it did before 3.7.",
            waits(DoesNotWaitForTheCancellation::new),
            "wait-for.task.caller",
            "wait-for.timeout.cancelled-once",
            "wait-for.timeout.exception-propagated",
            "wait-for.timeout.value-returned",
            "wait-for.timeout.waits-for-cancellation"),
        fault(
            "wait-for-times-out-in-spite-of-an-exception",
            "wait_for raises the timeout in place of what the clean-up raised, as up to 3.8.",
            waits(TimesOutInSpiteOfAnException::new),
            "wait-for.timeout.exception-propagated"),
        fault(
            "wait-for-times-out-in-spite-of-a-result",
            "wait_for raises a timeout whenever the result comes late.",
            waits(TimesOutInSpiteOfAResult::new),
            "wait-for.race.completed-first",
            "wait-for.timeout.value-returned"),
        fault(
            "wait-for-cancels-again",
            "wait_for cancels once more what goes on after the timeout.",
            waits(CancelsAgain::new),
            "wait-for.timeout.cancelled-once"),
        fault(
            "wait-for-cancels-the-caller",
            "wait_for cancels its caller a little after it has raised the timeout.",
            waits(CancelsTheCaller::new),
            "wait-for.timeout.caller-goes-on"),
        fault(
            "wait-for-stays-armed",
            "wait_for that has returned still cancels its caller when the time has passed.",
            waits(StaysArmed::new),
            "wait-for.timeout.disarmed"));
  }

  private static final class SwallowsTheTimeout extends BrokenWaitFor {
    @Override
    @Nullable Object run(Callable<?> reference) throws Exception {
      try {
        return reference.call();
      } catch (TimeoutException late) {
        return 7;
      }
    }
  }

  private static final class IsEarly extends BrokenWaitFor {
    @Override
    @Nullable Duration timeoutOf(@Nullable Duration timeout) {
      return timeout != null && timeout.isPositive() ? timeout.minusMillis(1) : timeout;
    }
  }

  private static final class TimesOutInSpiteOfAnException extends BrokenWaitFor {
    @Override
    @Nullable Object withTimeout(Callable<?> reference) throws Exception {
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

  private static final class TimesOutInSpiteOfAResult extends BrokenWaitFor {
    @Override
    @Nullable Object withTimeout(Callable<?> reference) throws Exception {
      LoopTime begin = loop().time();
      Object result = reference.call();
      if (isLate(begin)) {
        throw timedOut(null);
      }
      return result;
    }
  }

  private static final class CancelsAgain extends BrokenWaitFor {
    @Override
    @Nullable Object withTimeout(Callable<?> reference) throws Exception {
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

  private static final class CancelsTheCaller extends BrokenWaitFor {
    @Override
    @Nullable Object withTimeout(Callable<?> reference) throws Exception {
      try {
        return reference.call();
      } catch (TimeoutException late) {
        loop().callLater(Duration.ofMillis(1), task()::cancel);
        throw late;
      }
    }
  }

  private static final class StaysArmed extends BrokenWaitFor {
    @Override
    @Nullable Object withTimeout(Callable<?> reference) throws Exception {
      CoroutineTask<?> task = task();
      Object result = reference.call();
      Duration given = timeout();
      if (given != null) {
        loop().callLater(given, task::cancel);
      }
      return result;
    }
  }

  private static final class DoesNotCancel extends ShieldingWaitFor {
    @Override
    @Nullable Object timedOutOn(TimeoutException late) throws Exception {
      throw timedOut(null);
    }

    @Override
    @Nullable Object cancelledOn(CancelledError cancelled) throws Exception {
      return waitForOriginal(cancelled);
    }
  }

  private static final class DoesNotWaitForTheCancellation extends ShieldingWaitFor {
    @Override
    @Nullable Object timedOutOn(TimeoutException late) throws Exception {
      cancelOriginal();
      throw late;
    }

    @Override
    @Nullable Object cancelledOn(CancelledError cancelled) throws Exception {
      return waitForOriginal(cancelled);
    }
  }
}
