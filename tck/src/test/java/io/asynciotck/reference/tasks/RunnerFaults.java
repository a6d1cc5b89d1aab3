package io.asynciotck.reference.tasks;

import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.SystemExit;
import io.asynciotck.api.Task;
import io.asynciotck.reference.BaseEventLoop;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.ThreadState;
import io.asynciotck.reference.faults.BrokenRun;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Faults of {@code run}, but for its clean-up. */
final class RunnerFaults {

  private RunnerFaults() {}

  @Fault(
      what = "run returns nothing, whatever the coroutine returned.",
      breaks = {
        "run.argument.any-awaitable",
        "run.clean-up.result-kept",
        "run.nested.other-thread",
        "run.result.returned"
      })
  static final class ForgetsTheResult extends BrokenRun {
    @Override
    protected @Nullable Object execute(Callable<?> reference) throws Exception {
      reference.call();
      return null;
    }
  }

  @Fault(
      what = "run returns normally when the coroutine raised an exception.",
      breaks = {"run.exception.raised"})
  static final class SwallowsExceptions extends BrokenRun {
    @Override
    protected @Nullable Object execute(Callable<?> reference) throws Exception {
      try {
        return reference.call();
      } catch (IllegalStateException misuse) {
        throw misuse;
      } catch (Exception raised) {
        return null;
      }
    }
  }

  @Fault(
      what = "run returns normally when the coroutine was cancelled.",
      breaks = {"run.exception.cancelled"})
  static final class SwallowsCancellation extends BrokenRun {
    @Override
    protected @Nullable Object execute(Callable<?> reference) throws Exception {
      try {
        return reference.call();
      } catch (CancelledError cancelled) {
        return null;
      }
    }
  }

  @Fault(
      what = "run refuses a future, as it did up to 3.13.",
      breaks = {"run.argument.any-awaitable"})
  static final class TakesCoroutinesOnly extends BrokenRun {
    @Override
    protected void checkNotNested(Runnable reference) {
      reference.run();
      if (!(main() instanceof Coroutine)) {
        throw new IllegalArgumentException("Not a coroutine: " + main());
      }
    }
  }

  @Fault(
      what = "run starts another loop inside a running one.",
      breaks = {"run.nested.not-started", "run.nested.refused", "run.nested.runtime-error"})
  static final class AllowsNesting extends BrokenRun {
    @Override
    protected @Nullable Object execute(Callable<?> reference) throws Exception {
      ThreadState here = asyncio().threads().here();
      BaseEventLoop outer = here.running;
      here.running = null;
      try {
        return reference.call();
      } finally {
        here.running = outer;
      }
    }
  }

  @Fault(
      what = "run refuses to be nested with the exception for a wrong argument.",
      breaks = {"run.nested.runtime-error"})
  static final class RefusesAsArgument extends BrokenRun {
    @Override
    protected void checkNotNested(Runnable reference) {
      try {
        reference.run();
      } catch (IllegalStateException nested) {
        throw new IllegalArgumentException(nested);
      }
    }
  }

  @Fault(
      what = "run takes the first step of the coroutine, and then refuses to be nested.",
      breaks = {"run.nested.not-started"})
  static final class StartsBeforeItRefuses extends BrokenRun {
    @Override
    protected @Nullable Object execute(Callable<?> reference) throws Exception {
      if (asyncio().threads().here().running != null && main() instanceof Coroutine<?> coroutine) {
        coroutine.send(null);
      }
      return reference.call();
    }
  }

  @Fault(
      what =
          "run that refuses to be nested leaves the thread without a running loop"
              + " (nest_asyncio#18).",
      breaks = {"run.nested.outer-untouched"})
  static final class RefusalUnsetsTheRunningLoop extends BrokenRun {
    @Override
    protected void checkNotNested(Runnable reference) {
      try {
        reference.run();
      } finally {
        asyncio().threads().here().running = null;
      }
    }
  }

  @Fault(
      what = "run refuses to start while another run is under way in any thread.",
      breaks = {"run.nested.other-thread"})
  static final class OnceInAllThreads extends ReferenceAsyncio {
    private final AtomicInteger underWay = new AtomicInteger();

    OnceInAllThreads(LoopClock clock) {
      super(clock);
    }

    @Override
    protected <T extends @Nullable Object> Program<T> newProgram(
        Awaitable<T> main,
        @Nullable Boolean debug,
        @Nullable Callable<? extends EventLoop> loopFactory) {
      return new Program<>(this, main, debug, loopFactory) {
        @Override
        public T execute() throws Exception {
          if (underWay.getAndIncrement() > 0) {
            throw new IllegalStateException("Under way: " + underWay);
          }
          try {
            return super.execute();
          } finally {
            underWay.decrementAndGet();
          }
        }
      };
    }
  }

  @Fault(
      what = "run closes its loop only if the coroutine has returned.",
      breaks = {"run.loop-factory.closed", "run.loop.closed-after-exception"})
  static final class ClosesAfterSuccessOnly extends BrokenRun {
    private boolean succeeded;

    @Override
    protected <T extends @Nullable Object> Awaitable<T> mainOf(Awaitable<T> main) {
      return asyncio()
          .coroutine(() -> {
            T result = asyncio().await(main);
            succeeded = true;
            return result;
          });
    }

    @Override
    protected void closeLoop(SelectorEventLoop loop, Runnable reference) {
      if (succeeded) {
        reference.run();
      }
    }
  }

  @Fault(
      what = "After run has raised, its loop is still the running loop of the thread.",
      breaks = {"run.loop.not-running-after"})
  static final class LeaksTheRunningLoop extends BrokenRun {
    private @Nullable SelectorEventLoop own;

    @Override
    protected void cleanUp(SelectorEventLoop loop, CleanUp reference) throws Exception {
      own = loop;
      reference.run();
    }

    @Override
    protected @Nullable Object execute(Callable<?> reference) throws Exception {
      boolean raised = true;
      try {
        Object result = reference.call();
        raised = false;
        return result;
      } finally {
        if (raised && asyncio().threads().here().running == null) {
          asyncio().threads().here().running = own;
        }
      }
    }
  }

  @Fault(
      what = "After run its closed loop is the current loop of the thread.",
      breaks = {"run.current-loop.unset"})
  static final class LeavesItsLoopCurrent extends BrokenRun {
    @Override
    protected void closeLoop(SelectorEventLoop loop, Runnable reference) {
      reference.run();
      asyncio().setEventLoop(loop);
    }
  }

  @Fault(
      what = "run does not look at its debug argument.",
      breaks = {"run.debug.off", "run.debug.on"})
  static final class IgnoresDebug extends BrokenRun {
    @Override
    protected @Nullable Boolean debugOf(@Nullable Boolean debug) {
      return null;
    }
  }

  @Fault(
      what = "run switches debug mode on, whatever its debug argument.",
      breaks = {"run.debug.inherited", "run.debug.off"})
  static final class AlwaysDebugs extends BrokenRun {
    @Override
    protected @Nullable Boolean debugOf(@Nullable Boolean debug) {
      return true;
    }
  }

  /** A module that tells the loops of runs from others. */
  abstract static class ProgramLoops extends ReferenceAsyncio {
    private boolean isForProgram;

    ProgramLoops(LoopClock clock) {
      super(clock);
    }

    abstract SelectorEventLoop newProgramLoop();

    @Override
    protected <T extends @Nullable Object> Program<T> newProgram(
        Awaitable<T> main,
        @Nullable Boolean debug,
        @Nullable Callable<? extends EventLoop> loopFactory) {
      return new Program<>(this, main, debug, loopFactory) {
        @Override
        protected void checkNotNested() {
          super.checkNotNested();
          isForProgram = true;
        }
      };
    }

    @Override
    protected SelectorEventLoop newLoop() {
      SelectorEventLoop made = isForProgram ? newProgramLoop() : super.newLoop();
      isForProgram = false;
      return made;
    }
  }

  @Fault(
      what = "The first task of a loop that run has made is not the current task of its steps.",
      breaks = {"run.main.is-task"})
  static final class HidesTheMainTask extends ProgramLoops {
    private @Nullable Task<?> mainTask;

    HidesTheMainTask(LoopClock clock) {
      super(clock);
    }

    @Override
    SelectorEventLoop newProgramLoop() {
      mainTask = null;
      return new SelectorEventLoop(this, clock()) {
        @Override
        public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro) {
          Task<T> task = super.createTask(coro);
          mainTask = mainTask == null ? task : mainTask;
          return task;
        }
      };
    }

    @Override
    public @Nullable Task<?> currentTask() {
      Task<?> current = super.currentTask();
      return current == mainTask ? null : current;
    }
  }

  @Fault(
      what = "run keeps its loop for the next run, and so does not close it.",
      breaks = {
        "run.loop-factory.closed",
        "run.loop.closed",
        "run.loop.closed-after-exception",
        "run.loop.closed-though-clean-up-fails",
        "run.loop.new"
      })
  static final class ReusesItsLoop extends ProgramLoops {
    @SuppressWarnings("ThreadLocalUsage") // One for each module.
    private final ThreadLocal<SelectorEventLoop> kept = ThreadLocal.withInitial(this::unclosable);

    ReusesItsLoop(LoopClock clock) {
      super(clock);
    }

    @Override
    SelectorEventLoop newProgramLoop() {
      return kept.get();
    }

    private SelectorEventLoop unclosable() {
      return new SelectorEventLoop(this, clock()) {
        @Override
        public void close() {
          // Kept for the next run.
        }
      };
    }
  }

  @Fault(
      what = "The running loop of run says that it is not running.",
      breaks = {"run.loop.running"})
  static final class DeniesThatItRuns extends ProgramLoops {
    DeniesThatItRuns(LoopClock clock) {
      super(clock);
    }

    @Override
    SelectorEventLoop newProgramLoop() {
      return new SelectorEventLoop(this, clock()) {
        @Override
        public boolean isRunning() {
          return false;
        }
      };
    }
  }

  /** No fault, but rules that have ended since must see that it is not as it was. */
  @Fault(
      what = "The reference does what the newest profile asks for, and not py3.8.",
      profile = "py3.8",
      breaks = {"run.argument.coroutine-only"},
      ripples = {"gather.arguments.all-done-later", "wait-for.*"})
  static final class RunOfTheNewestProfile extends ReferenceAsyncio {
    RunOfTheNewestProfile(LoopClock clock) {
      super(clock);
    }
  }

  @Fault(
      what = "run switches debug mode off, unless it is told otherwise.",
      breaks = {"run.debug.inherited"})
  static final class OffUnlessToldOtherwise extends BrokenRun {
    @Override
    protected @Nullable Boolean debugOf(@Nullable Boolean debug) {
      return debug == null ? Boolean.FALSE : debug;
    }
  }

  @Fault(
      what = "run does not look at its loop factory.",
      breaks = {"run.loop-factory.closed", "run.loop-factory.used"})
  static final class IgnoresItsFactory extends ReferenceAsyncio {
    IgnoresItsFactory(LoopClock clock) {
      super(clock);
    }

    @Override
    protected <T extends @Nullable Object> Program<T> newProgram(
        Awaitable<T> main,
        @Nullable Boolean debug,
        @Nullable Callable<? extends EventLoop> loopFactory) {
      return super.newProgram(main, debug, null);
    }
  }

  @Fault(
      what = "run leaves the loop of a factory open.",
      breaks = {"run.loop-factory.closed"})
  static final class LeavesGivenLoopsOpen extends ReferenceAsyncio {
    LeavesGivenLoopsOpen(LoopClock clock) {
      super(clock);
    }

    @Override
    protected <T extends @Nullable Object> Program<T> newProgram(
        Awaitable<T> main,
        @Nullable Boolean debug,
        @Nullable Callable<? extends EventLoop> loopFactory) {
      return new Program<>(this, main, debug, loopFactory) {
        @Override
        protected void closeLoop(EventLoop mine) {
          if (loopFactory == null) {
            super.closeLoop(mine);
          }
        }
      };
    }
  }

  @Fault(
      what = "run leaves its loop open when a SystemExit ends it.",
      breaks = {"run.loop.closed-after-exception"})
  static final class LeavesTheRestToTheSystem extends BrokenRun {
    private boolean exits;

    @Override
    protected <T extends @Nullable Object> Awaitable<T> mainOf(Awaitable<T> main) {
      return asyncio()
          .coroutine(() -> {
            try {
              return asyncio().await(main);
            } catch (SystemExit exit) {
              exits = true;
              throw exit;
            }
          });
    }

    @Override
    protected void closeLoop(SelectorEventLoop loop, Runnable reference) {
      if (!exits) {
        reference.run();
      }
    }
  }
}
