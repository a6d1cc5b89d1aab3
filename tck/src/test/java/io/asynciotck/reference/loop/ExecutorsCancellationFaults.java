package io.asynciotck.reference.loop;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.Task;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.BrokenCancellations;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Faults of who waits for a function in another thread and is cancelled. */
final class ExecutorsCancellationFaults {

  private ExecutorsCancellationFaults() {}

  @Fault(
      what = "A cancelled run_in_executor gives nothing.",
      breaks = {
        "loop.run-in-executor.cancel-running",
        "loop.run-in-executor.cancelled-message",
        "loop.run-in-executor.cancelled-others",
        "loop.run-in-executor.cancelled-raised",
        "to-thread.cancel.message",
        "to-thread.cancel.others",
        "to-thread.cancel.raised",
        "to-thread.cancel.runs-on"
      })
  static final class CancelledGivesNothing extends SelectorEventLoop {
    CancelledGivesNothing(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    @SuppressWarnings("NullAway") // Breaks the type on purpose.
    public <T extends @Nullable Object> AsyncFuture<T> runInExecutor(
        @Nullable Executor executor, Callable<T> func) {
      AsyncFuture<T> future = super.runInExecutor(executor, func);
      return createTask(
          BrokenCancellations.swallowing(
              asyncio, asyncio.coroutine(() -> asyncio.await(future)), () -> null));
    }
  }

  @Fault(
      what = "A cancelled run_in_executor loses the message.",
      breaks = {
        "loop.run-in-executor.cancel-running",
        "loop.run-in-executor.cancelled-message",
        "to-thread.cancel.message"
      })
  static final class ExecutorForgetsWhy extends SelectorEventLoop {
    ExecutorForgetsWhy(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> runInExecutor(
        @Nullable Executor executor, Callable<T> func) {
      AsyncFuture<T> future = super.runInExecutor(executor, func);
      return createTask(
          BrokenCancellations.forgetting(asyncio, asyncio.coroutine(() -> asyncio.await(future))));
    }
  }

  @Fault(
      what = "Who is cancelled while a function runs in an executor cancels all that wait so.",
      breaks = {"loop.run-in-executor.cancelled-others", "to-thread.cancel.others"})
  static final class CancelsAllFunctions extends SelectorEventLoop {
    private final List<AsyncFuture<?>> futures = new ArrayList<>();

    CancelsAllFunctions(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> runInExecutor(
        @Nullable Executor executor, Callable<T> func) {
      AsyncFuture<T> future = super.runInExecutor(executor, func);
      futures.add(future);
      future.addDoneCallback(done -> {
        if (done.isCancelled()) {
          futures.forEach(AsyncFuture::cancel);
        }
      });
      return future;
    }
  }

  @Fault(
      what = "A cancelled to_thread gives nothing.",
      breaks = {
        "to-thread.cancel.message",
        "to-thread.cancel.others",
        "to-thread.cancel.raised",
        "to-thread.cancel.runs-on"
      })
  static final class CancelledThreadGivesNothing extends ReferenceAsyncio {
    CancelledThreadGivesNothing(LoopClock clock) {
      super(clock);
    }

    @Override
    @SuppressWarnings("NullAway") // Breaks the type on purpose.
    public <T extends @Nullable Object> Coroutine<T> toThread(Callable<T> func) {
      return BrokenCancellations.swallowing(this, super.toThread(func), () -> null);
    }
  }

  @Fault(
      what = "A cancelled to_thread loses the message.",
      breaks = {"to-thread.cancel.message"})
  static final class ThreadForgetsWhy extends ReferenceAsyncio {
    ThreadForgetsWhy(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Coroutine<T> toThread(Callable<T> func) {
      return BrokenCancellations.forgetting(this, super.toThread(func));
    }
  }

  @Fault(
      what = "Who is cancelled in to_thread cancels all that wait there.",
      breaks = {"to-thread.cancel.others"})
  static final class CancelsAllThreads extends ReferenceAsyncio {
    private final List<Task<?>> waiting = new ArrayList<>();

    CancelsAllThreads(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Coroutine<T> toThread(Callable<T> func) {
      return coroutine(() -> {
        Task<T> task = createTask(super.toThread(func));
        waiting.add(task);
        try {
          return await(task);
        } catch (CancelledError cancelled) {
          waiting.forEach(Task::cancel);
          throw cancelled;
        }
      });
    }
  }

  @Fault(
      what = "A function in a thread is stopped when nobody waits for it any more.",
      breaks = {"to-thread.cancel.runs-on"})
  static final class StopsTheFunction extends ReferenceAsyncio {
    StopsTheFunction(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> Coroutine<T> toThread(Callable<T> func) {
      return coroutine(() -> {
        Thread[] thread = new Thread[1];
        try {
          return await(
              super.toThread(() -> {
                thread[0] = Thread.currentThread();
                return func.call();
              }));
        } catch (CancelledError cancelled) {
          if (thread[0] != null) {
            thread[0].interrupt();
          }
          throw cancelled;
        }
      });
    }
  }
}
