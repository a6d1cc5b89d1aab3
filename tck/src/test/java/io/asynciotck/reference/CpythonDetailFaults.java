package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenLoops.handles;
import static io.asynciotck.reference.BrokenLoops.loops;
import static io.asynciotck.reference.BrokenLoops.timers;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.Awaitable;
import io.asynciotck.api.LoopClock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in what only CPython's structure shows. */
final class CpythonDetailFaults {

  private CpythonDetailFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "cancel-drops-at-once",
            "Cancelling the only timer drops it at once.",
            loops(DropsAtOnce::new),
            "detail.timers.lazy-cancel"),
        fault(
            "clean-up-keeps-its-count",
            "A clean-up goes on counting the timers that it has dropped.",
            loops(KeepsItsCount::new),
            "detail.timers.count-reset"),
        fault(
            "counts-each-cancel",
            "A timer that is cancelled twice counts as two.",
            timers(CountsEachCancel::new),
            "detail.timers.counted-once"),
        fault(
            "counts-fired-timers",
            "Cancelling a timer that is due or has fired counts as a cancelled timer.",
            timers(CountsFired::new),
            "detail.timers.fired-not-counted"),
        fault(
            "due-timers-first",
            "Timers that are due run before what is ready, as in uvloop.",
            loops(DueTimersFirst::new),
            "detail.iteration.due-during-batch",
            "loop.call-later.zero-after-soon",
            "wait-for.race.completed-first"),
        fault(
            "stopping-loop-fires-no-timers",
            "After a stop before the run, run_forever fires no timers.",
            loops(FiresNoTimers::new),
            "detail.stop.due-timers",
            "detail.timers.fired-not-counted",
            "loop.call-at.past",
            "loop.call-at.resolution-tie",
            "loop.call-later.negative",
            "loop.call-later.zero-after-soon"),
        fault(
            "two-more-iterations",
            "run_until_complete runs two more iterations when the future is done, as in uvloop.",
            loops(TwoMoreIterations::new),
            "detail.run-until-complete.done-one-iteration",
            "detail.run-until-complete.last-iteration"),
        fault(
            "late-cancel-is-not-said",
            "cancelled stays false when cancel came too late.",
            handles(LateCancelNotSaid::new),
            "detail.handle.late-cancel"));
  }

  private static final class DropsAtOnce extends SelectorEventLoop {
    DropsAtOnce(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    LoopTimer newTimer(long whenNanos, Runnable callback) {
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

  private static final class KeepsItsCount extends SelectorEventLoop {
    KeepsItsCount(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    TimerHeap newTimerHeap() {
      return new TimerHeap() {
        private int ever;

        @Override
        void countCancelled() {
          super.countCancelled();
          ever++;
        }

        @Override
        boolean isDueForCleaning(int scheduled, int cancelled) {
          return super.isDueForCleaning(scheduled, ever);
        }
      };
    }
  }

  private static final class CountsEachCancel extends LoopTimer {
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

  private static final class CountsFired extends LoopTimer {
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

  private static final class DueTimersFirst extends SelectorEventLoop {
    DueTimersFirst(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void readyDueTimers() {
      adoptForeign();
      List<ReadyEntry> waiting = new ArrayList<>();
      while (!ready.isEmpty()) {
        waiting.add(ready.remove());
      }
      super.readyDueTimers();
      waiting.forEach(ready::add);
    }
  }

  private static final class FiresNoTimers extends SelectorEventLoop {
    private boolean toldToStop;

    FiresNoTimers(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void stop() {
      toldToStop = true;
      super.stop();
    }

    @Override
    void leaveRunning() {
      super.leaveRunning();
      toldToStop = false;
    }

    @Override
    void readyDueTimers() {
      if (!toldToStop) {
        super.readyDueTimers();
      }
    }
  }

  private static final class TwoMoreIterations extends SelectorEventLoop {
    private boolean completes;
    private boolean isCompletion;

    TwoMoreIterations(ReferenceAsyncio asyncio, LoopClock clock) {
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
    void runEntry(ReadyEntry entry) {
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

  private static final class LateCancelNotSaid extends LoopHandle {
    private boolean hasRun;

    LateCancelNotSaid(SelectorEventLoop loop, Runnable callback) {
      super(callback);
    }

    @Override
    void run(SelectorEventLoop loop) {
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
