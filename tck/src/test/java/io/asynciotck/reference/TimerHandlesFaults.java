package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenLoops.loops;
import static io.asynciotck.reference.BrokenLoops.timers;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.LoopTime;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Faults in the handles of timers and in the clean-up of cancelled ones. */
final class TimerHandlesFaults {

  private TimerHandlesFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "cancelled-timers-lose-their-time",
            "A cancelled handle gives zero as its deadline.",
            timers(LosesItsTime::new),
            "timer-handle.when.stays"),
        fault(
            "cancelled-timers-fire",
            "A cancelled timer fires all the same (pyodide#2011).",
            timers(CannotBeCancelled::new),
            "detail.timers.count-reset",
            "detail.timers.lazy-cancel",
            "timer-handle.cancel.others-stay",
            "timer-handle.cancel.prevents",
            "timer-handle.cancel.when-due",
            "timer-handle.clean-up.head",
            "timer-handle.clean-up.most-go",
            "wait-for.timeout.disarmed"),
        fault(
            "due-timers-cannot-be-cancelled",
            "A timer that is due can no longer be cancelled (trio-asyncio#161).",
            timers(TooLateToCancel::new),
            "timer-handle.cancel.when-due"),
        fault(
            "clean-up-loses-live-timers",
            "The clean-up of cancelled timers throws away the others too.",
            heaps(LosesLiveTimers::new),
            "detail.timers.count-reset",
            "timer-handle.cancel.others-stay",
            "timer-handle.clean-up.most-go"),
        fault(
            "clean-up-never-happens",
            "Cancelled timers are dropped at the head only.",
            heaps(NeverCleans::new),
            "detail.timers.count-reset",
            "timer-handle.clean-up.most-go"),
        fault(
            "clean-up-at-half",
            "The clean-up happens when exactly half of the timers are cancelled.",
            heaps(CleansAtHalf::new),
            "timer-handle.clean-up.half-stays"),
        fault(
            "clean-up-of-small-heaps",
            "The clean-up happens with one hundred timers.",
            heaps(CleansSmallHeaps::new),
            "timer-handle.clean-up.few-stay"),
        fault(
            "cancelled-head-stays",
            "Cancelled timers at the head stay until the clean-up.",
            heaps(HeadStays::new),
            "detail.timers.lazy-cancel",
            "timer-handle.clean-up.head"));
  }

  private static Function<LoopClock, Asyncio> heaps(Supplier<TimerHeap> maker) {
    return loops((asyncio, clock) ->
        new SelectorEventLoop(asyncio, clock) {
          @Override
          TimerHeap newTimerHeap() {
            return maker.get();
          }
        });
  }

  /** A timer with one fault: cancelling it takes its deadline. */
  private static final class LosesItsTime extends LoopTimer {
    LosesItsTime(TimerHeap heap, long whenNanos, Runnable callback) {
      super(heap, whenNanos, callback);
    }

    @Override
    public LoopTime when() {
      return isCancelled() ? new LoopTime(0) : super.when();
    }
  }

  /** A timer with one fault: it cannot be cancelled. */
  private static final class CannotBeCancelled extends LoopTimer {
    CannotBeCancelled(TimerHeap heap, long whenNanos, Runnable callback) {
      super(heap, whenNanos, callback);
    }

    @Override
    public void cancel() {}
  }

  /** A timer with one fault: it can be cancelled only until it is due. */
  private static final class TooLateToCancel extends LoopTimer {
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

  /** A heap with one fault: a clean-up leaves nothing. */
  private static final class LosesLiveTimers extends TimerHeap {
    private int cancelled;

    @Override
    void countCancelled() {
      cancelled++;
      super.countCancelled();
    }

    @Override
    void dropCancelled() {
      if (isDueForCleaning(size(), cancelled)) {
        clear();
      } else {
        super.dropCancelled();
      }
    }
  }

  /** A heap with one fault: it is never rebuilt. */
  private static final class NeverCleans extends TimerHeap {
    @Override
    boolean isDueForCleaning(int scheduled, int cancelled) {
      return false;
    }
  }

  /** A heap with one fault: it is rebuilt when half of it is cancelled. */
  private static final class CleansAtHalf extends TimerHeap {
    @Override
    boolean isDueForCleaning(int scheduled, int cancelled) {
      return scheduled > 100 && 2L * cancelled >= scheduled;
    }
  }

  /** A heap with one fault: it is rebuilt when there are one hundred timers. */
  private static final class CleansSmallHeaps extends TimerHeap {
    @Override
    boolean isDueForCleaning(int scheduled, int cancelled) {
      return scheduled >= 100 && 2L * cancelled > scheduled;
    }
  }

  /** A heap with one fault: it drops cancelled timers only in a clean-up. */
  private static final class HeadStays extends TimerHeap {
    private int cancelled;

    @Override
    void countCancelled() {
      cancelled++;
      super.countCancelled();
    }

    @Override
    void dropCancelled() {
      if (isDueForCleaning(size(), cancelled)) {
        super.dropCancelled();
      }
    }
  }
}
