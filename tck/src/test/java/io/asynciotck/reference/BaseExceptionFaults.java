package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenLoops.loops;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.SystemExit;
import java.util.List;

/** Faults in what leaves the loop. */
final class BaseExceptionFaults {

  private BaseExceptionFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "keyboard-interrupt-stays",
            "A KeyboardInterrupt in a callback is reported as any exception.",
            loops(KeyboardInterruptStays::new),
            "loop.base-exception.keyboard-interrupt"),
        fault(
            "system-exit-stays",
            "A SystemExit in a callback stops the loop and does not leave it.",
            loops(SystemExitStays::new),
            "loop.base-exception.clears-stop",
            "loop.base-exception.not-reported",
            "loop.base-exception.rest-kept",
            "loop.base-exception.system-exit",
            "loop.exception-handler.raises-exit"),
        fault(
            "exit-is-reported-too",
            "A SystemExit in a callback is reported before it leaves the loop.",
            loops(ReportsTheExit::new),
            "loop.base-exception.not-reported"),
        fault(
            "exit-drops-the-rest",
            "An exception that leaves the loop takes the rest of the batch with it.",
            loops(ExitDropsTheRest::new),
            "loop.base-exception.rest-kept"),
        fault(
            "stop-outlives-the-exit",
            "A stop that an exception forestalled is kept for the next run (uvloop#336).",
            loops(StopOutlivesTheExit::new),
            "loop.base-exception.clears-stop"));
  }

  /** A loop with one fault: it reports a {@code KeyboardInterrupt}. */
  private static final class KeyboardInterruptStays extends SelectorEventLoop {
    KeyboardInterruptStays(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void runEntry(ReadyEntry entry) {
      try {
        super.runEntry(entry);
      } catch (KeyboardInterrupt leaving) {
        report(Report.of("Exception in callback", leaving));
      }
    }
  }

  /** A loop with one fault: it makes a stop of a {@code SystemExit}. */
  private static final class SystemExitStays extends SelectorEventLoop {
    SystemExitStays(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void runEntry(ReadyEntry entry) {
      try {
        super.runEntry(entry);
      } catch (SystemExit leaving) {
        stop();
      }
    }
  }

  /** A loop with one fault: it reports what leaves it. */
  private static final class ReportsTheExit extends SelectorEventLoop {
    ReportsTheExit(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void runEntry(ReadyEntry entry) {
      try {
        super.runEntry(entry);
      } catch (SystemExit leaving) {
        report(Report.of("Exception in callback", leaving));
        throw leaving;
      }
    }
  }

  /** A loop with one fault: when an exception leaves it, its queue is empty. */
  private static final class ExitDropsTheRest extends SelectorEventLoop {
    ExitDropsTheRest(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void runEntry(ReadyEntry entry) {
      try {
        super.runEntry(entry);
      } catch (SystemExit | KeyboardInterrupt leaving) {
        ready.clear();
        throw leaving;
      }
    }
  }

  /** A loop with one fault: an exception does not use up the stop that came before it. */
  private static final class StopOutlivesTheExit extends SelectorEventLoop {
    private boolean stopped;
    private boolean left;

    StopOutlivesTheExit(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void stop() {
      stopped = true;
      super.stop();
    }

    @Override
    void runEntry(ReadyEntry entry) {
      left = true;
      super.runEntry(entry);
      left = false;
    }

    @Override
    void leaveRunning() {
      super.leaveRunning();
      if (stopped && left) {
        super.stop();
      }
      stopped = false;
      left = false;
    }
  }
}
