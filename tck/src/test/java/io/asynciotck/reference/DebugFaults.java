package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenLoops.loops;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopClock;
import java.time.Duration;
import java.util.List;

/** Faults in the debug mode. */
final class DebugFaults {

  private static final System.Logger LOGGER = System.getLogger("asyncio");

  private DebugFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "debug-is-on",
            "A new loop says that it is in debug mode.",
            loops(DebugIsOn::new),
            "loop.debug.default",
            "loop.debug.slow-off"),
        fault(
            "debug-is-fixed-while-running",
            "set_debug has no effect while the loop runs.",
            loops(FixedWhileRunning::new),
            "loop.debug.set"),
        fault(
            "slow-callbacks-go-unnoticed",
            "Nobody looks how long a callback takes.",
            loops(Unnoticed::new),
            "loop.debug.slow-callback",
            "loop.debug.slow-equal",
            "loop.debug.slow-step",
            "loop.debug.slow-warning"),
        fault(
            "slow-is-a-second",
            "A callback is slow when it takes a second, unless the threshold was set.",
            loops(SlowIsASecond::new),
            "loop.debug.slow-default"),
        fault(
            "threshold-is-fixed",
            "A callback is slow when it takes 100 ms, whatever the threshold was set to.",
            loops(FixedThreshold::new),
            "loop.debug.slow-threshold"),
        fault(
            "slow-is-longer",
            "A callback at the threshold is not slow.",
            loops(SlowIsLonger::new),
            "loop.debug.slow-equal"),
        fault(
            "slow-is-information",
            "A slow callback is logged at the level of information.",
            loops(SlowIsInformation::new),
            "loop.debug.slow-warning"),
        fault(
            "slow-steps-go-unnoticed",
            "Nobody looks how long a step of a task takes.",
            loops(StepsGoUnnoticed::new),
            "loop.debug.slow-step"),
        fault(
            "slow-without-debug",
            "Slow callbacks are logged outside of debug mode too.",
            loops(SlowWithoutDebug::new),
            "loop.debug.slow-off"),
        fault(
            "every-thread-is-right",
            "The debug mode does not look which thread calls.",
            loops(EveryThreadIsRight::new),
            "loop.debug.thread-call-at",
            "loop.debug.thread-call-later",
            "loop.debug.thread-call-soon",
            "loop.debug.thread-runtime-error"),
        fault(
            "wrong-thread-is-a-value-error",
            "A call from the wrong thread raises ValueError.",
            loops(WrongThreadIsAValueError::new),
            "loop.debug.thread-runtime-error"),
        fault(
            "threadsafe-is-refused-too",
            "The debug mode refuses call_soon_threadsafe in other threads.",
            loops(RefusesThreadsafe::new),
            "loop.debug.thread-safe-allowed"),
        fault(
            "loop-belongs-to-its-maker",
            "The debug mode refuses other threads than the one that made the loop.",
            loops(BelongsToItsMaker::new),
            "loop.debug.thread-not-running"));
  }

  /** A loop with one fault: until it is told, it says that it is in debug mode. */
  private static final class DebugIsOn extends SelectorEventLoop {
    private boolean told;

    DebugIsOn(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void setDebug(boolean enabled) {
      told = true;
      super.setDebug(enabled);
    }

    @Override
    public boolean getDebug() {
      return !told || super.getDebug();
    }
  }

  /** A loop with one fault: its debug mode does not change while it runs. */
  private static final class FixedWhileRunning extends SelectorEventLoop {
    FixedWhileRunning(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void setDebug(boolean enabled) {
      if (!isRunning()) {
        super.setDebug(enabled);
      }
    }
  }

  /** A loop with one fault: it measures nothing. */
  private static final class Unnoticed extends SelectorEventLoop {
    Unnoticed(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void runEntry(ReadyEntry entry) {
      entry.run(this);
    }
  }

  /** A loop with one fault: its threshold begins at a second. */
  private static final class SlowIsASecond extends SelectorEventLoop {
    SlowIsASecond(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
      setSlowCallbackDuration(Duration.ofSeconds(1));
    }
  }

  /** A loop with one fault: its threshold cannot be set. */
  private static final class FixedThreshold extends SelectorEventLoop {
    FixedThreshold(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void setSlowCallbackDuration(Duration threshold) {}
  }

  /** A loop with one fault: slow is what takes longer than the threshold. */
  private static final class SlowIsLonger extends SelectorEventLoop {
    SlowIsLonger(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void setSlowCallbackDuration(Duration threshold) {
      super.setSlowCallbackDuration(threshold.plusNanos(1));
    }
  }

  /** A loop that measures its callbacks in its own way. */
  private abstract static class Measured extends SelectorEventLoop {
    Measured(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    final void runMeasured(ReadyEntry entry, System.Logger.Level level) {
      long began = nanoTime();
      entry.run(this);
      if (nanoTime() - began >= slowCallbackDuration().toNanos()) {
        LOGGER.log(level, "Slow: " + entry);
      }
    }
  }

  /** A loop with one fault: it mentions slow callbacks without a warning. */
  private static final class SlowIsInformation extends Measured {
    SlowIsInformation(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void runEntry(ReadyEntry entry) {
      if (getDebug()) {
        runMeasured(entry, System.Logger.Level.INFO);
      } else {
        super.runEntry(entry);
      }
    }
  }

  /** A loop with one fault: it does not measure tasks. */
  private static final class StepsGoUnnoticed extends SelectorEventLoop {
    StepsGoUnnoticed(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void runEntry(ReadyEntry entry) {
      if (entry instanceof CoroutineTask) {
        entry.run(this);
      } else {
        super.runEntry(entry);
      }
    }
  }

  /** A loop with one fault: it always measures. */
  private static final class SlowWithoutDebug extends Measured {
    SlowWithoutDebug(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void runEntry(ReadyEntry entry) {
      runMeasured(entry, System.Logger.Level.WARNING);
    }
  }

  /** A loop with one fault: it does not mind which thread calls. */
  private static final class EveryThreadIsRight extends SelectorEventLoop {
    EveryThreadIsRight(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void checkThread() {}
  }

  /** A loop with one fault: it takes the thread for an argument. */
  private static final class WrongThreadIsAValueError extends SelectorEventLoop {
    WrongThreadIsAValueError(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void checkThread() {
      try {
        super.checkThread();
      } catch (IllegalStateException refused) {
        throw new IllegalArgumentException(refused);
      }
    }
  }

  /** A loop with one fault: it checks the thread where every thread may call. */
  private static final class RefusesThreadsafe extends SelectorEventLoop {
    RefusesThreadsafe(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Handle callSoonThreadsafe(Runnable callback) {
      checkThread();
      return super.callSoonThreadsafe(callback);
    }
  }

  /** A loop with one fault: it checks the thread although it does not run. */
  private static final class BelongsToItsMaker extends SelectorEventLoop {
    private final Thread maker = Thread.currentThread();

    BelongsToItsMaker(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void checkThread() {
      super.checkThread();
      if (getDebug() && Thread.currentThread() != maker) {
        throw new IllegalStateException("Made in another thread: " + this);
      }
    }
  }
}
