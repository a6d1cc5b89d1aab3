package io.asynciotck.reference.loop;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Callback;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.LoopFuture;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** Faults in {@code run_in_executor} and in the end of the default executor. */
final class ExecutorsFaults {

  private ExecutorsFaults() {}

  @Fault(
      what = "The future of a function has no result.",
      breaks = {
        "loop.run-in-executor.cancelled-message",
        "loop.run-in-executor.cancelled-others",
        "loop.run-in-executor.cancelled-raised",
        "loop.run-in-executor.not-blocking",
        "loop.run-in-executor.result",
        "loop.set-default-executor.other-refused",
        "loop.set-default-executor.used",
        "loop.shutdown-default-executor.others-stay",
        "to-thread.call.result",
        "to-thread.cancel.message",
        "to-thread.cancel.others",
        "to-thread.cancel.raised"
      },
      ripples = {"run.clean-up.tasks-before-executor"})
  static final class NoResults extends SelectorEventLoop {
    NoResults(BaseAsyncio asyncio, LoopClock clock) {
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

  @Fault(
      what = "All loops have one pool of threads, which the first that is closed shuts down.",
      breaks = {"loop.run-in-executor.result"})
  static final class OnePoolForAll extends ReferenceAsyncio {
    private final ExecutorService pool =
        Executors.newCachedThreadPool(
            work -> Thread.ofPlatform().daemon().name("asyncio-pool").unstarted(work));

    OnePoolForAll(LoopClock clock) {
      super(clock);
    }

    @Override
    protected SelectorEventLoop newLoop() {
      SelectorEventLoop made = super.newLoop();
      made.setDefaultExecutor(pool);
      return made;
    }
  }

  @Fault(
      what = "The future of a function that raises has no exception.",
      breaks = {"to-thread.call.exception", "loop.run-in-executor.exception"})
  static final class NoExceptions extends SelectorEventLoop {
    NoExceptions(BaseAsyncio asyncio, LoopClock clock) {
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

  @Fault(
      what = "What a function raises that is no Exception is lost.",
      breaks = {"loop.run-in-executor.exception"})
  static final class NoOtherErrors extends SelectorEventLoop {
    NoOtherErrors(BaseAsyncio asyncio, LoopClock clock) {
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
            } catch (Error lost) {
              return null;
            }
          });
    }
  }

  @Fault(
      what = "Without an executor a function is called at once, in the loop's thread.",
      breaks = {
        "loop.close.executor-not-awaited",
        "loop.run-in-executor.cancel-running",
        "loop.run-in-executor.cancelled-message",
        "loop.run-in-executor.cancelled-others",
        "loop.run-in-executor.cancelled-raised",
        "loop.run-in-executor.not-blocking",
        "loop.run-in-executor.other-thread",
        "loop.set-default-executor.used",
        "loop.shutdown-default-executor.in-time",
        "loop.shutdown-default-executor.queued",
        "loop.shutdown-default-executor.timeout",
        "loop.shutdown-default-executor.timeout-warns",
        "loop.shutdown-default-executor.waits",
        "to-thread.call.not-blocking",
        "to-thread.call.other-thread",
        "to-thread.cancel.message",
        "to-thread.cancel.others",
        "to-thread.cancel.raised",
        "to-thread.cancel.runs-on"
      })
  static final class RunsInTheLoop extends SelectorEventLoop {
    RunsInTheLoop(BaseAsyncio asyncio, LoopClock clock) {
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

  @Fault(
      what = "The executor that is given is not looked at.",
      breaks = {
        "loop.close.executor-closed",
        "loop.run-in-executor.given-executor",
        "loop.shutdown-default-executor.closed",
        "loop.shutdown-default-executor.others-stay"
      })
  static final class OneExecutorForAll extends SelectorEventLoop {
    OneExecutorForAll(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> runInExecutor(
        @Nullable Executor executor, Callable<T> func) {
      return super.runInExecutor(null, func);
    }
  }

  @Fault(
      what = "The future of a function cannot be cancelled.",
      breaks = {
        "loop.run-in-executor.cancel-running",
        "loop.run-in-executor.cancelled-others",
        "loop.run-in-executor.cancelled-raised",
        "to-thread.cancel.others",
        "to-thread.cancel.raised",
        "to-thread.cancel.runs-on"
      })
  static final class CannotBeCancelled extends SelectorEventLoop {
    private boolean forExecutor;

    CannotBeCancelled(BaseAsyncio asyncio, LoopClock clock) {
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
    public <T extends @Nullable Object> LoopFuture<T> newFuture() {
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

  @Fault(
      what = "run_in_executor does not mind that the loop is closed.",
      breaks = {"loop.run-in-executor.closed"})
  static final class ClosedLoopTakesFunctions extends SelectorEventLoop {
    ClosedLoopTakesFunctions(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> runInExecutor(
        @Nullable Executor executor, Callable<T> func) {
      return isClosed() ? newFuture() : super.runInExecutor(executor, func);
    }
  }

  @Fault(
      what = "shutdown_default_executor returns while functions run.",
      breaks = {"loop.shutdown-default-executor.queued", "loop.shutdown-default-executor.waits"})
  static final class DoesNotWait extends SelectorEventLoop {
    DoesNotWait(BaseAsyncio asyncio, LoopClock clock) {
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

  @Fault(
      what = "shutdown_default_executor drops the functions that have no thread yet.",
      breaks = {"loop.shutdown-default-executor.queued"})
  static final class DropsWhatWaits extends SelectorEventLoop {
    private boolean shut;

    DropsWhatWaits(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> shutdownDefaultExecutor() {
      return asyncio.coroutine(() -> {
        if (!shut && defaultExecutor.get() instanceof ThreadPoolExecutor pool) {
          pool.getQueue().clear();
        }
        shut = true;
        return asyncio.await(super.shutdownDefaultExecutor());
      });
    }
  }

  @Fault(
      what = "After shutdown_default_executor the executor takes functions as before.",
      breaks = {"loop.shutdown-default-executor.refuses"})
  static final class ShutsNothing extends SelectorEventLoop {
    ShutsNothing(BaseAsyncio asyncio, LoopClock clock) {
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

  @Fault(
      what = "After shutdown_default_executor no executor can be used.",
      breaks = {"loop.shutdown-default-executor.others-stay"})
  static final class ShutsEverything extends SelectorEventLoop {
    ShutsEverything(BaseAsyncio asyncio, LoopClock clock) {
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

  @Fault(
      what = "Once the default executor was refused, no executor can be used.",
      breaks = {"loop.shutdown-default-executor.others-stay"})
  static final class RefusesAllBehindOne extends SelectorEventLoop {
    private @Nullable RuntimeException refused;

    RefusesAllBehindOne(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> runInExecutor(
        @Nullable Executor executor, Callable<T> func) {
      if (refused != null && !isClosed()) {
        throw refused;
      }
      try {
        return super.runInExecutor(executor, func);
      } catch (IllegalStateException shut) {
        refused = shut;
        throw shut;
      }
    }
  }

  @Fault(
      what = "A function is called without its arguments.",
      breaks = {"loop.run-in-executor.arguments"})
  static final class ArgumentsAreDropped extends SelectorEventLoop {
    ArgumentsAreDropped(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public AsyncFuture<@Nullable Void> runInExecutor(
        @Nullable Executor executor, Callback func, @Nullable Object... args) {
      return super.runInExecutor(executor, func);
    }
  }

  @Fault(
      what = "An executor that is given calls a function without its arguments.",
      breaks = {"loop.run-in-executor.arguments"})
  static final class ArgumentsAreDroppedByOthers extends SelectorEventLoop {
    ArgumentsAreDroppedByOthers(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public AsyncFuture<@Nullable Void> runInExecutor(
        @Nullable Executor executor, Callback func, @Nullable Object... args) {
      return executor == null
          ? super.runInExecutor(null, func, args)
          : super.runInExecutor(executor, func);
    }
  }

  @Fault(
      what = "A function is called with eight arguments at most.",
      breaks = {"loop.run-in-executor.arguments"})
  static final class EightArguments extends SelectorEventLoop {
    EightArguments(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public AsyncFuture<@Nullable Void> runInExecutor(
        @Nullable Executor executor, Callback func, @Nullable Object... args) {
      return super.runInExecutor(executor, func, Arrays.copyOf(args, Math.min(args.length, 8)));
    }
  }

  @Fault(
      what = "A second shutdown_default_executor takes the first one back.",
      breaks = {"loop.shutdown-default-executor.refuses"})
  static final class ShutsAndOpens extends SelectorEventLoop {
    private int shut;

    ShutsAndOpens(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> shutdownDefaultExecutor() {
      shut++;
      return super.shutdownDefaultExecutor();
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> runInExecutor(
        @Nullable Executor executor, Callable<T> func) {
      return super.runInExecutor(executor == null && shut == 2 ? Runnable::run : executor, func);
    }
  }

  @Fault(
      what = "The executor that is given is not looked at once the default one was used.",
      breaks = {
        "loop.run-in-executor.given-executor",
        "loop.shutdown-default-executor.others-stay"
      })
  static final class StaysWithTheDefault extends SelectorEventLoop {
    private boolean used;

    StaysWithTheDefault(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> runInExecutor(
        @Nullable Executor executor, Callable<T> func) {
      used |= executor == null;
      return super.runInExecutor(used ? null : executor, func);
    }
  }
}
