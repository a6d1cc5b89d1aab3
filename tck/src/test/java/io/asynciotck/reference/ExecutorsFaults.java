package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenLoops.loops;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Faults in {@code run_in_executor} and in the end of the default executor. */
final class ExecutorsFaults {

  private ExecutorsFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "functions-return-nothing",
            "The future of a function has no result.",
            loops(NoResults::new),
            "loop.run-in-executor.not-blocking",
            "loop.run-in-executor.result",
            "loop.shutdown-default-executor.others-stay",
            "run.clean-up.tasks-before-executor"),
        fault(
            "functions-raise-nothing",
            "The future of a function that raises has no exception.",
            loops(NoExceptions::new),
            "loop.run-in-executor.exception"),
        fault(
            "functions-run-in-the-loop",
            "Without an executor a function is called at once, in the loop's thread.",
            loops(RunsInTheLoop::new),
            "loop.run-in-executor.cancel-running",
            "loop.run-in-executor.not-blocking",
            "loop.run-in-executor.other-thread",
            "loop.shutdown-default-executor.waits"),
        fault(
            "one-executor-for-all",
            "The executor that is given is not looked at.",
            loops(OneExecutorForAll::new),
            "loop.run-in-executor.given-executor",
            "loop.shutdown-default-executor.others-stay"),
        fault(
            "running-functions-cannot-be-cancelled",
            "The future of a function cannot be cancelled.",
            loops(CannotBeCancelled::new),
            "loop.run-in-executor.cancel-running"),
        fault(
            "closed-loop-takes-functions",
            "run_in_executor does not mind that the loop is closed.",
            loops(ClosedLoopTakesFunctions::new),
            "loop.run-in-executor.closed"),
        fault(
            "shutdown-does-not-wait",
            "shutdown_default_executor returns while functions run.",
            loops(DoesNotWait::new),
            "loop.shutdown-default-executor.waits"),
        fault(
            "shutdown-shuts-nothing",
            "After shutdown_default_executor the executor takes functions as before.",
            loops(ShutsNothing::new),
            "loop.shutdown-default-executor.refuses"),
        fault(
            "shutdown-shuts-everything",
            "After shutdown_default_executor no executor can be used.",
            loops(ShutsEverything::new),
            "loop.shutdown-default-executor.others-stay"));
  }

  /** A loop with one fault: what functions return is lost. */
  private static final class NoResults extends SelectorEventLoop {
    NoResults(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    @SuppressWarnings("NullAway") // Breaks the type on purpose.
    public <T extends @Nullable Object> AsyncFuture<T> runInExecutor(
        @Nullable Executor executor, Callable<T> func) {
      return super.runInExecutor(
          executor,
          () -> {
            func.call();
            return null;
          });
    }
  }

  /** A loop with one fault: what functions raise is lost. */
  private static final class NoExceptions extends SelectorEventLoop {
    NoExceptions(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    @SuppressWarnings("NullAway") // Breaks the type on purpose.
    public <T extends @Nullable Object> AsyncFuture<T> runInExecutor(
        @Nullable Executor executor, Callable<T> func) {
      return super.runInExecutor(
          executor,
          () -> {
            try {
              return func.call();
            } catch (Exception lost) {
              return null;
            }
          });
    }
  }

  /** A loop with one fault: it is its own executor. */
  private static final class RunsInTheLoop extends SelectorEventLoop {
    RunsInTheLoop(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> runInExecutor(
        @Nullable Executor executor, Callable<T> func) {
      if (executor != null || isClosed()) {
        return super.runInExecutor(executor, func);
      }
      defaultExecutor.get();
      return super.runInExecutor(Runnable::run, func);
    }
  }

  /** A loop with one fault: it has one executor. */
  private static final class OneExecutorForAll extends SelectorEventLoop {
    OneExecutorForAll(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> runInExecutor(
        @Nullable Executor executor, Callable<T> func) {
      return super.runInExecutor(null, func);
    }
  }

  /** A loop with one fault: work in an executor cannot be cancelled. */
  private static final class CannotBeCancelled extends SelectorEventLoop {
    private boolean forExecutor;

    CannotBeCancelled(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> runInExecutor(
        @Nullable Executor executor, Callable<T> func) {
      forExecutor = true;
      try {
        return super.runInExecutor(executor, func);
      } finally {
        forExecutor = false;
      }
    }

    @Override
    <T extends @Nullable Object> LoopFuture<T> newFuture() {
      return forExecutor ? new Firm<>(this) : super.newFuture();
    }
  }

  /** A future that cannot be cancelled. */
  private static final class Firm<T extends @Nullable Object> extends LoopFuture<T> {
    Firm(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public boolean cancel() {
      return false;
    }
  }

  /** A loop with one fault: closed, it still takes functions. */
  private static final class ClosedLoopTakesFunctions extends SelectorEventLoop {
    ClosedLoopTakesFunctions(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> runInExecutor(
        @Nullable Executor executor, Callable<T> func) {
      return isClosed() ? newFuture() : super.runInExecutor(executor, func);
    }
  }

  /** A loop with one fault: it does not wait for the threads of its executor. */
  private static final class DoesNotWait extends SelectorEventLoop {
    DoesNotWait(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> shutdownDefaultExecutor() {
      return asyncio.coroutine(() -> {
        defaultExecutor.abandon();
        return null;
      });
    }
  }

  /** A loop with one fault: its executor is made anew when it was shut down. */
  private static final class ShutsNothing extends SelectorEventLoop {
    ShutsNothing(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> runInExecutor(
        @Nullable Executor executor, Callable<T> func) {
      try {
        return super.runInExecutor(executor, func);
      } catch (IllegalStateException shutDown) {
        if (isClosed()) {
          throw shutDown;
        }
        return super.runInExecutor(Runnable::run, func);
      }
    }
  }

  /** A loop with one fault: with its executor it shuts out all others. */
  private static final class ShutsEverything extends SelectorEventLoop {
    ShutsEverything(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> runInExecutor(
        @Nullable Executor executor, Callable<T> func) {
      if (!isClosed()) {
        defaultExecutor.get();
      }
      return super.runInExecutor(executor, func);
    }
  }
}
