package io.asynciotck.reference.loop;

import io.asynciotck.api.Awaitable;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.queue.LoopHandle;
import io.asynciotck.reference.queue.ReadyEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in {@code stop}. */
final class EventLoopStopFaults {

  private EventLoopStopFaults() {}

  /** A loop that knows whether it was told to stop. */
  abstract static class KnowsStop extends SelectorEventLoop {
    boolean toldToStop;

    KnowsStop(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void stop() {
      toldToStop = true;
      super.stop();
    }

    @Override
    protected void leaveRunning() {
      super.leaveRunning();
      toldToStop = false;
    }
  }

  @Fault(
      what = "stop in a callback ends the callback by an exception, as in Python 3.4.",
      breaks = {"loop.stop.returns"})
  static final class StopRaises extends SelectorEventLoop {
    private @Nullable ReadyEntry running;

    StopRaises(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runEntry(ReadyEntry entry) {
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

  @Fault(
      what = "stop leaves the rest of the batch to the next run (uvloop#517).",
      breaks = {
        "loop.is-running.stopping",
        "loop.run-until-complete.stopped-but-done",
        "loop.stop.batch"
      },
      ripples = {"loop.base-exception.clears-stop"})
  static class StopPostpones extends KnowsStop {
    StopPostpones(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runBatch() {
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

  @Fault(
      what = "stop drops the rest of the batch.",
      breaks = {
        "loop.is-running.stopping",
        "loop.restart.after-exit",
        "loop.run-until-complete.stopped-but-done",
        "loop.stop.batch"
      },
      ripples = {"loop.base-exception.clears-stop"})
  static final class StopDrops extends StopPostpones {
    StopDrops(BaseAsyncio asyncio, LoopClock clock) {
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

  @Fault(
      what = "stop queues a callback that stops the loop, as up to Python 3.5.0.",
      breaks = {"loop.stop.new-callbacks", "loop.stop.next-run"},
      ripples = {"detail.*", "loop.base-exception.clears-stop"})
  static final class StopIsACallback extends SelectorEventLoop {
    StopIsACallback(BaseAsyncio asyncio, LoopClock clock) {
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

  @Fault(
      what = "What is ready when a callback has stopped run_forever is dropped.",
      breaks = {"loop.restart.after-exit", "loop.stop.next-run"})
  static final class ForgetsLeftOver extends KnowsStop {
    private boolean early;
    private boolean completes;

    ForgetsLeftOver(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void enterRunning() {
      super.enterRunning();
      early = toldToStop;
    }

    @Override
    protected void leaveRunning() {
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

  @Fault(
      what =
          "After a stop before the run, callbacks that are scheduled later wait for another run.",
      breaks = {"loop.stop.before-run"})
  static final class EarlyStopIsABarrier extends KnowsStop {
    private final List<ReadyEntry> behind = new ArrayList<>();

    EarlyStopIsABarrier(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void makeReady(ReadyEntry entry) {
      if (toldToStop && !isRunning()) {
        behind.add(entry);
      } else {
        super.makeReady(entry);
      }
    }

    @Override
    protected void leaveRunning() {
      super.leaveRunning();
      behind.forEach(super::makeReady);
      behind.clear();
    }
  }

  @Fault(
      what = "A run that was stopped before runs nothing.",
      breaks = {"loop.run-until-complete.stop-pending", "loop.stop.before-run"})
  static final class EarlyStopRunsNothing extends KnowsStop {
    EarlyStopRunsNothing(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void runForever() {
      if (toldToStop && !isRunning() && !isClosed()) {
        enterRunning();
        leaveRunning();
      } else {
        super.runForever();
      }
    }
  }

  @Fault(
      what = "A loop that was stopped before a run refuses that run and every later one.",
      breaks = {
        "loop.run-until-complete.stop-pending",
        "loop.stop.before-run",
        "loop.stop.before-run-new-callbacks",
        "loop.stop.before-run-no-wait",
        "loop.stop.before-run-once"
      },
      reason = "Each of them says what such a stop does, and here it does nothing that it should.")
  static final class EarlyStopRefuses extends KnowsStop {
    EarlyStopRefuses(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void enterRunning() {
      if (toldToStop) {
        throw new IllegalStateException("The loop has been stopped");
      }
      super.enterRunning();
    }
  }

  @Fault(
      what = "A stop before the run is forgotten.",
      breaks = {
        "loop.run-until-complete.stop-pending",
        "loop.stop.before-run",
        "loop.stop.before-run-new-callbacks",
        "loop.stop.before-run-no-wait",
        "loop.stop.before-run-once"
      },
      reason = "Each of them says what such a stop does, and here it does nothing that it should.")
  static final class EarlyStopIsForgotten extends SelectorEventLoop {
    EarlyStopIsForgotten(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void stop() {
      if (isRunning()) {
        super.stop();
      }
    }
  }

  @Fault(
      what = "A callback that is scheduled after an early stop makes the run a second iteration.",
      breaks = {"loop.stop.before-run-new-callbacks"})
  static final class EarlyStopRunsTwice extends KnowsStop {
    private boolean twice;

    EarlyStopRunsTwice(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void makeReady(ReadyEntry entry) {
      twice |= toldToStop && !isRunning();
      super.makeReady(entry);
    }

    @Override
    protected void enterRunning() {
      super.enterRunning();
      if (twice) {
        twice = false;
        runOnce();
      }
    }
  }

  @Fault(
      what = "After a stop before the run, an idle run_forever waits up to a minute for a timer.",
      breaks = {"loop.stop.before-run-no-wait"},
      ripples = {"loop.call-at.resolution-tie"})
  static final class EarlyStopWaits extends KnowsStop {
    EarlyStopWaits(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected long pollTimeout() {
      if (toldToStop && ready.isEmpty() && !timers.isEmpty()) {
        long wait = timers.firstDeadlineNanos() - nanoTime();
        return wait > 0 && wait < 60_000_000_000L ? wait : 0;
      }
      return super.pollTimeout();
    }
  }

  @Fault(
      what = "Each stop before a run ends a run of its own.",
      breaks = {"loop.stop.before-run-once"})
  static final class CountsStops extends SelectorEventLoop {
    private int stops;

    CountsStops(BaseAsyncio asyncio, LoopClock clock) {
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
    protected void leaveRunning() {
      super.leaveRunning();
      if (stops > 0 && --stops > 0) {
        super.stop();
      }
    }
  }

  @Fault(
      what = "A stop in a callback also ends the next run_forever after one iteration.",
      breaks = {"loop.stop.once", "loop.stop.restart"},
      ripples = {"loop.base-exception.clears-stop", "loop.call-later.survives-stop"})
  static final class StopOutlivesItsRun extends KnowsStop {
    private boolean early;
    private boolean outlived;

    StopOutlivesItsRun(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void enterRunning() {
      super.enterRunning();
      early = toldToStop;
    }

    @Override
    protected void leaveRunning() {
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

  @Fault(
      what = "stop of a closed loop raises.",
      breaks = {"loop.stop.closed"})
  static final class ClosedRefusesStop extends SelectorEventLoop {
    ClosedRefusesStop(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void stop() {
      checkClosed();
      super.stop();
    }
  }
}
