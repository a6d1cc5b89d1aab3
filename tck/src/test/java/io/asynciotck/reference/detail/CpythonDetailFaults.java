package io.asynciotck.reference.detail;

import io.asynciotck.api.Awaitable;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.DoneCallback;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.queue.LoopHandle;
import io.asynciotck.reference.queue.ReadyEntry;
import io.asynciotck.reference.queue.RunningLoop;
import io.asynciotck.reference.timers.LoopTimer;
import io.asynciotck.reference.timers.TimerHeap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in what only CPython's structure shows. */
final class CpythonDetailFaults {

  private CpythonDetailFaults() {}

  @Fault(
      what = "Cancelling the only timer drops it at once.",
      breaks = {"detail.timers.lazy-cancel"})
  static final class DropsAtOnce extends SelectorEventLoop {
    DropsAtOnce(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected LoopTimer newTimer(long whenNanos, Runnable callback) {
      return new LoopTimer(timers, whenNanos, callback) {
        @Override
        public void cancel() {
          super.cancel();
          if (timers.size() == 1) {
            timers.dropCancelled();
          }
        }
      };
    }
  }

  @Fault(
      what = "A clean-up goes on counting the timers that it has dropped.",
      breaks = {"detail.timers.count-reset"})
  static final class KeepsItsCount extends SelectorEventLoop {
    KeepsItsCount(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected TimerHeap newTimerHeap() {
      return new TimerHeap() {
        private int ever;

        @Override
        public void countCancelled() {
          super.countCancelled();
          ever++;
        }

        @Override
        protected boolean isDueForCleaning(int scheduled, int cancelled) {
          return super.isDueForCleaning(scheduled, ever);
        }
      };
    }
  }

  @Fault(
      what = "A timer that is cancelled twice counts as two.",
      breaks = {"detail.timers.counted-once"})
  static final class CountsEachCancel extends LoopTimer {
    private final TimerHeap heap;

    CountsEachCancel(TimerHeap heap, long whenNanos, Runnable callback) {
      super(heap, whenNanos, callback);
      this.heap = heap;
    }

    @Override
    public void cancel() {
      if (isCancelled() && isScheduled()) {
        heap.countCancelled();
      }
      super.cancel();
    }
  }

  @Fault(
      what = "Cancelling a timer that is due or has fired counts as a cancelled timer.",
      breaks = {"detail.timers.fired-not-counted"})
  static final class CountsFired extends LoopTimer {
    private final TimerHeap heap;

    CountsFired(TimerHeap heap, long whenNanos, Runnable callback) {
      super(heap, whenNanos, callback);
      this.heap = heap;
    }

    @Override
    public void cancel() {
      if (!isCancelled() && !isScheduled()) {
        heap.countCancelled();
      }
      super.cancel();
    }
  }

  @Fault(
      what = "Timers that are due run before what is ready, as in uvloop.",
      breaks = {"detail.iteration.due-during-batch"},
      ripples = {"loop.call-later.zero-after-soon", "wait-for.race.completed-first"})
  static final class DueTimersFirst extends SelectorEventLoop {
    DueTimersFirst(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void readyDueTimers() {
      adoptForeign();
      List<ReadyEntry> waiting = new ArrayList<>();
      while (!ready.isEmpty()) {
        waiting.add(ready.remove());
      }
      super.readyDueTimers();
      waiting.forEach(ready::add);
    }
  }

  @Fault(
      what = "The first iteration of a run fires no timers.",
      breaks = {"detail.stop.due-timers", "detail.timers.fired-not-counted"},
      ripples = {"loop.call-at.*", "loop.call-later.*"})
  static final class FiresNoTimers extends SelectorEventLoop {
    private boolean isFirst;

    FiresNoTimers(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void enterRunning() {
      super.enterRunning();
      isFirst = true;
    }

    @Override
    protected void readyDueTimers() {
      if (!isFirst) {
        super.readyDueTimers();
      }
      isFirst = false;
    }
  }

  @Fault(
      what = "run_until_complete runs two more iterations when the future is done, as in uvloop.",
      breaks = {
        "detail.run-until-complete.done-one-iteration",
        "detail.run-until-complete.last-iteration"
      })
  static final class TwoMoreIterations extends SelectorEventLoop {
    private boolean completes;
    private boolean isCompletion;

    TwoMoreIterations(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> T runUntilComplete(Awaitable<T> future) throws Exception {
      completes = !isRunning();
      try {
        return super.runUntilComplete(future);
      } finally {
        completes = false;
      }
    }

    @Override
    protected void runEntry(ReadyEntry entry) {
      isCompletion = entry instanceof DoneCallback;
      super.runEntry(entry);
      isCompletion = false;
    }

    @Override
    public void stop() {
      if (completes && isCompletion) {
        callSoon(super::stop);
      } else {
        super.stop();
      }
    }
  }

  @Fault(
      what = "cancelled stays false when cancel came too late.",
      breaks = {"detail.handle.late-cancel"})
  static final class LateCancelNotSaid extends LoopHandle {
    private boolean hasRun;

    LateCancelNotSaid(SelectorEventLoop loop, Runnable callback) {
      super(callback);
    }

    @Override
    public void run(RunningLoop loop) {
      hasRun = true;
      super.run(loop);
    }

    @Override
    public void cancel() {
      if (!hasRun) {
        super.cancel();
      }
    }
  }
}
