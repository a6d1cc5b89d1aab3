package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.Task;
import io.asynciotck.reference.faults.BrokenCancellations;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Faults of {@code sleep} when a task that sleeps is cancelled. */
final class SleepCancellationFaults {

  private SleepCancellationFaults() {}

  @Fault(
      what = "A cancelled sleep loses the message.",
      breaks = {"sleep.cancel.message"})
  static final class SleepForgetsWhy extends ReferenceAsyncio {
    SleepForgetsWhy(LoopClock clock) {
      super(clock);
    }

    @Override
    protected <T extends @Nullable Object> T sleepNow(Duration delay, T result) throws Exception {
      try {
        return super.sleepNow(delay, result);
      } catch (CancelledError cancelled) {
        throw new CancelledError();
      }
    }
  }

  @Fault(
      what = "The timer of a cancelled sleep wakes its task from the next one.",
      breaks = {"sleep.cancel.again", "sleep.cancel.lets-go"})
  static final class OldTimersWake extends ReferenceAsyncio {
    private final Map<Task<?>, AsyncFuture<Boolean>> ends = new WeakHashMap<>();

    OldTimersWake(LoopClock clock) {
      super(clock);
    }

    @Override
    protected <T extends @Nullable Object> T sleepNow(Duration delay, T result) throws Exception {
      if (!delay.isPositive()) {
        return super.sleepNow(delay, result);
      }
      EventLoop loop = getRunningLoop();
      Task<?> task = Objects.requireNonNull(currentTask());
      AsyncFuture<Boolean> end = loop.createFuture();
      ends.put(task, end);
      loop.callLater(delay, () -> wake(task));
      await(end);
      return result;
    }

    private void wake(Task<?> task) {
      AsyncFuture<Boolean> end = ends.get(task);
      if (end != null && !end.isDone()) {
        end.setResult(true);
      }
    }
  }

  @Fault(
      what = "A cancellation that meets the end of the delay is lost.",
      breaks = {"sleep.cancel.same-moment"})
  static final class PrefersTheEnd extends ReferenceAsyncio {
    PrefersTheEnd(LoopClock clock) {
      super(clock);
    }

    @Override
    protected <T extends @Nullable Object> T sleepNow(Duration delay, T result) throws Exception {
      LoopTime end = getRunningLoop().time().plus(delay);
      try {
        return super.sleepNow(delay, result);
      } catch (CancelledError cancelled) {
        if (getRunningLoop().time().compareTo(end) < 0) {
          throw cancelled;
        }
        return result;
      }
    }
  }

  @Fault(
      what = "A cancelled timer keeps the task that has slept.",
      breaks = {"sleep.cancel.lets-go"})
  static final class KeepsTheCancelled extends ReferenceAsyncio {
    KeepsTheCancelled(LoopClock clock) {
      super(clock);
    }

    @Override
    protected <T extends @Nullable Object> T sleepNow(Duration delay, T result) throws Exception {
      return BrokenCancellations.keeping(this, () -> super.sleepNow(delay, result));
    }
  }
}
