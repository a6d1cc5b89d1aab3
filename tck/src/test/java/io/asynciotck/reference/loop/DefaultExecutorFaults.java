package io.asynciotck.reference.loop;

import static io.asynciotck.reference.faults.BrokenAwaitables.nothing;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Callback;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.KeywordCallback;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.contexts.VariableContext;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/** Faults in the default executor, and in {@code to_thread}. */
final class DefaultExecutorFaults {

  private DefaultExecutorFaults() {}

  @Fault(
      what = "The executor that is set as the default is not used.",
      breaks = {
        "loop.close.executor-closed",
        "loop.set-default-executor.used",
        "loop.shutdown-default-executor.closed"
      })
  static final class PoolIsNotLookedAt extends SelectorEventLoop {
    PoolIsNotLookedAt(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void setDefaultExecutor(Executor executor) {
      if (!(executor instanceof ThreadPoolExecutor)) {
        super.setDefaultExecutor(executor);
      }
    }
  }

  @Fault(
      what = "set_default_executor has no effect once a function was called.",
      breaks = {"loop.set-default-executor.used"})
  static final class KeepsTheFirstExecutor extends SelectorEventLoop {
    private boolean used;

    KeepsTheFirstExecutor(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> runInExecutor(
        @Nullable Executor executor, Callable<T> func) {
      used |= executor == null;
      return super.runInExecutor(executor, func);
    }

    @Override
    public void setDefaultExecutor(Executor executor) {
      if (!used || !(executor instanceof ThreadPoolExecutor)) {
        super.setDefaultExecutor(executor);
      }
    }
  }

  @Fault(
      what = "The executor that one loop is given is that of the others, too.",
      breaks = {"loop.set-default-executor.used"})
  static final class OneExecutorForAll extends ReferenceAsyncio {
    private @Nullable Executor given;

    OneExecutorForAll(LoopClock clock) {
      super(clock);
    }

    @Override
    protected SelectorEventLoop newLoop() {
      return new SelectorEventLoop(this, clock()) {
        @Override
        public void setDefaultExecutor(Executor executor) {
          super.setDefaultExecutor(executor);
          given = executor;
        }

        @Override
        public <T extends @Nullable Object> AsyncFuture<T> runInExecutor(
            @Nullable Executor executor, Callable<T> func) {
          if (given != null) {
            super.setDefaultExecutor(given);
          }
          return super.runInExecutor(executor, func);
        }
      };
    }
  }

  /** A loop that lets go of the pool that it was given when it should end it. */
  abstract static class LetsGo extends SelectorEventLoop {
    private boolean isGiven;

    LetsGo(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void setDefaultExecutor(Executor executor) {
      super.setDefaultExecutor(executor);
      isGiven = true;
    }

    final void letGo() {
      if (isGiven) {
        super.setDefaultExecutor(Executors.newFixedThreadPool(1));
      }
    }
  }

  @Fault(
      what = "close leaves the executor open that was set.",
      breaks = {"loop.close.executor-closed"})
  static final class CloseLeavesTheExecutor extends LetsGo {
    CloseLeavesTheExecutor(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void close() {
      if (!isClosed()) {
        letGo();
      }
      super.close();
    }
  }

  @Fault(
      what = "shutdown_default_executor leaves the executor open that was set.",
      breaks = {"loop.shutdown-default-executor.closed"})
  static final class ShutdownLeavesTheExecutor extends LetsGo {
    ShutdownLeavesTheExecutor(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> shutdownDefaultExecutor() {
      letGo();
      return super.shutdownDefaultExecutor();
    }
  }

  @Fault(
      what = "set_default_executor takes what is no pool of threads.",
      breaks = {"loop.set-default-executor.other-refused", "loop.set-default-executor.type-error"})
  static final class TakesAnyExecutor extends SelectorEventLoop {
    TakesAnyExecutor(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void setDefaultExecutor(Executor executor) {
      if (executor instanceof ThreadPoolExecutor) {
        super.setDefaultExecutor(executor);
      }
    }
  }

  @Fault(
      what = "set_default_executor refuses what is no pool of threads by another exception.",
      breaks = {"loop.set-default-executor.type-error"})
  static final class RefusesByAnotherError extends SelectorEventLoop {
    RefusesByAnotherError(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void setDefaultExecutor(Executor executor) {
      try {
        super.setDefaultExecutor(executor);
      } catch (IllegalArgumentException refused) {
        throw new IllegalStateException(refused);
      }
    }
  }

  @Fault(
      what = "shutdown_default_executor does not look at its timeout.",
      breaks = {
        "loop.shutdown-default-executor.timeout",
        "loop.shutdown-default-executor.timeout-warns"
      })
  static final class ShutdownHasNoLimit extends SelectorEventLoop {
    ShutdownHasNoLimit(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> shutdownDefaultExecutor(Duration timeout) {
      return super.shutdownDefaultExecutor();
    }
  }

  @Fault(
      what = "After its timeout shutdown_default_executor warns of nothing.",
      breaks = {
        "loop.shutdown-default-executor.in-time",
        "loop.shutdown-default-executor.timeout-warns"
      })
  static final class ShutdownIsSilent extends SelectorEventLoop {
    ShutdownIsSilent(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> shutdownDefaultExecutor(Duration timeout) {
      return asyncio.coroutine(() -> {
        asyncio.await(asyncio.sleep(timeout));
        defaultExecutor.abandon();
        return null;
      });
    }
  }

  @Fault(
      what = "shutdown_default_executor with a timeout waits for nothing.",
      breaks = {
        "loop.shutdown-default-executor.in-time",
        "loop.shutdown-default-executor.timeout-warns"
      })
  static final class ShutdownWithATimeoutDoesNotWait extends SelectorEventLoop {
    ShutdownWithATimeoutDoesNotWait(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> shutdownDefaultExecutor(Duration timeout) {
      return asyncio.coroutine(() -> {
        defaultExecutor.abandon();
        return null;
      });
    }
  }

  @Fault(
      what = "shutdown_default_executor with a timeout warns, though all functions have ended.",
      breaks = {"loop.shutdown-default-executor.in-time"})
  static final class ShutdownWarnsAlways extends SelectorEventLoop {
    ShutdownWarnsAlways(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> shutdownDefaultExecutor(Duration timeout) {
      return asyncio.coroutine(() -> {
        asyncio.await(super.shutdownDefaultExecutor(timeout));
        System.getLogger("asyncio").log(System.Logger.Level.WARNING, "still working");
        return null;
      });
    }
  }

  @Fault(
      what = "close raises while a function runs in the default executor.",
      breaks = {"loop.close.executor-not-awaited"},
      ripples = {
        "loop.run-in-executor.cancel-running",
        "loop.shutdown-default-executor.*",
        "run.clean-up.*"
      })
  static final class CloseRefusesWhileFunctionsRun extends SelectorEventLoop {
    CloseRefusesWhileFunctionsRun(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    private int functions;

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> runInExecutor(
        @Nullable Executor executor, Callable<T> func) {
      functions++;
      AsyncFuture<T> future = super.runInExecutor(executor, func);
      future.addDoneCallback(_ -> functions--);
      return future;
    }

    @Override
    public void close() {
      if (functions > 0) {
        throw new IllegalStateException("Functions are running");
      }
      super.close();
    }
  }

  @Fault(
      what = "to_thread gives nothing.",
      breaks = {
        "to-thread.call.result",
        "to-thread.cancel.message",
        "to-thread.cancel.others",
        "to-thread.cancel.raised"
      })
  static final class ToThreadLosesResults extends ReferenceAsyncio {
    ToThreadLosesResults(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Coroutine<T> toThread(Callable<T> func) {
      return super.toThread(() -> {
        func.call();
        return nothing();
      });
    }
  }

  @Fault(
      what = "to_thread calls the function without its arguments.",
      breaks = {"to-thread.call.arguments"})
  static final class ToThreadDropsArguments extends ReferenceAsyncio {
    ToThreadDropsArguments(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<@Nullable Void> toThread(Callback func, @Nullable Object... args) {
      return super.toThread(func);
    }
  }

  @Fault(
      what = "to_thread keeps a keyword for itself.",
      breaks = {"to-thread.call.keywords"})
  static final class ToThreadTakesAKeyword extends ReferenceAsyncio {
    ToThreadTakesAKeyword(LoopClock clock) {
      super(clock);
    }

    @Override
    public Coroutine<@Nullable Void> toThread(
        Map<String, ? extends @Nullable Object> kwargs, KeywordCallback func) {
      Map<String, @Nullable Object> others = new HashMap<>(kwargs);
      others.remove("executor");
      return super.toThread(others, func);
    }
  }

  @Fault(
      what = "to_thread raises nothing.",
      breaks = {"to-thread.call.exception"})
  static final class ToThreadLosesExceptions extends ReferenceAsyncio {
    ToThreadLosesExceptions(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Coroutine<T> toThread(Callable<T> func) {
      return super.toThread(() -> {
        try {
          return func.call();
        } catch (Exception lost) {
          return nothing();
        }
      });
    }
  }

  @Fault(
      what = "to_thread calls the function in the thread of the loop.",
      breaks = {
        "to-thread.call.context",
        "to-thread.call.not-blocking",
        "to-thread.call.other-thread",
        "to-thread.cancel.message",
        "to-thread.cancel.others",
        "to-thread.cancel.raised",
        "to-thread.cancel.runs-on"
      })
  static final class ToThreadCallsHere extends ReferenceAsyncio {
    ToThreadCallsHere(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Coroutine<T> toThread(Callable<T> func) {
      return coroutine(func::call);
    }
  }

  @Fault(
      what = "The function of to_thread does not see the variables of its caller.",
      breaks = {"to-thread.call.context"})
  static final class ToThreadInNoContext extends ReferenceAsyncio {
    ToThreadInNoContext(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Coroutine<T> toThread(Callable<T> func) {
      return super.toThread(() -> new VariableContext().run(func));
    }
  }

  @Fault(
      what = "For shutdown_default_executor no time is no limit.",
      breaks = {"loop.shutdown-default-executor.timeout"})
  static final class ZeroIsNoLimit extends SelectorEventLoop {
    ZeroIsNoLimit(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Coroutine<@Nullable Void> shutdownDefaultExecutor(Duration timeout) {
      return timeout.isZero()
          ? super.shutdownDefaultExecutor()
          : super.shutdownDefaultExecutor(timeout);
    }
  }
}
