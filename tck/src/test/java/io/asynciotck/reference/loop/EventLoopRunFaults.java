package io.asynciotck.reference.loop;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.Task;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.CompleteRun;
import io.asynciotck.reference.CoroutineTask;
import io.asynciotck.reference.LoopFuture;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Faults in {@code run_until_complete}. */
final class EventLoopRunFaults {

  private EventLoopRunFaults() {}

  /** Whether it is a future and no more: not a coroutine, a task, or a gathering. */
  private static boolean isPlain(Awaitable<?> awaitable) {
    return awaitable.getClass() == LoopFuture.class;
  }

  @Fault(
      what = "run_until_complete with a plain future runs one iteration, if there are no tasks.",
      breaks = {"loop.run-until-complete.refused-nested", "loop.run-until-complete.waits"})
  static final class DoesNotWait extends SelectorEventLoop {
    DoesNotWait(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> T runUntilComplete(Awaitable<T> future) throws Exception {
      if (isPlain(future) && allTasks().isEmpty()) {
        callSoon(this::stop);
      }
      return super.runUntilComplete(future);
    }
  }

  @Fault(
      what = "run_until_complete with a plain future returns None.",
      breaks = {
        "loop.run-until-complete.already-done",
        "loop.run-until-complete.result",
        "loop.run-until-complete.stopped-but-done",
        "loop.run-until-complete.stopped-future-lives"
      })
  static final class ForgetsTheResult extends SelectorEventLoop {
    ForgetsTheResult(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    @SuppressWarnings("NullAway") // the fault
    public <T extends @Nullable Object> T runUntilComplete(Awaitable<T> future) throws Exception {
      T result = super.runUntilComplete(future);
      return isPlain(future) ? null : result;
    }
  }

  @Fault(
      what = "run_until_complete with a plain future wraps its exception in another.",
      breaks = {"loop.run-until-complete.already-done", "loop.run-until-complete.exception"})
  static final class WrapsTheException extends SelectorEventLoop {
    WrapsTheException(BaseAsyncio asyncio, LoopClock clock) {
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
        throw isPlain(future) ? new Exception("the future failed", raised) : raised;
      }
      return result;
    }
  }

  @Fault(
      what = "run_until_complete returns None for a plain future that was cancelled.",
      breaks = {"loop.run-until-complete.cancelled"})
  static final class CancelledIsNone extends SelectorEventLoop {
    CancelledIsNone(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    @SuppressWarnings("NullAway") // the fault
    public <T extends @Nullable Object> T runUntilComplete(Awaitable<T> future) throws Exception {
      try {
        return super.runUntilComplete(future);
      } catch (CancelledError cancelled) {
        if (isPlain(future)) {
          return null;
        }
        throw cancelled;
      }
    }
  }

  @Fault(
      what = "The coroutine that run_until_complete runs is not among the tasks of its loop.",
      breaks = {"loop.run-until-complete.coroutine"})
  static final class MainIsNoTask extends SelectorEventLoop {
    private boolean makesMain;
    private @Nullable CoroutineTask<?> main;

    MainIsNoTask(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> T runUntilComplete(Awaitable<T> future) throws Exception {
      makesMain = future instanceof Coroutine;
      return super.runUntilComplete(future);
    }

    @Override
    public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro) {
      CoroutineTask<T> task = (CoroutineTask<T>) super.createTask(coro);
      if (makesMain) {
        makesMain = false;
        main = task;
        tasks.remove(task);
      }
      return task;
    }

    @Override
    protected void forgetTask(CoroutineTask<?> task) {
      if (task != main) {
        super.forgetTask(task);
      }
    }
  }

  @Fault(
      what = "run_until_complete runs a task inside of a second task.",
      breaks = {"loop.run-until-complete.task-as-is"})
  static final class WrapsTasks extends SelectorEventLoop {
    WrapsTasks(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> T runUntilComplete(Awaitable<T> future) throws Exception {
      return super.runUntilComplete(
          future instanceof Task<T> task ? asyncio.coroutine(() -> asyncio.await(task)) : future);
    }
  }

  @Fault(
      what = "run_until_complete refuses a plain future that is done.",
      breaks = {"loop.run-until-complete.already-done", "loop.run-until-complete.done-runs-queue"},
      ripples = {"detail.run-until-complete.done-one-iteration"})
  static final class RefusesDone extends SelectorEventLoop {
    RefusesDone(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> T runUntilComplete(Awaitable<T> future) throws Exception {
      if (isPlain(future) && future instanceof AsyncFuture<T> given && given.isDone()) {
        throw new IllegalStateException("The future is done");
      }
      return super.runUntilComplete(future);
    }
  }

  @Fault(
      what = "run_until_complete returns at once if the future is done.",
      breaks = {"loop.run-until-complete.done-runs-queue"},
      ripples = {"detail.run-until-complete.done-one-iteration"})
  static final class DoneRunsNothing extends SelectorEventLoop {
    DoneRunsNothing(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> T runUntilComplete(Awaitable<T> future) throws Exception {
      boolean free = asyncio.runningLoopOrNull() == null && !isClosed();
      if (free && future instanceof AsyncFuture<T> given && given.isDone()) {
        return given.result();
      }
      return super.runUntilComplete(future);
    }
  }

  /** Runs until a future is done in a way of its own. */
  abstract static class OwnCompleteRun extends SelectorEventLoop {
    OwnCompleteRun(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> T runUntilComplete(Awaitable<T> future) throws Exception {
      if (isRunning() || isClosed() || asyncio.runningLoopOrNull() != null) {
        return super.runUntilComplete(future);
      }
      return complete(asyncio.ensureFuture(future, this));
    }

    abstract <T extends @Nullable Object> T complete(AsyncFuture<T> future) throws Exception;
  }

  @Fault(
      what = "run_until_complete returns None when the loop was stopped (gbulb#10).",
      breaks = {"loop.run-until-complete.stop-pending", "loop.run-until-complete.stopped"},
      ripples = {"run.loop.closed-though-clean-up-fails"})
  static final class StoppedReturns extends OwnCompleteRun {
    StoppedReturns(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    @SuppressWarnings("NullAway") // the fault
    <T extends @Nullable Object> T complete(AsyncFuture<T> future) throws Exception {
      try {
        return new CompleteRun<>(this, future).execute();
      } catch (IllegalStateException raised) {
        if (!future.isDone()) {
          return null;
        }
        throw raised;
      }
    }
  }

  @Fault(
      what = "run_until_complete forgets a stop that came before it.",
      breaks = {"loop.run-until-complete.stop-pending"})
  static final class IgnoresEarlyStop extends OwnCompleteRun {
    IgnoresEarlyStop(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    <T extends @Nullable Object> T complete(AsyncFuture<T> future) throws Exception {
      leaveRunning();
      return new CompleteRun<>(this, future).execute();
    }
  }

  @Fault(
      what = "run_until_complete fails if the loop stopped before the future's callback ran.",
      breaks = {"loop.run-until-complete.stopped-but-done"})
  static final class StopBeatsResult extends OwnCompleteRun {
    StopBeatsResult(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    <T extends @Nullable Object> T complete(AsyncFuture<T> future) throws Exception {
      boolean[] told = {false};
      Consumer<AsyncFuture<T>> tell = _ -> told[0] = true;
      future.addDoneCallback(tell);
      try {
        T result = new CompleteRun<>(this, future).execute();
        if (!told[0]) {
          throw new IllegalStateException("The loop was stopped before the future was done");
        }
        return result;
      } finally {
        future.removeDoneCallback(tell);
      }
    }
  }

  @Fault(
      what = "run_until_complete cancels the future when the loop was stopped.",
      breaks = {"loop.run-until-complete.lets-go", "loop.run-until-complete.stopped-future-lives"},
      reason = "What would have settled the future finds it cancelled.")
  static final class StoppedCancels extends OwnCompleteRun {
    StoppedCancels(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    <T extends @Nullable Object> T complete(AsyncFuture<T> future) throws Exception {
      try {
        return new CompleteRun<>(this, future).execute();
      } catch (IllegalStateException raised) {
        future.cancel();
        throw raised;
      }
    }
  }

  @Fault(
      what = "run_until_complete does not take back the callback that stops the loop.",
      breaks = {"loop.run-until-complete.lets-go"})
  static final class LeavesCallback extends OwnCompleteRun {
    LeavesCallback(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    <T extends @Nullable Object> T complete(AsyncFuture<T> future) throws Exception {
      CompleteRun<T> run = new CompleteRun<>(this, future);
      future.addDoneCallback(run::stopLoop);
      return run.execute();
    }
  }

  @Fault(
      what = "run_until_complete waits for a future of another loop.",
      breaks = {"loop.run-until-complete.foreign-future"})
  static final class TakesForeign extends OwnCompleteRun {
    TakesForeign(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> T runUntilComplete(Awaitable<T> future) throws Exception {
      return future instanceof AsyncFuture<T> given && given.getLoop() != this
          ? complete(given)
          : super.runUntilComplete(future);
    }

    @Override
    <T extends @Nullable Object> T complete(AsyncFuture<T> future) throws Exception {
      return new CompleteRun<>(this, future).execute();
    }
  }
}
