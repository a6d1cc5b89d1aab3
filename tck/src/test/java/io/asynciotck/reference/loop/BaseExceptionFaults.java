package io.asynciotck.reference.loop;

import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.SystemExit;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.queue.ReadyEntry;
import io.asynciotck.reference.queue.Report;

/** Faults in what leaves the loop. */
final class BaseExceptionFaults {

  private BaseExceptionFaults() {}

  @Fault(
      what = "A KeyboardInterrupt in a callback is reported as any exception.",
      breaks = {"loop.base-exception.keyboard-interrupt"},
      ripples = {"task.exit-request.leaves-loop"})
  static final class KeyboardInterruptStays extends SelectorEventLoop {
    KeyboardInterruptStays(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runEntry(ReadyEntry entry) {
      try {
        super.runEntry(entry);
      } catch (KeyboardInterrupt leaving) {
        report(Report.of("Exception in callback", leaving));
      }
    }
  }

  @Fault(
      what = "A SystemExit in a callback stops the loop and does not leave it.",
      breaks = {
        "loop.base-exception.clears-stop",
        "loop.base-exception.not-reported",
        "loop.base-exception.rest-kept",
        "loop.base-exception.system-exit",
        "loop.exception-handler.raises-exit"
      },
      ripples = {"task.exit-request.leaves-loop"})
  static final class SystemExitStays extends SelectorEventLoop {
    SystemExitStays(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runEntry(ReadyEntry entry) {
      try {
        super.runEntry(entry);
      } catch (SystemExit leaving) {
        stop();
      }
    }
  }

  @Fault(
      what = "A SystemExit in a callback is reported before it leaves the loop.",
      breaks = {"loop.base-exception.not-reported"},
      blocks = {
        "loop.base-exception.clears-stop",
        "loop.base-exception.rest-kept",
        "loop.base-exception.system-exit"
      })
  static final class ReportsTheExit extends SelectorEventLoop {
    ReportsTheExit(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runEntry(ReadyEntry entry) {
      try {
        super.runEntry(entry);
      } catch (SystemExit leaving) {
        report(Report.of("Exception in callback", leaving));
        throw leaving;
      }
    }
  }

  @Fault(
      what = "An exception that leaves the loop takes the rest of the batch with it.",
      breaks = {"loop.base-exception.rest-kept"})
  static final class ExitDropsTheRest extends SelectorEventLoop {
    ExitDropsTheRest(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runEntry(ReadyEntry entry) {
      try {
        super.runEntry(entry);
      } catch (SystemExit | KeyboardInterrupt leaving) {
        ready.clear();
        throw leaving;
      }
    }
  }

  @Fault(
      what = "A stop that an exception forestalled is kept for the next run (uvloop#336).",
      breaks = {"loop.base-exception.clears-stop"})
  static final class StopOutlivesTheExit extends SelectorEventLoop {
    private boolean stopped;
    private boolean left;

    StopOutlivesTheExit(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void stop() {
      stopped = true;
      super.stop();
    }

    @Override
    protected void runEntry(ReadyEntry entry) {
      left = true;
      super.runEntry(entry);
      left = false;
    }

    @Override
    protected void leaveRunning() {
      super.leaveRunning();
      if (stopped && left) {
        super.stop();
      }
      stopped = false;
      left = false;
    }
  }
}
