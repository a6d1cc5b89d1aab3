package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenLoops.loops;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.Awaitable;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.SystemExit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in running again, and in {@code is_running}. */
final class EventLoopRestartFaults {

  private EventLoopRestartFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "failed-run-uses-the-loop-up",
            "After run_until_complete has raised a plain future's exception the loop refuses to"
                + " run.",
            loops(FailureUsesUp::new),
            "loop.restart.after-run-until-complete"),
        fault(
            "exit-uses-the-loop-up",
            "After a SystemExit the loop refuses to run (uvloop#336).",
            loops(ExitUsesUp::new),
            "loop.base-exception.clears-stop",
            "loop.base-exception.rest-kept",
            "loop.restart.after-exit"),
        fault(
            "belongs-to-its-first-thread",
            "A loop runs only in the thread that ran it first.",
            loops(FirstThreadOnly::new),
            "loop.restart.other-thread"),
        fault(
            "never-says-that-it-runs",
            "is_running is false in callbacks.",
            loops(NeverRuns::new),
            "loop.close.running-goes-on",
            "loop.is-running.inside",
            "loop.is-running.stopping",
            "loop.run-forever.refused-nested",
            "run.loop.running"),
        fault(
            "says-that-it-runs-afterwards",
            "is_running is true after a run.",
            loops(RunsAfterwards::new),
            "loop.is-running.after-exception",
            "loop.is-running.outside"),
        fault(
            "not-running-once-stopped",
            "is_running is false as soon as stop was called.",
            loops(NotRunningOnceStopped::new),
            "loop.is-running.stopping",
            "loop.run-forever.refused-nested"),
        fault(
            "runs-after-an-exit",
            "is_running is true after an exception has left the run (uvloop#336).",
            loops(RunsAfterExit::new),
            "loop.is-running.after-exit"),
        fault(
            "runs-with-its-thread",
            "is_running is true when any loop runs in the thread.",
            loops(RunsWithItsThread::new),
            "loop.is-running.own"));
  }

  /** A loop that can be used up. */
  private abstract static class UsedUp extends SelectorEventLoop {
    boolean isUsedUp;

    UsedUp(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void enterRunning() {
      if (isUsedUp) {
        throw new IllegalStateException("The loop is used up");
      }
      super.enterRunning();
    }
  }

  private static final class FailureUsesUp extends UsedUp {
    FailureUsesUp(ReferenceAsyncio asyncio, LoopClock clock) {
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

  private static final class ExitUsesUp extends UsedUp {
    ExitUsesUp(ReferenceAsyncio asyncio, LoopClock clock) {
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

  private static final class FirstThreadOnly extends SelectorEventLoop {
    private @Nullable Thread first;

    FirstThreadOnly(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void enterRunning() {
      Thread here = Thread.currentThread();
      if (first != null && first != here) {
        throw new IllegalStateException("The loop belongs to another thread");
      }
      first = here;
      super.enterRunning();
    }
  }

  /** A loop that tells others a lie about whether it runs, and itself the truth. */
  private abstract static class Liar extends SelectorEventLoop {
    private boolean asksItself;

    Liar(ReferenceAsyncio asyncio, LoopClock clock) {
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
    void enterRunning() {
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

  private static final class NeverRuns extends Liar {
    NeverRuns(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    boolean says(boolean runs) {
      return false;
    }
  }

  private static final class RunsAfterwards extends Liar {
    private boolean hasRun;

    RunsAfterwards(ReferenceAsyncio asyncio, LoopClock clock) {
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

  private static final class NotRunningOnceStopped extends Liar {
    private boolean stopped;

    NotRunningOnceStopped(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void stop() {
      stopped = true;
      super.stop();
    }

    @Override
    void leaveRunning() {
      super.leaveRunning();
      stopped = false;
    }

    @Override
    boolean says(boolean runs) {
      return runs && !stopped;
    }
  }

  private static final class RunsAfterExit extends Liar {
    private boolean left;

    RunsAfterExit(ReferenceAsyncio asyncio, LoopClock clock) {
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

  private static final class RunsWithItsThread extends Liar {
    RunsWithItsThread(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    boolean says(boolean runs) {
      return asyncio.threads().here().running != null;
    }
  }
}
