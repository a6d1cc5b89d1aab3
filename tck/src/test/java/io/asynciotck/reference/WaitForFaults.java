package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenWaitFor.waits;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.Task;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Faults of how {@code wait_for} waits, and of what it does without any time. */
final class WaitForFaults {

  private WaitForFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "wait-for-forgets-the-result",
            "wait_for returns nothing, whatever it has waited for.",
            waits(ForgetsTheResult::new),
            "wait-for.cancel.value-returned",
            "wait-for.no-limit.waits",
            "wait-for.race.completed-first",
            "wait-for.result.coroutine",
            "wait-for.result.future",
            "wait-for.timeout.value-returned",
            "wait-for.zero.done-future"),
        fault(
            "wait-for-swallows-exceptions",
            "wait_for returns normally when what it waits for raises an exception.",
            waits(SwallowsExceptions::new),
            "wait-for.cancel.exception-propagated",
            "wait-for.result.exception",
            "wait-for.timeout.exception-propagated"),
        fault(
            "wait-for-takes-cancellation-for-timeout",
            "wait_for turns every cancellation into a timeout.",
            waits(TakesCancellationForTimeout::new),
            "wait-for.cancel.raised",
            "wait-for.race.cancel-kept",
            "wait-for.result.cancelled-elsewhere"),
        fault(
            "wait-for-takes-no-limit-for-no-time",
            "wait_for without a limit times out at once.",
            waits(TakesNoLimitForNoTime::new),
            "wait-for.no-limit.waits"),
        fault(
            "wait-for-always-suspends",
            "wait_for lets other callbacks run before it looks at the future.",
            waits(AlwaysSuspends::new),
            "wait-for.done-future.at-once"),
        fault(
            "wait-for-starts-when-called",
            "wait_for begins to wait, in a task, when it is called.",
            StartsWhenCalled::new,
            "wait-for.done-future.at-once",
            "wait-for.start.lazy",
            "wait-for.task.caller"),
        fault(
            "wait-for-makes-a-task",
            "wait_for runs a coroutine in a new task, as it did up to 3.11.",
            waits(MakesATask::new),
            "wait-for.task.caller"),
        fault(
            "wait-for-takes-no-time-for-no-limit",
            "wait_for with a timeout of zero or less waits without limit.",
            waits(TakesNoTimeForNoLimit::new),
            "wait-for.zero.negative",
            "wait-for.zero.not-started",
            "wait-for.zero.raised",
            "wait-for.zero.waits-for-cancellation"),
        fault(
            "wait-for-refuses-negative",
            "wait_for refuses a negative timeout (pyodide#2011).",
            waits(RefusesNegative::new),
            "wait-for.zero.negative"),
        fault(
            "wait-for-starts-without-time",
            "wait_for with a timeout of zero or less lets a coroutine take one step.",
            waits(StartsWithoutTime::new),
            "wait-for.zero.negative",
            "wait-for.zero.not-started"),
        fault(
            "wait-for-without-time-ignores-what-is-done",
            "wait_for with a timeout of zero times out even if the future is done.",
            waits(IgnoresWhatIsDone::new),
            "wait-for.zero.done-future"),
        fault(
            "wait-for-without-time-does-not-wait",
            "wait_for with a timeout of zero does not wait for the cancellation.",
            waits(DoesNotWaitWithoutTime::new),
            "wait-for.zero.waits-for-cancellation"));
  }

  private static final class ForgetsTheResult extends BrokenWaitFor {
    @Override
    @Nullable Object run(Callable<?> reference) throws Exception {
      reference.call();
      return null;
    }
  }

  private static final class SwallowsExceptions extends BrokenWaitFor {
    @Override
    @Nullable Object run(Callable<?> reference) throws Exception {
      try {
        return reference.call();
      } catch (TimeoutException late) {
        throw late;
      } catch (Exception raised) {
        return null;
      }
    }
  }

  private static final class TakesCancellationForTimeout extends BrokenWaitFor {
    @Override
    @Nullable Object run(Callable<?> reference) throws Exception {
      try {
        return reference.call();
      } catch (CancelledError cancelled) {
        throw timedOut(cancelled);
      }
    }
  }

  private static final class TakesNoLimitForNoTime extends BrokenWaitFor {
    @Override
    Duration timeoutOf(@Nullable Duration timeout) {
      return timeout == null ? Duration.ZERO : timeout;
    }
  }

  private static final class AlwaysSuspends extends BrokenWaitFor {
    @Override
    @Nullable Object run(Callable<?> reference) throws Exception {
      asyncio().await(asyncio().sleep(Duration.ZERO));
      return reference.call();
    }
  }

  private static final class StartsWhenCalled extends ReferenceAsyncio {
    StartsWhenCalled(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Coroutine<T> waitFor(
        Awaitable<T> aw, @Nullable Duration timeout) {
      Task<T> task = createTask(super.waitFor(aw, timeout));
      return coroutine(() -> await(task));
    }
  }

  private static final class MakesATask extends BrokenWaitFor {
    @Override
    <T extends @Nullable Object> Awaitable<T> awaitableOf(Awaitable<T> awaitable) {
      return awaitable instanceof Coroutine<T> coroutine
          ? asyncio().coroutine(() -> asyncio().await(asyncio().createTask(coroutine)))
          : awaitable;
    }
  }

  private static final class TakesNoTimeForNoLimit extends BrokenWaitFor {
    @Override
    @Nullable Duration timeoutOf(@Nullable Duration timeout) {
      return timeout != null && timeout.isPositive() ? timeout : null;
    }
  }

  private static final class RefusesNegative extends BrokenWaitFor {
    @Override
    @Nullable Object run(Callable<?> reference) throws Exception {
      Duration given = timeout();
      if (given != null && given.isNegative()) {
        throw new IllegalArgumentException("Negative: " + given);
      }
      return reference.call();
    }
  }

  private static final class StartsWithoutTime extends BrokenWaitFor {
    @Override
    @Nullable Object withoutWaiting(Callable<?> reference) throws Exception {
      AsyncFuture<?> started = asyncio().ensureFuture(awaitable());
      asyncio().await(asyncio().sleep(Duration.ZERO));
      return new WaitFor<>(asyncio(), started, Duration.ZERO).run();
    }
  }

  private static final class IgnoresWhatIsDone extends BrokenWaitFor {
    @Override
    @Nullable Object withoutWaiting(Callable<?> reference) throws Exception {
      reference.call();
      throw timedOut(null);
    }
  }

  private static final class DoesNotWaitWithoutTime extends BrokenWaitFor {
    @Override
    @Nullable Object withoutWaiting(Callable<?> reference) throws Exception {
      AsyncFuture<?> future = asyncio().ensureFuture(awaitable());
      if (future.cancel()) {
        throw timedOut(null);
      }
      return future.result();
    }
  }

  static TimeoutException timedOut(@Nullable Throwable cause) {
    TimeoutException timedOut = new TimeoutException("The time has passed");
    timedOut.initCause(cause);
    return timedOut;
  }
}
