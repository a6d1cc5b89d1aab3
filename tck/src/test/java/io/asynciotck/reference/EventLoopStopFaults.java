package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenLoops.loops;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.Awaitable;
import io.asynciotck.api.LoopClock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in {@code stop}. */
final class EventLoopStopFaults {

  private EventLoopStopFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "stop-raises",
            "stop in a callback ends the callback by an exception, as in Python 3.4.",
            loops(StopRaises::new),
            "loop.stop.returns"),
        fault(
            "stop-postpones-the-batch",
            "stop leaves the rest of the batch to the next run (uvloop#517).",
            loops(StopPostpones::new),
            "loop.base-exception.clears-stop",
            "loop.is-running.stopping",
            "loop.run-until-complete.stopped-but-done",
            "loop.stop.batch"),
        fault(
            "stop-drops-the-batch",
            "stop drops the rest of the batch.",
            loops(StopDrops::new),
            "loop.base-exception.clears-stop",
            "loop.is-running.stopping",
            "loop.run-until-complete.stopped-but-done",
            "loop.stop.batch"),
        fault(
            "stop-is-a-callback",
            "stop queues a callback that stops the loop, as up to Python 3.5.0.",
            loops(StopIsACallback::new),
            "detail.run-until-complete.done-one-iteration",
            "detail.run-until-complete.last-iteration",
            "loop.base-exception.clears-stop",
            "loop.stop.new-callbacks",
            "loop.stop.next-run",
            "loop.stop.once"),
        fault(
            "stopped-loop-forgets-callbacks",
            "What is ready when a callback has stopped run_forever is dropped.",
            loops(ForgetsLeftOver::new),
            "loop.stop.next-run"),
        fault(
            "early-stop-is-a-barrier",
            "After a stop before the run, callbacks that are scheduled later wait for another run.",
            loops(EarlyStopIsABarrier::new),
            "loop.stop.before-run"),
        fault(
            "early-stop-runs-twice",
            "A callback that is scheduled after an early stop makes the run a second iteration.",
            loops(EarlyStopRunsTwice::new),
            "loop.stop.before-run-new-callbacks"),
        fault(
            "early-stop-waits",
            "After a stop before the run, an idle run_forever waits up to a minute for a timer.",
            loops(EarlyStopWaits::new),
            "loop.call-at.resolution-tie",
            "loop.stop.before-run-no-wait"),
        fault(
            "counts-stops",
            "Each stop before a run ends a run of its own.",
            loops(CountsStops::new),
            "loop.stop.before-run-once"),
        fault(
            "stop-outlives-its-run",
            "A stop in a callback also ends the next run_forever after one iteration.",
            loops(StopOutlivesItsRun::new),
            "loop.base-exception.clears-stop",
            "loop.call-later.survives-stop",
            "loop.stop.restart"),
        fault(
            "closed-loop-refuses-stop",
            "stop of a closed loop raises.",
            loops(ClosedRefusesStop::new),
            "loop.stop.closed"));
  }

  /** A loop that knows whether it was told to stop. */
  private abstract static class KnowsStop extends SelectorEventLoop {
    boolean toldToStop;

    KnowsStop(ReferenceAsyncio asyncio, LoopClock clock) {
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
  }

  private static final class StopRaises extends SelectorEventLoop {
    private @Nullable ReadyEntry running;

    StopRaises(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void runEntry(ReadyEntry entry) {
      running = entry;
      try {
        super.runEntry(entry);
      } finally {
        running = null;
      }
    }

    @Override
    public void stop() {
      super.stop();
      if (running instanceof LoopHandle) {
        setExceptionHandler((_, _) -> {});
        throw new IllegalStateException("stop");
      }
    }
  }

  private static class StopPostpones extends KnowsStop {
    StopPostpones(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void runBatch() {
      boolean early = toldToStop;
      adoptForeign();
      ReadyEntry last = ready.last();
      ReadyEntry entry = null;
      while (entry != last) {
        entry = ready.remove();
        if (!entry.isCalledOff()) {
          runEntry(entry);
        }
        if (toldToStop && !early) {
          leaveOver(entry, last);
          return;
        }
      }
    }

    /** Called with the entry that ran last and the end of the batch. */
    void leaveOver(ReadyEntry entry, @Nullable ReadyEntry last) {}
  }

  private static final class StopDrops extends StopPostpones {
    StopDrops(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void leaveOver(ReadyEntry entry, @Nullable ReadyEntry last) {
      ReadyEntry dropped = entry;
      while (dropped != last) {
        dropped = ready.remove();
      }
    }
  }

  private static final class StopIsACallback extends SelectorEventLoop {
    StopIsACallback(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void stop() {
      if (isRunning()) {
        callSoon(super::stop);
      } else {
        super.stop();
      }
    }
  }

  private static final class ForgetsLeftOver extends KnowsStop {
    private boolean early;
    private boolean completes;

    ForgetsLeftOver(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void enterRunning() {
      super.enterRunning();
      early = toldToStop;
    }

    @Override
    void leaveRunning() {
      if (toldToStop && !early && !completes) {
        ready.clear();
      }
      super.leaveRunning();
    }

    @Override
    public <T extends @Nullable Object> T runUntilComplete(Awaitable<T> future) throws Exception {
      completes = true;
      try {
        return super.runUntilComplete(future);
      } finally {
        completes = false;
      }
    }
  }

  private static final class EarlyStopIsABarrier extends KnowsStop {
    private final List<ReadyEntry> behind = new ArrayList<>();

    EarlyStopIsABarrier(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void makeReady(ReadyEntry entry) {
      if (toldToStop && !isRunning()) {
        behind.add(entry);
      } else {
        super.makeReady(entry);
      }
    }

    @Override
    void leaveRunning() {
      super.leaveRunning();
      behind.forEach(super::makeReady);
      behind.clear();
    }
  }

  private static final class EarlyStopRunsTwice extends KnowsStop {
    private boolean twice;

    EarlyStopRunsTwice(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void makeReady(ReadyEntry entry) {
      twice |= toldToStop && !isRunning();
      super.makeReady(entry);
    }

    @Override
    void enterRunning() {
      super.enterRunning();
      if (twice) {
        twice = false;
        runOnce();
      }
    }
  }

  private static final class EarlyStopWaits extends KnowsStop {
    EarlyStopWaits(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    long pollTimeout() {
      if (toldToStop && ready.isEmpty() && !timers.isEmpty()) {
        long wait = timers.firstDeadlineNanos() - nanoTime();
        return wait > 0 && wait < 60_000_000_000L ? wait : 0;
      }
      return super.pollTimeout();
    }
  }

  private static final class CountsStops extends SelectorEventLoop {
    private int stops;

    CountsStops(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void stop() {
      if (!isRunning()) {
        stops++;
      }
      super.stop();
    }

    @Override
    void leaveRunning() {
      super.leaveRunning();
      if (stops > 0 && --stops > 0) {
        super.stop();
      }
    }
  }

  private static final class StopOutlivesItsRun extends KnowsStop {
    private boolean early;
    private boolean outlived;

    StopOutlivesItsRun(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void enterRunning() {
      super.enterRunning();
      early = toldToStop;
    }

    @Override
    void leaveRunning() {
      outlived = toldToStop && !early;
      super.leaveRunning();
      if (outlived) {
        stop();
      }
    }

    private void forget() {
      if (outlived && !isRunning()) {
        super.leaveRunning();
      }
    }

    @Override
    public <T extends @Nullable Object> T runUntilComplete(Awaitable<T> future) throws Exception {
      forget();
      try {
        return super.runUntilComplete(future);
      } finally {
        forget();
      }
    }
  }

  private static final class ClosedRefusesStop extends SelectorEventLoop {
    ClosedRefusesStop(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void stop() {
      checkClosed();
      super.stop();
    }
  }
}
