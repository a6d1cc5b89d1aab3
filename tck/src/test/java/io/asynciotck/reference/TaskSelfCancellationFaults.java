package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenAwaitables.tasks;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in what a cancellation becomes: of a task that cancels itself, and its message. */
final class TaskSelfCancellationFaults {

  private TaskSelfCancellationFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "cancelled-task-begins-first",
            "A task that is cancelled before its first step runs to its first suspension.",
            tasks(CancelledTaskBeginsFirst::new),
            "task.cancel.unstarted",
            "wait-for.zero.negative",
            "wait-for.zero.not-started"),
        fault(
            "self-cancel-raises-at-once",
            "A task that cancels itself is interrupted inside cancel.",
            tasks(SelfCancelRaisesAtOnce::new),
            "task.cancel.itself",
            "task.cancel.itself-done-future",
            "task.cancel.itself-future"),
        fault(
            "self-cancel-is-ignored",
            "A task that cancels itself goes on as if it had not.",
            tasks(SelfCancelIsIgnored::new),
            "task.cancel.itself",
            "task.cancel.itself-future",
            "task.cancel.itself-return"),
        fault(
            "result-beats-cancellation",
            "A cancellation is forgotten if the awaited future has got its result.",
            tasks(ResultBeatsCancellation::new),
            "task.cancel.lost-result",
            "wait-for.race.cancel-kept",
            "wait-for.race.timeout-wins"),
        fault(
            "task-cancel-drops-the-message",
            "The message of a cancellation does not reach the coroutine.",
            tasks(TaskCancelDropsTheMessage::new),
            "task.cancel.message",
            "task.cancel.message-awaiter"),
        fault(
            "message-stops-at-the-task",
            "The message of a cancellation does not reach the awaiter.",
            tasks(MessageStopsAtTheTask::new),
            "task.cancel.message-awaiter"),
        fault(
            "cancelled-task-denies-it",
            "A cancelled task says that it is not cancelled.",
            tasks(CancelledTaskDeniesIt::new),
            "gather.cancel.by-awaiter",
            "run.exception.cancelled",
            "task.cancel.awaited-task",
            "task.cancel.itself-return",
            "task.cancel.unstarted",
            "task.cancelled.awaited-future",
            "task.cancelled.propagated",
            "task.cancelled.raised",
            "wait-for.cancel.awaitable-cancelled",
            "wait-for.cancel.raised",
            "wait-for.cancel.waits",
            "wait-for.race.cancel-kept",
            "wait-for.timeout.cancels-future"),
        fault(
            "unasked-cancellation-is-none",
            "A task that nobody cancelled never says that it is cancelled.",
            tasks(UnaskedCancellationIsNone::new),
            "run.exception.cancelled",
            "task.cancelled.awaited-future",
            "task.cancelled.raised"));
  }

  /**
   * Tasks with one fault: a task that is cancelled before its first step runs to its first
   * suspension.
   */
  private static final class CancelledTaskBeginsFirst<T extends @Nullable Object>
      extends CoroutineTask<T> {
    private boolean begun;
    private boolean early;

    CancelledTaskBeginsFirst(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    boolean cancelWith(@Nullable String msg) {
      if (begun) {
        return super.cancelWith(msg);
      }
      early = true;
      return true;
    }

    @Override
    void run(SelectorEventLoop running) {
      begun = true;
      super.run(running);
      if (early) {
        early = false;
        super.cancelWith(null);
      }
    }
  }

  /** Tasks with one fault: a task that cancels itself is interrupted inside cancel. */
  private static final class SelfCancelRaisesAtOnce<T extends @Nullable Object>
      extends CoroutineTask<T> {
    SelfCancelRaisesAtOnce(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    boolean cancelWith(@Nullable String msg) {
      if (loop.currentTask() == this) {
        throw new CancelledError(msg);
      }
      return super.cancelWith(msg);
    }
  }

  /** Tasks with one fault: a task that cancels itself goes on as if it had not. */
  private static final class SelfCancelIsIgnored<T extends @Nullable Object>
      extends CoroutineTask<T> {
    SelfCancelIsIgnored(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    boolean cancelWith(@Nullable String msg) {
      return loop.currentTask() == this || super.cancelWith(msg);
    }
  }

  /** Tasks with one fault: a cancellation is forgotten if the awaited future has got its result. */
  private static final class ResultBeatsCancellation<T extends @Nullable Object>
      extends CoroutineTask<T> {
    ResultBeatsCancellation(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    void wakeUp(AsyncFuture<?> awaited) {
      while (!awaited.isCancelled() && cancelling() > 0) {
        uncancel();
      }
      super.wakeUp(awaited);
    }
  }

  /** Tasks with one fault: the message of a cancellation does not reach the coroutine. */
  private static final class TaskCancelDropsTheMessage<T extends @Nullable Object>
      extends CoroutineTask<T> {
    TaskCancelDropsTheMessage(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    boolean cancelWith(@Nullable String msg) {
      return super.cancelWith(null);
    }
  }

  /** Tasks with one fault: the message of a cancellation does not reach the awaiter. */
  private static final class MessageStopsAtTheTask<T extends @Nullable Object>
      extends CoroutineTask<T> {
    MessageStopsAtTheTask(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    void wakeUp(AsyncFuture<?> awaited) {
      if (awaited instanceof Task && awaited.isCancelled()) {
        step(new CancelledError());
      } else {
        super.wakeUp(awaited);
      }
    }
  }

  /** Tasks with one fault: a cancelled task says that it is not cancelled. */
  private static final class CancelledTaskDeniesIt<T extends @Nullable Object>
      extends CoroutineTask<T> {
    CancelledTaskDeniesIt(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public boolean isCancelled() {
      return false;
    }
  }

  /** Tasks with one fault: a task that nobody cancelled never says that it is cancelled. */
  private static final class UnaskedCancellationIsNone<T extends @Nullable Object>
      extends CoroutineTask<T> {
    UnaskedCancellationIsNone(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public boolean isCancelled() {
      return super.isCancelled() && cancelling() > 0;
    }
  }
}
