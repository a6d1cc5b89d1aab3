package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.LoopTime;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Faults in {@code sleep}. */
final class SleepFaults {

  private SleepFaults() {}

  @Fault(
      what = "A sleep of 0.1 s takes 0.0991 s (uvloop#739).",
      breaks = {
        "sleep.cancel.again",
        "sleep.cancel.others",
        "sleep.delay.from-await",
        "sleep.delay.not-early"
      })
  static final class ShortSleeps extends ReferenceAsyncio {
    ShortSleeps(LoopClock clock) {
      super(clock);
    }

    @Override
    protected <T extends @Nullable Object> T sleepNow(Duration delay, T result) throws Exception {
      return super.sleepNow(delay.minus(delay.dividedBy(100)), result);
    }
  }

  @Fault(
      what = "A task that sleeps is not woken if there is no other task.",
      breaks = {
        "sleep.cancel.again",
        "sleep.cancel.same-moment",
        "sleep.delay.from-await",
        "sleep.delay.not-early",
        "sleep.delay.returns",
        "sleep.result.returned",
        "sleep.suspends.always"
      },
      ripples = {"gather.*", "run.*", "wait-for.*"})
  static final class EndlessSleeps extends ReferenceAsyncio {
    EndlessSleeps(LoopClock clock) {
      super(clock);
    }

    @Override
    protected <T extends @Nullable Object> T sleepNow(Duration delay, T result) throws Exception {
      if (delay.isPositive() && allTasks().size() == 1) {
        await(getRunningLoop().createFuture());
      }
      return super.sleepNow(delay, result);
    }
  }

  @Fault(
      what = "The delay counts from the call of sleep.",
      breaks = {"sleep.delay.from-await"})
  static final class EagerSleeps extends ReferenceAsyncio {
    EagerSleeps(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Coroutine<T> sleep(Duration delay, T result) {
      LoopTime end = clock().time().plus(delay);
      return coroutine(
          () -> sleepNow(delay.isPositive() ? end.since(clock().time()) : delay, result));
    }
  }

  @Fault(
      what = "A sleep with a negative delay does not suspend.",
      breaks = {"sleep.suspends.always", "sleep.zero.one-iteration"})
  static final class NoNegativeSleeps extends ReferenceAsyncio {
    NoNegativeSleeps(LoopClock clock) {
      super(clock);
    }

    @Override
    protected <T extends @Nullable Object> T sleepNow(Duration delay, T result) throws Exception {
      return delay.isNegative() ? result : super.sleepNow(delay, result);
    }
  }

  @Fault(
      what = "A sleep keeps the thread until its time has passed.",
      breaks = {
        "sleep.cancel.at-once",
        "sleep.cancel.message",
        "sleep.cancel.others",
        "sleep.cancel.same-moment",
        "sleep.delay.shorter-first",
        "sleep.suspends.always",
        "sleep.suspends.only-its-task",
        "sleep.suspends.together"
      },
      ripples = {"wait-for.timeout.cancels-future"})
  static final class BlockingSleeps extends ReferenceAsyncio {
    BlockingSleeps(LoopClock clock) {
      super(clock);
    }

    @Override
    protected <T extends @Nullable Object> T sleepNow(Duration delay, T result) throws Exception {
      return delay.isPositive() && clock().skip(delay) ? result : super.sleepNow(delay, result);
    }
  }

  @Fault(
      what = "A sleep forgets a result that is false.",
      breaks = {"sleep.result.returned"})
  static final class NoFalseResult extends ReferenceAsyncio {
    NoFalseResult(LoopClock clock) {
      super(clock);
    }

    @Override
    @SuppressWarnings("NullAway") // Breaks the type on purpose.
    protected <T extends @Nullable Object> T sleepNow(Duration delay, T result) throws Exception {
      return super.sleepNow(delay, Boolean.FALSE.equals(result) ? null : result);
    }
  }

  @Fault(
      what = "A sleep without delay forgets its result.",
      breaks = {"sleep.result.returned"})
  static final class NoResultWithoutDelay extends ReferenceAsyncio {
    NoResultWithoutDelay(LoopClock clock) {
      super(clock);
    }

    @Override
    @SuppressWarnings("NullAway") // Breaks the type on purpose.
    protected <T extends @Nullable Object> T sleepNow(Duration delay, T result) throws Exception {
      T returned = super.sleepNow(delay, result);
      return delay.isPositive() ? returned : null;
    }
  }

  @Fault(
      what = "A sleep that is cancelled goes on to its end.",
      breaks = {"sleep.cancel.at-once"})
  static final class ShieldedSleeps extends ReferenceAsyncio {
    ShieldedSleeps(LoopClock clock) {
      super(clock);
    }

    @Override
    protected <T extends @Nullable Object> T sleepNow(Duration delay, T result) throws Exception {
      LoopTime end = clock().time().plus(delay);
      try {
        return super.sleepNow(delay, result);
      } catch (CancelledError cancelled) {
        super.sleepNow(end.since(clock().time()), Objects.requireNonNullElse(result, ""));
        throw cancelled;
      }
    }
  }

  @Fault(
      what = "What is not a number is a delay of zero.",
      breaks = {"sleep.delay.nan"})
  static final class NotANumberIsZero extends ReferenceAsyncio {
    NotANumberIsZero(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<@Nullable Void> sleep(double delay) {
      return super.sleep(Double.isNaN(delay) ? 0 : delay);
    }
  }

  @Fault(
      what =
          "Tasks that begin to sleep together for the same time share a timer, and a cancellation.",
      breaks = {"sleep.cancel.lets-go", "sleep.cancel.others"})
  static final class SharedSleeps extends ReferenceAsyncio {
    private final Map<LoopTime, AsyncFuture<Boolean>> ends = new HashMap<>();

    SharedSleeps(LoopClock clock) {
      super(clock);
    }

    @Override
    protected <T extends @Nullable Object> T sleepNow(Duration delay, T result) throws Exception {
      if (!delay.isPositive()) {
        return super.sleepNow(delay, result);
      }
      EventLoop loop = getRunningLoop();
      AsyncFuture<Boolean> end =
          ends.computeIfAbsent(
              loop.time().plus(delay),
              when -> {
                AsyncFuture<Boolean> made = loop.createFuture();
                loop.callAt(when, () -> settle(made));
                return made;
              });
      await(end);
      return result;
    }

    private static void settle(AsyncFuture<Boolean> end) {
      if (!end.isDone()) {
        end.setResult(true);
      }
    }
  }
}
