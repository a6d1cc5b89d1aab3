package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenRun.runs;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.Task;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Faults of {@code run}, but for its clean-up. */
final class RunnerFaults {

  private RunnerFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "run-forgets-the-result",
            "run returns nothing, whatever the coroutine returned.",
            runs(ForgetsTheResult::new),
            "run.argument.any-awaitable",
            "run.clean-up.result-kept",
            "run.result.returned"),
        fault(
            "run-swallows-exceptions",
            "run returns normally when the coroutine raised an exception.",
            runs(SwallowsExceptions::new),
            "run.exception.raised"),
        fault(
            "run-swallows-cancellation",
            "run returns normally when the coroutine was cancelled.",
            runs(SwallowsCancellation::new),
            "run.exception.cancelled"),
        fault(
            "run-hides-the-main-task",
            "The first task of a loop that run has made is not the current task of its steps.",
            HidesTheMainTask::new,
            "run.main.is-task"),
        fault(
            "run-takes-coroutines-only",
            "run refuses a future, as it did up to 3.13.",
            runs(TakesCoroutinesOnly::new),
            "run.argument.any-awaitable"),
        fault(
            "run-allows-nesting",
            "run starts another loop inside a running one.",
            runs(AllowsNesting::new),
            "run.nested.not-started",
            "run.nested.refused",
            "run.nested.runtime-error"),
        fault(
            "run-refuses-nesting-as-an-argument",
            "run refuses to be nested with the exception for a wrong argument.",
            runs(RefusesAsArgument::new),
            "run.nested.runtime-error"),
        fault(
            "run-starts-before-it-refuses",
            "run takes the first step of the coroutine, and then refuses to be nested.",
            runs(StartsBeforeItRefuses::new),
            "run.nested.not-started"),
        fault(
            "run-refusal-unsets-the-running-loop",
            "run that refuses to be nested leaves the thread without a running loop"
                + " (nest_asyncio#18).",
            runs(RefusalUnsetsTheRunningLoop::new),
            "run.nested.outer-untouched"),
        fault(
            "run-once-in-all-threads",
            "run refuses to start while another run is under way in any thread.",
            clock -> onceInAllThreads(new AtomicInteger(), clock),
            "run.nested.other-thread"),
        fault(
            "run-reuses-its-loop",
            "run keeps its loop for the next run, and so does not close it.",
            ReusesItsLoop::new,
            "run.loop.closed",
            "run.loop.closed-after-exception",
            "run.loop.closed-though-clean-up-fails",
            "run.loop.new"),
        fault(
            "run-denies-that-it-runs",
            "The running loop of run says that it is not running.",
            DeniesThatItRuns::new,
            "run.loop.running"),
        fault(
            "run-closes-after-success-only",
            "run closes its loop only if the coroutine has returned.",
            runs(ClosesAfterSuccessOnly::new),
            "run.loop.closed-after-exception"),
        fault(
            "run-leaks-the-running-loop",
            "After run has raised, its loop is still the running loop of the thread.",
            runs(LeaksTheRunningLoop::new),
            "run.loop.not-running-after"),
        fault(
            "run-leaves-its-loop-current",
            "After run its closed loop is the current loop of the thread.",
            runs(LeavesItsLoopCurrent::new),
            "run.current-loop.unset"),
        fault(
            "run-ignores-debug",
            "run does not look at its debug argument.",
            runs(IgnoresDebug::new),
            "run.debug.on"),
        fault(
            "run-always-debugs",
            "run switches debug mode on, whatever its debug argument.",
            runs(AlwaysDebugs::new),
            "run.debug.inherited",
            "run.debug.off"));
  }

  private static final class ForgetsTheResult extends BrokenRun {
    @Override
    @Nullable Object execute(Callable<?> reference) throws Exception {
      reference.call();
      return null;
    }
  }

  private static final class SwallowsExceptions extends BrokenRun {
    @Override
    @Nullable Object execute(Callable<?> reference) throws Exception {
      try {
        return reference.call();
      } catch (IllegalStateException misuse) {
        throw misuse;
      } catch (Exception raised) {
        return null;
      }
    }
  }

  private static final class SwallowsCancellation extends BrokenRun {
    @Override
    @Nullable Object execute(Callable<?> reference) throws Exception {
      try {
        return reference.call();
      } catch (CancelledError cancelled) {
        return null;
      }
    }
  }

  private static final class TakesCoroutinesOnly extends BrokenRun {
    @Override
    void checkNotNested(Runnable reference) {
      reference.run();
      if (!(main() instanceof Coroutine)) {
        throw new IllegalArgumentException("Not a coroutine: " + main());
      }
    }
  }

  private static final class AllowsNesting extends BrokenRun {
    @Override
    @Nullable Object execute(Callable<?> reference) throws Exception {
      ThreadState here = asyncio().threads().here();
      SelectorEventLoop outer = here.running;
      here.running = null;
      try {
        return reference.call();
      } finally {
        here.running = outer;
      }
    }
  }

  private static final class RefusesAsArgument extends BrokenRun {
    @Override
    void checkNotNested(Runnable reference) {
      try {
        reference.run();
      } catch (IllegalStateException nested) {
        throw new IllegalArgumentException(nested);
      }
    }
  }

  private static final class StartsBeforeItRefuses extends BrokenRun {
    @Override
    @Nullable Object execute(Callable<?> reference) throws Exception {
      if (asyncio().threads().here().running != null && main() instanceof Coroutine<?> coroutine) {
        coroutine.send(null);
      }
      return reference.call();
    }
  }

  private static final class RefusalUnsetsTheRunningLoop extends BrokenRun {
    @Override
    void checkNotNested(Runnable reference) {
      try {
        reference.run();
      } finally {
        asyncio().threads().here().running = null;
      }
    }
  }

  private static Asyncio onceInAllThreads(AtomicInteger underWay, LoopClock clock) {
    return runs(() ->
            new BrokenRun() {
              @Override
              @Nullable Object execute(Callable<?> reference) throws Exception {
                if (underWay.getAndIncrement() > 0) {
                  throw new IllegalStateException("Under way: " + underWay);
                }
                try {
                  return reference.call();
                } finally {
                  underWay.decrementAndGet();
                }
              }
            })
        .apply(clock);
  }

  private static final class ClosesAfterSuccessOnly extends BrokenRun {
    private boolean succeeded;

    @Override
    <T extends @Nullable Object> Awaitable<T> mainOf(Awaitable<T> main) {
      return asyncio()
          .coroutine(() -> {
            T result = asyncio().await(main);
            succeeded = true;
            return result;
          });
    }

    @Override
    void closeLoop(SelectorEventLoop loop, Runnable reference) {
      if (succeeded) {
        reference.run();
      }
    }
  }

  private static final class LeaksTheRunningLoop extends BrokenRun {
    private @Nullable SelectorEventLoop own;

    @Override
    void cleanUp(SelectorEventLoop loop, CleanUp reference) throws Exception {
      own = loop;
      reference.run();
    }

    @Override
    @Nullable Object execute(Callable<?> reference) throws Exception {
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

  private static final class LeavesItsLoopCurrent extends BrokenRun {
    @Override
    void closeLoop(SelectorEventLoop loop, Runnable reference) {
      reference.run();
      asyncio().setEventLoop(loop);
    }
  }

  private static final class IgnoresDebug extends BrokenRun {
    @Override
    @Nullable Boolean debugOf(@Nullable Boolean debug) {
      return null;
    }
  }

  private static final class AlwaysDebugs extends BrokenRun {
    @Override
    @Nullable Boolean debugOf(@Nullable Boolean debug) {
      return true;
    }
  }

  /** A module that tells the loops of runs from others. */
  private abstract static class ProgramLoops extends ReferenceAsyncio {
    private boolean isForProgram;

    ProgramLoops(LoopClock clock) {
      super(clock);
    }

    abstract SelectorEventLoop newProgramLoop();

    @Override
    <T extends @Nullable Object> ProgramRun<T> newProgramRun(
        Awaitable<T> main, @Nullable Boolean debug) {
      return new ProgramRun<>(this, main, debug) {
        @Override
        void checkNotNested() {
          super.checkNotNested();
          isForProgram = true;
        }
      };
    }

    @Override
    SelectorEventLoop newLoop() {
      SelectorEventLoop made = isForProgram ? newProgramLoop() : super.newLoop();
      isForProgram = false;
      return made;
    }
  }

  private static final class HidesTheMainTask extends ProgramLoops {
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

  private static final class ReusesItsLoop extends ProgramLoops {
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

  private static final class DeniesThatItRuns extends ProgramLoops {
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
}
