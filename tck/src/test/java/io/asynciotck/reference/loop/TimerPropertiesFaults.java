package io.asynciotck.reference.loop;

import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.queue.ReadyEntry;
import io.asynciotck.reference.timers.LoopTimer;
import io.asynciotck.reference.timers.TimerHeap;

/** Faults for the properties of timers, each with the rules of which a property must name one. */
final class TimerPropertiesFaults {
  private static final long SECOND = 1_000_000_000;

  private TimerPropertiesFaults() {}

  @Fault(
      what = "Timers fire a second early.",
      breaks = {"loop.call-later.not-early", "loop.call-at.not-early"})
  static final class EarlyTimers extends LoopTimer {
    EarlyTimers(TimerHeap heap, long whenNanos, Runnable callback) {
      super(heap, whenNanos - SECOND, callback);
    }
  }

  @Fault(
      what = "Timers fire in the order of their registration.",
      breaks = {"loop.call-at.deadline-order"})
  static final class Unsorted extends SelectorEventLoop {
    Unsorted(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected TimerHeap newTimerHeap() {
      return new TimerHeap() {
        @Override
        protected boolean isBefore(long deadline, long other) {
          return false;
        }
      };
    }
  }

  @Fault(
      what = "When cancelled timers are cleaned away, the others stand latest first.",
      breaks = {"loop.call-at.deadline-order"})
  static final class CleanUpTurnsRound extends TimerHeap {
    private boolean cleaned;

    @Override
    protected boolean isDueForCleaning(int scheduled, int cancelled) {
      boolean isDue = super.isDueForCleaning(scheduled, cancelled);
      cleaned |= isDue;
      return isDue;
    }

    @Override
    protected boolean isBefore(long deadline, long other) {
      return cleaned ? deadline > other : deadline < other;
    }
  }

  @Fault(
      what = "Cancelling a timer that is due makes the next one fire at once.",
      breaks = {"loop.call-later.not-early", "loop.call-at.not-early"})
  static final class CancelPullsTheNext extends SelectorEventLoop {
    CancelPullsTheNext(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected LoopTimer newTimer(long whenNanos, Runnable callback) {
      return new LoopTimer(timers, whenNanos, callback) {
        @Override
        public void cancel() {
          boolean wasDue = !isScheduled() && !isCancelled();
          super.cancel();
          if (wasDue && !timers.isEmpty()) {
            makeReady(timers.remove());
          }
        }
      };
    }
  }

  @Fault(
      what = "Cancelled timers fire.",
      breaks = {"timer-handle.cancel.prevents"})
  static final class DeafTimer extends LoopTimer {
    DeafTimer(TimerHeap heap, long whenNanos, Runnable callback) {
      super(heap, whenNanos, callback);
    }

    @Override
    public void cancel() {}
  }

  @Fault(
      what = "Timers fire twice.",
      breaks = {"loop.call-later.once", "loop.call-at.runs"})
  static final class Repeating extends SelectorEventLoop {
    Repeating(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runEntry(ReadyEntry entry) {
      super.runEntry(entry);
      if (entry instanceof LoopTimer) {
        super.runEntry(entry);
      }
    }
  }

  @Fault(
      what = "A timer that is made in a callback is lost.",
      breaks = {"loop.call-later.runs", "loop.call-at.runs"})
  static final class DropsTimers extends SelectorEventLoop {
    DropsTimers(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected TimerHeap newTimerHeap() {
      return new TimerHeap() {
        @Override
        public void add(LoopTimer timer) {
          if (!isRunning()) {
            super.add(timer);
          }
        }
      };
    }
  }
}
