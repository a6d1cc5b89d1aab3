package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.Task;
import io.asynciotck.reference.faults.BrokenWaitFor;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Faults of how {@code wait_for} waits, and of what it does without any time. */
final class WaitForFaults {

  private WaitForFaults() {}

  @Fault(
      what = "wait_for returns nothing, whatever it has waited for.",
      breaks = {
        "wait-for.cancel.value-returned",
        "wait-for.no-limit.waits",
        "wait-for.race.completed-first",
        "wait-for.result.coroutine",
        "wait-for.result.future",
        "wait-for.timeout.value-returned",
        "wait-for.zero.done-future"
      })
  static final class ForgetsTheResult extends BrokenWaitFor {
    @Override
    protected @Nullable Object run(Callable<?> reference) throws Exception {
      reference.call();
      return null;
    }
  }

  @Fault(
      what = "wait_for returns normally when what it waits for raises an exception.",
      breaks = {
        "wait-for.cancel.exception-propagated",
        "wait-for.result.exception",
        "wait-for.timeout.exception-propagated"
      })
  static final class SwallowsExceptions extends BrokenWaitFor {
    @Override
    protected @Nullable Object run(Callable<?> reference) throws Exception {
      try {
        return reference.call();
      } catch (TimeoutException late) {
        throw late;
      } catch (Exception raised) {
        return null;
      }
    }
  }

  @Fault(
      what = "wait_for turns every cancellation into a timeout.",
      breaks = {
        "wait-for.cancel.again",
        "wait-for.cancel.message",
        "wait-for.cancel.others",
        "wait-for.cancel.raised",
        "wait-for.race.cancel-kept",
        "wait-for.result.cancelled-elsewhere"
      })
  static final class TakesCancellationForTimeout extends BrokenWaitFor {
    @Override
    protected @Nullable Object run(Callable<?> reference) throws Exception {
      try {
        return reference.call();
      } catch (CancelledError cancelled) {
        throw timedOut(cancelled);
      }
    }
  }

  @Fault(
      what = "wait_for without a limit times out at once.",
      breaks = {"wait-for.no-limit.waits"})
  static final class TakesNoLimitForNoTime extends BrokenWaitFor {
    @Override
    protected Duration timeoutOf(@Nullable Duration timeout) {
      return timeout == null ? Duration.ZERO : timeout;
    }
  }

  @Fault(
      what = "wait_for lets other callbacks run before it looks at the future.",
      breaks = {"wait-for.done-future.at-once"})
  static final class AlwaysSuspends extends BrokenWaitFor {
    @Override
    protected @Nullable Object run(Callable<?> reference) throws Exception {
      asyncio().await(asyncio().sleep(Duration.ZERO));
      return reference.call();
    }
  }

  @Fault(
      what = "wait_for begins to wait, in a task, when it is called.",
      breaks = {
        "wait-for.done-future.at-once",
        "wait-for.start.lazy",
        "wait-for.task.caller",
        "wait-for.timeout.cancels-future"
      })
  static final class StartsWhenCalled extends ReferenceAsyncio {
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

  @Fault(
      what = "wait_for runs a coroutine in a new task, as it did up to 3.11.",
      breaks = {"wait-for.task.caller"})
  static final class MakesATask extends BrokenWaitFor {
    @Override
    protected <T extends @Nullable Object> Awaitable<T> awaitableOf(Awaitable<T> awaitable) {
      return awaitable instanceof Coroutine<T> coroutine
          ? asyncio().coroutine(() -> asyncio().await(asyncio().createTask(coroutine)))
          : awaitable;
    }
  }

  @Fault(
      what = "wait_for with a timeout of zero or less waits without limit.",
      breaks = {
        "wait-for.timeout.exception-propagated",
        "wait-for.zero.negative",
        "wait-for.zero.not-started",
        "wait-for.zero.raised",
        "wait-for.zero.waits-for-cancellation"
      })
  static final class TakesNoTimeForNoLimit extends BrokenWaitFor {
    @Override
    protected @Nullable Duration timeoutOf(@Nullable Duration timeout) {
      return timeout != null && timeout.isPositive() ? timeout : null;
    }
  }

  @Fault(
      what = "wait_for refuses a negative timeout (pyodide#2011).",
      breaks = {"wait-for.zero.negative"})
  static final class RefusesNegative extends BrokenWaitFor {
    @Override
    protected @Nullable Object run(Callable<?> reference) throws Exception {
      Duration given = timeout();
      if (given != null && given.isNegative()) {
        throw new IllegalArgumentException("Negative: " + given);
      }
      return reference.call();
    }
  }

  @Fault(
      what = "wait_for with a timeout of zero or less lets a coroutine take one step.",
      breaks = {"wait-for.zero.negative", "wait-for.zero.not-started"})
  static final class StartsWithoutTime extends BrokenWaitFor {
    @Override
    protected @Nullable Object withoutWaiting(Callable<?> reference) throws Exception {
      AsyncFuture<?> started = asyncio().ensureFuture(awaitable());
      asyncio().await(asyncio().sleep(Duration.ZERO));
      return new WaitFor<>(asyncio(), started, Duration.ZERO).run();
    }
  }

  @Fault(
      what = "wait_for with a timeout of zero times out even if the future is done.",
      breaks = {"wait-for.zero.done-future"})
  static final class IgnoresWhatIsDone extends BrokenWaitFor {
    @Override
    protected @Nullable Object withoutWaiting(Callable<?> reference) throws Exception {
      reference.call();
      throw timedOut(null);
    }
  }

  @Fault(
      what = "wait_for with a timeout of zero does not wait for the cancellation.",
      breaks = {"wait-for.timeout.exception-propagated", "wait-for.zero.waits-for-cancellation"})
  static final class DoesNotWaitWithoutTime extends BrokenWaitFor {
    @Override
    protected @Nullable Object withoutWaiting(Callable<?> reference) throws Exception {
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

  /** No fault, but rules that have ended since must see that it is not as it was. */
  @Fault(
      what = "The reference does what the newest profile asks for, and not py3.8.",
      profile = "py3.8",
      breaks = {
        "wait-for.cancel.exception-dropped",
        "wait-for.cancel.value-dropped",
        "wait-for.race.result-wins",
        "wait-for.task.own",
        "wait-for.timeout.exception-dropped",
        "wait-for.timeout.value-dropped"
      },
      ripples = {"gather.arguments.all-done-later", "run.argument.coroutine-only"})
  static final class WaitForOfTheNewestProfile extends ReferenceAsyncio {
    WaitForOfTheNewestProfile(LoopClock clock) {
      super(clock);
    }
  }
}
