package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenLoops.loops;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.Task;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Faults in {@code run_until_complete}. */
final class EventLoopRunFaults {

  private EventLoopRunFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "does-not-wait-for-futures",
            "run_until_complete with a plain future runs one iteration, if there are no tasks.",
            loops(DoesNotWait::new),
            "loop.run-until-complete.waits"),
        fault(
            "forgets-the-result",
            "run_until_complete with a plain future returns None.",
            loops(ForgetsTheResult::new),
            "loop.run-until-complete.already-done",
            "loop.run-until-complete.result",
            "loop.run-until-complete.stopped-but-done",
            "loop.run-until-complete.stopped-future-lives"),
        fault(
            "wraps-the-exception",
            "run_until_complete with a plain future wraps its exception in another.",
            loops(WrapsTheException::new),
            "loop.run-until-complete.already-done",
            "loop.run-until-complete.exception"),
        fault(
            "cancelled-is-none",
            "run_until_complete returns None for a plain future that was cancelled.",
            loops(CancelledIsNone::new),
            "loop.run-until-complete.cancelled"),
        fault(
            "main-coroutine-is-no-task",
            "The coroutine that run_until_complete runs is not among the tasks of its loop.",
            loops(MainIsNoTask::new),
            "loop.run-until-complete.coroutine"),
        fault(
            "wraps-tasks-in-tasks",
            "run_until_complete runs a task inside of a second task.",
            loops(WrapsTasks::new),
            "loop.run-until-complete.task-as-is"),
        fault(
            "refuses-what-is-done",
            "run_until_complete refuses a plain future that is done.",
            loops(RefusesDone::new),
            "detail.run-until-complete.done-one-iteration",
            "loop.run-until-complete.already-done",
            "loop.run-until-complete.done-runs-queue"),
        fault(
            "done-future-runs-nothing",
            "run_until_complete returns at once if the future is done.",
            loops(DoneRunsNothing::new),
            "detail.run-until-complete.done-one-iteration",
            "loop.run-until-complete.done-runs-queue"),
        fault(
            "stopped-run-returns-none",
            "run_until_complete returns None when the loop was stopped (gbulb#10).",
            loops(StoppedReturns::new),
            "loop.run-until-complete.stop-pending",
            "loop.run-until-complete.stopped",
            "run.loop.closed-though-clean-up-fails"),
        fault(
            "early-stop-is-ignored-until-complete",
            "run_until_complete forgets a stop that came before it.",
            loops(IgnoresEarlyStop::new),
            "loop.run-until-complete.stop-pending"),
        fault(
            "stop-beats-the-result",
            "run_until_complete fails if the loop stopped before the future's callback ran.",
            loops(StopBeatsResult::new),
            "loop.run-until-complete.stopped-but-done"),
        fault(
            "stopped-run-cancels-the-future",
            "run_until_complete cancels the future when the loop was stopped.",
            loops(StoppedCancels::new),
            "loop.run-until-complete.stopped-future-lives"),
        fault(
            "run-leaves-its-callback-behind",
            "run_until_complete does not take back the callback that stops the loop.",
            loops(LeavesCallback::new),
            "loop.run-until-complete.lets-go"),
        fault(
            "takes-foreign-futures",
            "run_until_complete waits for a future of another loop.",
            loops(TakesForeign::new),
            "loop.run-until-complete.foreign-future"));
  }

  /** Whether it is a future and no more: not a coroutine, a task, or a gathering. */
  private static boolean isPlain(Awaitable<?> awaitable) {
    return awaitable.getClass() == LoopFuture.class;
  }

  private static final class DoesNotWait extends SelectorEventLoop {
    DoesNotWait(ReferenceAsyncio asyncio, LoopClock clock) {
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

  private static final class ForgetsTheResult extends SelectorEventLoop {
    ForgetsTheResult(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    @SuppressWarnings("NullAway") // the fault
    public <T extends @Nullable Object> T runUntilComplete(Awaitable<T> future) throws Exception {
      T result = super.runUntilComplete(future);
      return isPlain(future) ? null : result;
    }
  }

  private static final class WrapsTheException extends SelectorEventLoop {
    WrapsTheException(ReferenceAsyncio asyncio, LoopClock clock) {
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

  private static final class CancelledIsNone extends SelectorEventLoop {
    CancelledIsNone(ReferenceAsyncio asyncio, LoopClock clock) {
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

  private static final class MainIsNoTask extends SelectorEventLoop {
    private boolean makesMain;
    private @Nullable CoroutineTask<?> main;

    MainIsNoTask(ReferenceAsyncio asyncio, LoopClock clock) {
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
    void forgetTask(CoroutineTask<?> task) {
      if (task != main) {
        super.forgetTask(task);
      }
    }
  }

  private static final class WrapsTasks extends SelectorEventLoop {
    WrapsTasks(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> T runUntilComplete(Awaitable<T> future) throws Exception {
      return super.runUntilComplete(
          future instanceof Task<T> task ? asyncio.coroutine(() -> asyncio.await(task)) : future);
    }
  }

  private static final class RefusesDone extends SelectorEventLoop {
    RefusesDone(ReferenceAsyncio asyncio, LoopClock clock) {
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

  private static final class DoneRunsNothing extends SelectorEventLoop {
    DoneRunsNothing(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> T runUntilComplete(Awaitable<T> future) throws Exception {
      boolean free = asyncio.threads().here().running == null && !isClosed();
      if (free && future instanceof AsyncFuture<T> given && given.isDone()) {
        return given.result();
      }
      return super.runUntilComplete(future);
    }
  }

  /** Runs until a future is done in a way of its own. */
  private abstract static class OwnCompleteRun extends SelectorEventLoop {
    OwnCompleteRun(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> T runUntilComplete(Awaitable<T> future) throws Exception {
      if (isRunning() || isClosed() || asyncio.threads().here().running != null) {
        return super.runUntilComplete(future);
      }
      return complete(asyncio.ensureFuture(future, this));
    }

    abstract <T extends @Nullable Object> T complete(AsyncFuture<T> future) throws Exception;
  }

  private static final class StoppedReturns extends OwnCompleteRun {
    StoppedReturns(ReferenceAsyncio asyncio, LoopClock clock) {
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

  private static final class IgnoresEarlyStop extends OwnCompleteRun {
    IgnoresEarlyStop(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    <T extends @Nullable Object> T complete(AsyncFuture<T> future) throws Exception {
      leaveRunning();
      return new CompleteRun<>(this, future).execute();
    }
  }

  private static final class StopBeatsResult extends OwnCompleteRun {
    StopBeatsResult(ReferenceAsyncio asyncio, LoopClock clock) {
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

  private static final class StoppedCancels extends OwnCompleteRun {
    StoppedCancels(ReferenceAsyncio asyncio, LoopClock clock) {
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

  private static final class LeavesCallback extends OwnCompleteRun {
    LeavesCallback(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    <T extends @Nullable Object> T complete(AsyncFuture<T> future) throws Exception {
      CompleteRun<T> run = new CompleteRun<>(this, future);
      future.addDoneCallback(run::stopLoop);
      return run.execute();
    }
  }

  private static final class TakesForeign extends OwnCompleteRun {
    TakesForeign(ReferenceAsyncio asyncio, LoopClock clock) {
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
