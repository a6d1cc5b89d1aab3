package io.asynciotck.reference;

import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.LoopTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Faults in {@code sleep}. */
final class SleepFaults {

  private SleepFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "sleeps-are-short",
            "A sleep of 0.1 s takes 0.0991 s (uvloop#739).",
            ShortSleeps::new,
            "sleep.delay.from-await",
            "sleep.delay.not-early"),
        fault(
            "only-sleeper-is-forgotten",
            "A task that sleeps is not woken if there is no other task.",
            EndlessSleeps::new,
            "gather.results.wait-for-all",
            "gather.return-exceptions.waits-for-all",
            "run.clean-up.after-exception",
            "run.clean-up.cancelled-once",
            "run.clean-up.tasks-awaited",
            "run.nested.outer-untouched",
            "run.result.returned",
            "sleep.delay.from-await",
            "sleep.delay.not-early",
            "sleep.delay.returns",
            "sleep.result.returned",
            "wait-for.cancel.waits",
            "wait-for.start.lazy",
            "wait-for.timeout.caller-goes-on",
            "wait-for.timeout.cancelled-once",
            "wait-for.timeout.cancels-coroutine",
            "wait-for.timeout.cancels-future",
            "wait-for.timeout.disarmed",
            "wait-for.timeout.nested",
            "wait-for.timeout.waits-for-cancellation"),
        fault(
            "sleep-begins-with-the-call",
            "The delay counts from the call of sleep.",
            EagerSleeps::new,
            "sleep.delay.from-await"),
        fault(
            "negative-sleep-is-no-sleep",
            "A sleep with a negative delay does not suspend.",
            NoNegativeSleeps::new,
            "sleep.zero.one-iteration"),
        fault(
            "sleep-blocks-the-loop",
            "A sleep keeps the thread until its time has passed.",
            BlockingSleeps::new,
            "sleep.cancel.at-once",
            "sleep.delay.shorter-first",
            "sleep.suspends.always",
            "sleep.suspends.only-its-task",
            "sleep.suspends.together",
            "wait-for.timeout.cancels-future"),
        fault(
            "no-delay-gives-no-result",
            "A sleep without delay forgets its result.",
            NoResultWithoutDelay::new,
            "sleep.result.returned"),
        fault(
            "sleep-is-shielded",
            "A sleep that is cancelled goes on to its end.",
            ShieldedSleeps::new,
            "sleep.cancel.at-once"));
  }

  /** A module with one fault: its sleeps are short by a hundredth. */
  private static final class ShortSleeps extends ReferenceAsyncio {
    ShortSleeps(LoopClock clock) {
      super(clock);
    }

    @Override
    <T extends @Nullable Object> T sleepNow(Duration delay, T result) throws Exception {
      return super.sleepNow(delay.minus(delay.dividedBy(100)), result);
    }
  }

  /** A module with one fault: it forgets a sleeper that is alone. */
  private static final class EndlessSleeps extends ReferenceAsyncio {
    EndlessSleeps(LoopClock clock) {
      super(clock);
    }

    @Override
    <T extends @Nullable Object> T sleepNow(Duration delay, T result) throws Exception {
      if (delay.isPositive() && allTasks().size() == 1) {
        await(getRunningLoop().createFuture());
      }
      return super.sleepNow(delay, result);
    }
  }

  /** A module with one fault: its sleeps begin when they are made. */
  private static final class EagerSleeps extends ReferenceAsyncio {
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

  /** A module with one fault: it returns at once from a sleep with a negative delay. */
  private static final class NoNegativeSleeps extends ReferenceAsyncio {
    NoNegativeSleeps(LoopClock clock) {
      super(clock);
    }

    @Override
    <T extends @Nullable Object> T sleepNow(Duration delay, T result) throws Exception {
      return delay.isNegative() ? result : super.sleepNow(delay, result);
    }
  }

  /** A module with one fault: its sleeps are those of the thread. */
  private static final class BlockingSleeps extends ReferenceAsyncio {
    BlockingSleeps(LoopClock clock) {
      super(clock);
    }

    @Override
    <T extends @Nullable Object> T sleepNow(Duration delay, T result) throws Exception {
      return delay.isPositive() && clock().skip(delay) ? result : super.sleepNow(delay, result);
    }
  }

  /** A module with one fault: its sleeps without delay return nothing. */
  private static final class NoResultWithoutDelay extends ReferenceAsyncio {
    NoResultWithoutDelay(LoopClock clock) {
      super(clock);
    }

    @Override
    @SuppressWarnings("NullAway") // Breaks the type on purpose.
    <T extends @Nullable Object> T sleepNow(Duration delay, T result) throws Exception {
      T returned = super.sleepNow(delay, result);
      return delay.isPositive() ? returned : null;
    }
  }

  /** A module with one fault: its sleeps cannot be cut short. */
  private static final class ShieldedSleeps extends ReferenceAsyncio {
    ShieldedSleeps(LoopClock clock) {
      super(clock);
    }

    @Override
    <T extends @Nullable Object> T sleepNow(Duration delay, T result) throws Exception {
      LoopTime end = clock().time().plus(delay);
      try {
        return super.sleepNow(delay, result);
      } catch (CancelledError cancelled) {
        super.sleepNow(end.since(clock().time()), Objects.requireNonNullElse(result, ""));
        throw cancelled;
      }
    }
  }
}
