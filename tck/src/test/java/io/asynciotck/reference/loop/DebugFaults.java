package io.asynciotck.reference.loop;

import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.TimerHandle;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.CoroutineTask;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.queue.ReadyEntry;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Faults in the debug mode. */
final class DebugFaults {

  private static final System.Logger LOGGER = System.getLogger("asyncio");

  private DebugFaults() {}

  @Fault(
      what = "A new loop says that it is in debug mode.",
      breaks = {"loop.debug.default", "loop.debug.slow-off"})
  static final class DebugIsOn extends SelectorEventLoop {
    private boolean told;

    DebugIsOn(BaseAsyncio asyncio, LoopClock clock) {
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

  @Fault(
      what = "set_debug has no effect while the loop runs.",
      breaks = {"loop.debug.slow-callback", "loop.debug.set"})
  static final class FixedWhileRunning extends SelectorEventLoop {
    FixedWhileRunning(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void setDebug(boolean enabled) {
      if (!isRunning()) {
        super.setDebug(enabled);
      }
    }
  }

  @Fault(
      what = "Nobody looks how long a callback takes.",
      breaks = {
        "loop.debug.slow-callback",
        "loop.debug.slow-equal",
        "loop.debug.slow-off",
        "loop.debug.slow-step",
        "loop.debug.slow-threshold",
        "loop.debug.slow-warning"
      })
  static final class Unnoticed extends SelectorEventLoop {
    Unnoticed(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runEntry(ReadyEntry entry) {
      entry.run(this);
    }
  }

  @Fault(
      what = "Nobody looks how long a timer takes.",
      breaks = {"loop.debug.slow-callback"})
  static final class SlowTimersUnnoticed extends SelectorEventLoop {
    SlowTimersUnnoticed(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runEntry(ReadyEntry entry) {
      if (entry instanceof TimerHandle) {
        entry.run(this);
      } else {
        super.runEntry(entry);
      }
    }
  }

  @Fault(
      what = "A callback is slow when it takes a second, unless the threshold was set.",
      breaks = {"loop.debug.slow-default"})
  static final class SlowIsASecond extends SelectorEventLoop {
    SlowIsASecond(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
      setSlowCallbackDuration(Duration.ofSeconds(1));
    }
  }

  @Fault(
      what = "A callback is slow when it takes 100 ms, whatever the threshold was set to.",
      breaks = {"loop.debug.slow-threshold"})
  static final class FixedThreshold extends SelectorEventLoop {
    FixedThreshold(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void setSlowCallbackDuration(Duration threshold) {}
  }

  @Fault(
      what = "How long a callback takes is counted from the start of the loop on.",
      breaks = {"loop.debug.slow-threshold"})
  static final class CountsFromTheStart extends SelectorEventLoop {
    private final long began = nanoTime();

    CountsFromTheStart(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runEntry(ReadyEntry entry) {
      entry.run(this);
      if (getDebug() && nanoTime() - began >= slowCallbackDuration().toNanos()) {
        LOGGER.log(System.Logger.Level.WARNING, "Slow: " + entry);
      }
    }
  }

  @Fault(
      what = "A callback at the threshold makes the loop divide by zero.",
      breaks = {"loop.debug.slow-equal"})
  static final class DividesByTheExcess extends SelectorEventLoop {
    DividesByTheExcess(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runEntry(ReadyEntry entry) {
      long began = nanoTime();
      super.runEntry(entry);
      long excess = nanoTime() - began - slowCallbackDuration().toNanos();
      if (getDebug() && excess == 0) {
        throw new ArithmeticException("/ by zero");
      }
    }
  }

  /** A loop that measures its callbacks in its own way. */
  abstract static class Measured extends SelectorEventLoop {
    Measured(BaseAsyncio asyncio, LoopClock clock) {
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

  @Fault(
      what = "A slow callback is logged at the level of information.",
      breaks = {"loop.debug.slow-warning"})
  static final class SlowIsInformation extends Measured {
    SlowIsInformation(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runEntry(ReadyEntry entry) {
      if (getDebug()) {
        runMeasured(entry, System.Logger.Level.INFO);
      } else {
        super.runEntry(entry);
      }
    }
  }

  @Fault(
      what = "Debug mode logs every callback, however quick it is.",
      breaks = {"loop.debug.slow-threshold"})
  static final class EverythingIsSlow extends SelectorEventLoop {
    EverythingIsSlow(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runEntry(ReadyEntry entry) {
      entry.run(this);
      if (getDebug()) {
        LOGGER.log(System.Logger.Level.WARNING, "Executed " + entry);
      }
    }
  }

  @Fault(
      what = "Nobody looks how long a step of a task takes.",
      breaks = {"loop.debug.slow-step"})
  static final class StepsGoUnnoticed extends SelectorEventLoop {
    StepsGoUnnoticed(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runEntry(ReadyEntry entry) {
      if (entry instanceof CoroutineTask) {
        entry.run(this);
      } else {
        super.runEntry(entry);
      }
    }
  }

  @Fault(
      what = "Slow callbacks are logged outside of debug mode too.",
      breaks = {"loop.debug.slow-off"})
  static final class SlowWithoutDebug extends Measured {
    SlowWithoutDebug(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runEntry(ReadyEntry entry) {
      runMeasured(entry, System.Logger.Level.WARNING);
    }
  }

  @Fault(
      what = "The debug mode does not look which thread calls.",
      breaks = {
        "loop.debug.thread-call-at",
        "loop.debug.thread-call-later",
        "loop.debug.thread-call-soon",
        "loop.debug.thread-runtime-error"
      })
  static final class EveryThreadIsRight extends SelectorEventLoop {
    EveryThreadIsRight(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void checkThread() {}
  }

  @Fault(
      what = "The debug mode refuses the first call from a wrong thread, and no other.",
      breaks = {
        "loop.debug.thread-call-at",
        "loop.debug.thread-call-later",
        "loop.debug.thread-call-soon"
      })
  static final class RefusesOnce extends SelectorEventLoop {
    private boolean hasRefused;

    RefusesOnce(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void checkThread() {
      if (!hasRefused) {
        try {
          super.checkThread();
        } catch (IllegalStateException refused) {
          hasRefused = true;
          throw refused;
        }
      }
    }
  }

  @Fault(
      what = "Debug mode, and what is slow, is the same for all loops.",
      breaks = {"loop.debug.default", "loop.debug.slow-default"})
  static final class OneDebugModeForAll extends ReferenceAsyncio {
    private @Nullable Boolean debug;
    private @Nullable Duration slow;

    OneDebugModeForAll(LoopClock clock) {
      super(clock);
    }

    @Override
    protected SelectorEventLoop newLoop() {
      return new SelectorEventLoop(this, clock()) {
        @Override
        public void setDebug(boolean enabled) {
          debug = enabled;
        }

        @Override
        public boolean getDebug() {
          return debug == null ? super.getDebug() : debug;
        }

        @Override
        public void setSlowCallbackDuration(Duration threshold) {
          slow = threshold;
          super.setSlowCallbackDuration(threshold);
        }

        @Override
        public Duration slowCallbackDuration() {
          return slow == null ? super.slowCallbackDuration() : slow;
        }
      };
    }
  }

  @Fault(
      what = "A call from the wrong thread raises ValueError.",
      breaks = {"loop.debug.thread-runtime-error"})
  static final class WrongThreadIsAValueError extends SelectorEventLoop {
    WrongThreadIsAValueError(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void checkThread() {
      try {
        super.checkThread();
      } catch (IllegalStateException refused) {
        throw new IllegalArgumentException(refused);
      }
    }
  }

  @Fault(
      what = "The debug mode refuses call_soon_threadsafe in other threads.",
      breaks = {"loop.debug.thread-safe-allowed"})
  static final class RefusesThreadsafe extends SelectorEventLoop {
    RefusesThreadsafe(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Handle callSoonThreadsafe(Runnable callback) {
      checkThread();
      return super.callSoonThreadsafe(callback);
    }
  }

  @Fault(
      what = "The debug mode refuses other threads than the one that made the loop.",
      breaks = {"loop.debug.thread-not-running"})
  static final class BelongsToItsMaker extends SelectorEventLoop {
    private final Thread maker = Thread.currentThread();

    BelongsToItsMaker(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void checkThread() {
      super.checkThread();
      if (getDebug() && Thread.currentThread() != maker) {
        throw new IllegalStateException("Made in another thread: " + this);
      }
    }
  }

  @Fault(
      what = "New loops do not look at the environment.",
      breaks = {"loop.debug.environment", "loop.debug.development-mode", "run.debug.inherited"})
  static final class IgnoresTheEnvironment extends SelectorEventLoop {
    IgnoresTheEnvironment(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
      setDebug(false);
    }
  }

  @Fault(
      what = "The development mode does not bring debug mode with it.",
      breaks = {"loop.debug.development-mode"})
  static final class IgnoresDevelopmentMode extends ReferenceAsyncio {
    IgnoresDevelopmentMode(LoopClock clock) {
      super(clock);
    }

    @Override
    public void useEnvironment(Map<String, String> environment) {
      if (!environment.containsKey("PYTHONDEVMODE")) {
        super.useEnvironment(environment);
      }
    }
  }

  @Fault(
      what = "What is slow is settled when a run begins.",
      breaks = {"loop.debug.slow-callback"})
  static final class SlownessIsSettled extends SelectorEventLoop {
    SlownessIsSettled(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void setSlowCallbackDuration(Duration threshold) {
      super.setSlowCallbackDuration(isRunning() ? Duration.ofHours(1) : threshold);
    }
  }
}
