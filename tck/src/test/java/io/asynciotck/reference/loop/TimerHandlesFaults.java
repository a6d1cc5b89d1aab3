package io.asynciotck.reference.loop;

import io.asynciotck.api.Callback;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.TimerHandle;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.timers.LoopTimer;
import io.asynciotck.reference.timers.TimerHeap;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Faults in the handles of timers and in the clean-up of cancelled ones. */
final class TimerHandlesFaults {

  private TimerHandlesFaults() {}

  @Fault(
      what = "A cancelled handle gives zero as its deadline.",
      breaks = {"timer-handle.when.stays"})
  static final class LosesItsTime extends LoopTimer {
    LosesItsTime(TimerHeap heap, long whenNanos, Runnable callback) {
      super(heap, whenNanos, callback);
    }

    @Override
    public LoopTime when() {
      return isCancelled() ? new LoopTime(0) : super.when();
    }
  }

  @Fault(
      what = "A cancelled timer fires all the same (pyodide#2011).",
      breaks = {
        "timer-handle.cancel.with-arguments",
        "loop.call-at.deadline-order",
        "timer-handle.cancel.others-stay",
        "timer-handle.cancel.prevents",
        "timer-handle.cancel.when-due",
        "timer-handle.clean-up.head",
        "timer-handle.clean-up.most-go"
      },
      ripples = {"detail.*", "wait-for.timeout.disarmed"})
  static final class CannotBeCancelled extends LoopTimer {
    CannotBeCancelled(TimerHeap heap, long whenNanos, Runnable callback) {
      super(heap, whenNanos, callback);
    }

    @Override
    public void cancel() {}
  }

  @Fault(
      what = "A timer that is due can no longer be cancelled (trio-asyncio#161).",
      breaks = {"timer-handle.cancel.when-due"})
  static final class TooLateToCancel extends LoopTimer {
    TooLateToCancel(TimerHeap heap, long whenNanos, Runnable callback) {
      super(heap, whenNanos, callback);
    }

    @Override
    public void cancel() {
      if (isScheduled()) {
        super.cancel();
      }
    }
  }

  @Fault(
      what = "The clean-up of cancelled timers throws away the others too.",
      breaks = {
        "loop.call-at.deadline-order",
        "timer-handle.cancel.others-stay",
        "timer-handle.clean-up.most-go"
      },
      ripples = {"detail.timers.count-reset"})
  static final class LosesLiveTimers extends TimerHeap {
    private int cancelled;

    @Override
    public void countCancelled() {
      cancelled++;
      super.countCancelled();
    }

    @Override
    public void dropCancelled() {
      if (isDueForCleaning(size(), cancelled)) {
        clear();
      } else {
        super.dropCancelled();
      }
    }
  }

  @Fault(
      what = "A clean-up among more than 300 timers loses one that is not cancelled.",
      breaks = {"loop.call-at.deadline-order", "timer-handle.cancel.others-stay"})
  static final class LosesOneOfMany extends TimerHeap {
    private int cancelled;

    @Override
    public void countCancelled() {
      cancelled++;
      super.countCancelled();
    }

    @Override
    public void dropCancelled() {
      boolean loses = size() > 300 && isDueForCleaning(size(), cancelled);
      super.dropCancelled();
      if (loses) {
        cancelled = 0;
        remove();
      }
    }
  }

  @Fault(
      what = "Of three timers a cancellation puts off the others until the next one is made.",
      breaks = {"timer-handle.cancel.others-stay"},
      ripples = {"*"})
  static final class CancelPutsOff extends TimerHeap {
    private boolean putsOff;

    @Override
    public void countCancelled() {
      putsOff = size() == 3;
      super.countCancelled();
    }

    @Override
    public void add(LoopTimer timer) {
      putsOff = false;
      super.add(timer);
    }

    @Override
    public long firstDeadlineNanos() {
      return putsOff ? Long.MAX_VALUE : super.firstDeadlineNanos();
    }
  }

  @Fault(
      what = "Cancelled timers are dropped at the head only.",
      breaks = {"timer-handle.clean-up.most-go"},
      ripples = {"detail.timers.count-reset"})
  static final class NeverCleans extends TimerHeap {
    @Override
    protected boolean isDueForCleaning(int scheduled, int cancelled) {
      return false;
    }
  }

  @Fault(
      what = "The clean-up happens when exactly half of the timers are cancelled.",
      breaks = {"timer-handle.clean-up.half-stays"})
  static final class CleansAtHalf extends TimerHeap {
    @Override
    protected boolean isDueForCleaning(int scheduled, int cancelled) {
      return scheduled > 100 && 2L * cancelled >= scheduled;
    }
  }

  @Fault(
      what = "The clean-up happens with one hundred timers.",
      breaks = {"timer-handle.clean-up.few-stay"})
  static final class CleansSmallHeaps extends TimerHeap {
    @Override
    protected boolean isDueForCleaning(int scheduled, int cancelled) {
      return scheduled >= 100 && 2L * cancelled > scheduled;
    }
  }

  @Fault(
      what = "Cancelled timers at the head stay until the clean-up.",
      breaks = {"timer-handle.clean-up.head"},
      ripples = {"detail.timers.lazy-cancel"})
  static final class HeadStays extends TimerHeap {
    private int cancelled;

    @Override
    public void countCancelled() {
      cancelled++;
      super.countCancelled();
    }

    @Override
    public void dropCancelled() {
      if (isDueForCleaning(size(), cancelled)) {
        super.dropCancelled();
      }
    }
  }

  @Fault(
      what = "A timer with exactly one argument cannot be cancelled.",
      breaks = {"timer-handle.cancel.with-arguments"})
  static final class CancelFailsForOneArgumentOfATimer extends SelectorEventLoop {
    CancelFailsForOneArgumentOfATimer(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callLater(Duration delay, Callback callback, @Nullable Object... args) {
      if (args.length == 1) {
        super.callLater(delay, callback, args);
        return super.callLater(delay, () -> {});
      }
      return super.callLater(delay, callback, args);
    }
  }

  @Fault(
      what = "A timer with arguments that is set for a time cannot be cancelled.",
      breaks = {"timer-handle.cancel.with-arguments"})
  static final class CancelFailsForArgumentsAtATime extends SelectorEventLoop {
    CancelFailsForArgumentsAtATime(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callAt(LoopTime when, Callback callback, @Nullable Object... args) {
      super.callAt(when, callback, args);
      return super.callAt(when, () -> {});
    }
  }

  @Fault(
      what = "The clean-up of cancelled timers throws away those that are far ahead of them.",
      breaks = {"timer-handle.cancel.others-stay"})
  static final class LosesWhatIsFarAhead extends TimerHeap {
    private static final long FAR_NANOS = 3_600_000_000_000L;
    private int cancelled;

    @Override
    public void countCancelled() {
      cancelled++;
      super.countCancelled();
    }

    @Override
    public void dropCancelled() {
      boolean cleans = isDueForCleaning(size(), cancelled);
      long before = size() == 0 ? 0 : firstDeadlineNanos();
      super.dropCancelled();
      if (cleans) {
        cancelled = 0;
        if (size() > 0 && firstDeadlineNanos() - before > FAR_NANOS) {
          clear();
        }
      }
    }
  }
}
