package io.asynciotck.reference.loop;

import io.asynciotck.api.Awaitable;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.SystemExit;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.LoopFuture;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import org.jspecify.annotations.Nullable;

/** Faults in running again, and in {@code is_running}. */
final class EventLoopStopRestartFaults {

  private EventLoopStopRestartFaults() {}

  /** A loop that can be used up. */
  abstract static class UsedUp extends SelectorEventLoop {
    boolean isUsedUp;

    UsedUp(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void enterRunning() {
      if (isUsedUp) {
        throw new IllegalStateException("The loop is used up");
      }
      super.enterRunning();
    }
  }

  @Fault(
      what =
          "After run_until_complete has raised a plain future's exception the loop refuses to run.",
      breaks = {"loop.restart.after-run-until-complete"})
  static final class FailureUsesUp extends UsedUp {
    FailureUsesUp(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> T runUntilComplete(Awaitable<T> future) throws Exception {
      T result;
      try {
        result = super.runUntilComplete(future);
      } catch (RuntimeException passed) {
        throw passed;
      } catch (Exception raised) {
        isUsedUp |= future.getClass() == LoopFuture.class;
        throw raised;
      }
      return result;
    }
  }

  @Fault(
      what = "After a SystemExit the loop refuses to run (uvloop#336).",
      breaks = {"loop.restart.after-exit"},
      ripples = {"loop.base-exception.*"})
  static final class ExitUsesUp extends UsedUp {
    ExitUsesUp(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void runForever() {
      try {
        super.runForever();
      } catch (SystemExit leaving) {
        isUsedUp = true;
        throw leaving;
      }
    }
  }

  @Fault(
      what = "A loop runs only in the thread that ran it first.",
      breaks = {"loop.restart.other-thread"})
  static final class FirstThreadOnly extends SelectorEventLoop {
    private @Nullable Thread first;

    FirstThreadOnly(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void enterRunning() {
      Thread here = Thread.currentThread();
      if (first != null && first != here) {
        throw new IllegalStateException("The loop belongs to another thread");
      }
      first = here;
      super.enterRunning();
    }
  }

  /** A loop that tells others a lie about whether it runs, and itself the truth. */
  abstract static class Liar extends SelectorEventLoop {
    private boolean asksItself;

    Liar(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    /** What the loop says, given the truth. */
    abstract boolean says(boolean runs);

    @Override
    public boolean isRunning() {
      boolean runs = super.isRunning();
      return asksItself ? runs : says(runs);
    }

    @Override
    public void runForever() {
      asksItself = true;
      try {
        super.runForever();
      } finally {
        asksItself = false;
      }
    }

    @Override
    public <T extends @Nullable Object> T runUntilComplete(Awaitable<T> future) throws Exception {
      asksItself = true;
      try {
        return super.runUntilComplete(future);
      } finally {
        asksItself = false;
      }
    }

    @Override
    protected void enterRunning() {
      super.enterRunning();
      asksItself = false;
    }

    @Override
    public void close() {
      asksItself = true;
      try {
        super.close();
      } finally {
        asksItself = false;
      }
    }
  }

  @Fault(
      what = "is_running is false in callbacks.",
      breaks = {
        "loop.close.running-goes-on",
        "loop.is-running.inside",
        "loop.is-running.stopping",
        "loop.run-forever.refused-nested",
        "loop.run-until-complete.refused-nested"
      },
      ripples = {"run.loop.running"})
  static final class NeverRuns extends Liar {
    NeverRuns(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    boolean says(boolean runs) {
      return false;
    }
  }

  @Fault(
      what = "is_running is true after a run.",
      breaks = {"loop.is-running.after-exception", "loop.is-running.outside"})
  static final class RunsAfterwards extends Liar {
    private boolean hasRun;

    RunsAfterwards(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void runForever() {
      super.runForever();
      hasRun = true;
    }

    @Override
    boolean says(boolean runs) {
      return runs || hasRun;
    }
  }

  @Fault(
      what = "is_running is false as soon as stop was called.",
      breaks = {"loop.is-running.stopping"})
  static final class NotRunningOnceStopped extends Liar {
    private boolean stopped;

    NotRunningOnceStopped(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void stop() {
      stopped = true;
      super.stop();
    }

    @Override
    protected void leaveRunning() {
      super.leaveRunning();
      stopped = false;
    }

    @Override
    boolean says(boolean runs) {
      return runs && !stopped;
    }
  }

  @Fault(
      what = "is_running is true after an exception has left the run (uvloop#336).",
      breaks = {"loop.is-running.after-exit"})
  static final class RunsAfterExit extends Liar {
    private boolean left;

    RunsAfterExit(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void runForever() {
      try {
        super.runForever();
      } catch (SystemExit leaving) {
        left = true;
        throw leaving;
      }
    }

    @Override
    boolean says(boolean runs) {
      return runs || left;
    }
  }

  @Fault(
      what = "is_running is true when any loop runs in the thread.",
      breaks = {"loop.is-running.own"})
  static final class RunsWithItsThread extends Liar {
    RunsWithItsThread(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    boolean says(boolean runs) {
      return asyncio.runningLoopOrNull() != null;
    }
  }
}
