package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenLoops.loops;
import static io.asynciotck.reference.BrokenLoops.timers;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.LoopClock;
import java.util.ArrayList;
import java.util.List;

/**
 * Faults in stop, timers and close, for the properties: each with the rules of which a property
 * must say that they are broken.
 */
final class LoopPropertyFaults {
  private static final long SECOND = 1_000_000_000;

  private LoopPropertyFaults() {}

  static List<Fault> all() {
    List<Fault> all = new ArrayList<>(stops());
    all.addAll(timersAndClose());
    return all;
  }

  private static List<Fault> stops() {
    return List.of(
        fault(
            "queued-stop",
            "stop is queued as a callback",
            loops(QueuedStop::new),
            "loop.stop.new-callbacks"),
        fault("torn-batch", "stop ends the batch", loops(TornBatch::new), "loop.stop.batch"),
        fault(
            "forgetful-stop",
            "stop drops what is left",
            loops(ForgetfulStop::new),
            "loop.stop.next-run"),
        fault(
            "leaves-when-idle",
            "a run ends when nothing is ready",
            loops(LeavesWhenIdle::new),
            "loop.run-forever.until-stop"));
  }

  private static List<Fault> timersAndClose() {
    return List.of(
        fault(
            "early",
            "timers fire a second early",
            timers((heap, when, callback) -> new LoopTimer(heap, when - SECOND, callback)),
            "loop.call-later.not-early",
            "loop.call-at.not-early"),
        fault(
            "unsorted",
            "timers fire in the order of their registration",
            loops(Unsorted::new),
            "loop.call-at.deadline-order"),
        fault(
            "deaf-timers",
            "cancelled timers fire",
            timers(DeafTimer::new),
            "timer-handle.cancel.prevents"),
        fault(
            "repeats",
            "timers fire twice",
            loops(Repeating::new),
            "loop.call-later.once",
            "loop.call-at.runs"),
        fault(
            "drops-timers",
            "a timer that is made in a callback is lost",
            loops(DropsTimers::new),
            "loop.call-later.runs",
            "loop.call-at.runs"),
        fault(
            "close-keeps",
            "close keeps what is ready, and the loop runs it",
            loops(CloseKeeps::new),
            "loop.close.discards"),
        fault(
            "close-keeps-timers",
            "close keeps timers, and the loop runs them",
            loops(CloseKeepsTimers::new),
            "loop.close.discards-timers"));
  }

  /** A loop with one fault: stop is queued as a callback. */
  private static final class QueuedStop extends SelectorEventLoop {
    QueuedStop(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void stop() {
      callSoon(super::stop);
    }
  }

  /** A loop with one fault: stop ends the batch. */
  private static final class TornBatch extends SelectorEventLoop {
    private boolean torn;

    TornBatch(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void stop() {
      super.stop();
      torn = isRunning();
    }

    @Override
    void runBatch() {
      torn = false;
      adoptForeign();
      for (int todo = ready.size(); todo > 0 && !torn; todo--) {
        ReadyEntry entry = ready.remove();
        if (!entry.isCalledOff()) {
          runEntry(entry);
        }
      }
    }
  }

  /** A loop with one fault: what a stop leaves over is dropped. */
  private static final class ForgetfulStop extends SelectorEventLoop {
    ForgetfulStop(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void leaveRunning() {
      super.leaveRunning();
      ready.clear();
    }
  }

  /** A loop with one fault: a run ends when nothing is ready. */
  private static final class LeavesWhenIdle extends SelectorEventLoop {
    LeavesWhenIdle(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void runBatch() {
      super.runBatch();
      if (ready.isEmpty()) {
        stop();
      }
    }
  }

  /** A loop with one fault: timers fire in the order of their registration. */
  private static final class Unsorted extends SelectorEventLoop {
    Unsorted(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    TimerHeap newTimerHeap() {
      return new TimerHeap() {
        @Override
        boolean isBefore(long deadline, long other) {
          return false;
        }
      };
    }
  }

  /** A timer with one fault: cancelling it does nothing. */
  private static final class DeafTimer extends LoopTimer {
    DeafTimer(TimerHeap heap, long whenNanos, Runnable callback) {
      super(heap, whenNanos, callback);
    }

    @Override
    public void cancel() {}
  }

  /** A loop with one fault: each timer fires twice. */
  private static final class Repeating extends SelectorEventLoop {
    Repeating(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void runEntry(ReadyEntry entry) {
      super.runEntry(entry);
      if (entry instanceof LoopTimer) {
        super.runEntry(entry);
      }
    }
  }

  /** A loop with one fault: it loses timers that are made in callbacks. */
  private static final class DropsTimers extends SelectorEventLoop {
    DropsTimers(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    TimerHeap newTimerHeap() {
      return new TimerHeap() {
        @Override
        void add(LoopTimer timer) {
          if (!isRunning()) {
            super.add(timer);
          }
        }
      };
    }
  }

  /** A loop with one fault: close keeps what is ready, and the loop runs it. */
  private static final class CloseKeeps extends SelectorEventLoop {
    CloseKeeps(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void close() {
      List<ReadyEntry> kept = new ArrayList<>();
      while (!ready.isEmpty()) {
        kept.add(ready.remove());
      }
      super.close();
      kept.forEach(ready::add);
    }

    @Override
    void checkClosed() {}
  }

  /** A loop with one fault: close keeps timers, and the loop runs them. */
  private static final class CloseKeepsTimers extends SelectorEventLoop {
    CloseKeepsTimers(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    TimerHeap newTimerHeap() {
      return new TimerHeap() {
        @Override
        void clear() {}
      };
    }

    @Override
    void checkClosed() {}
  }
}
