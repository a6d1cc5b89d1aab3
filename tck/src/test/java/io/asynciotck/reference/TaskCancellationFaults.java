package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenAwaitables.tasks;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Faults in cancelling tasks. */
final class TaskCancellationFaults {

  private TaskCancellationFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "task-cancel-says-false",
            "Cancelling a task returns false.",
            tasks(TaskCancelSaysFalse::new),
            "gather.cancel.swallowed",
            "task.cancel.true"),
        fault(
            "late-task-cancel-says-true",
            "Cancelling a task that is done returns true.",
            tasks(LateTaskCancelSaysTrue::new),
            "task.cancel.done-false"),
        fault(
            "task-is-cancelled-like-a-future",
            "A task is cancelled at once, and its coroutine never hears of it.",
            tasks(TaskIsCancelledLikeAFuture::new),
            "gather.cancel.by-awaiter",
            "gather.cancel.return-exceptions-waits",
            "run.clean-up.after-exception",
            "run.clean-up.cancelled-once",
            "run.clean-up.errors-reported",
            "run.clean-up.tasks-awaited",
            "run.clean-up.tasks-before-executor",
            "run.clean-up.tasks-cancelled",
            "run.loop.closed-though-clean-up-fails",
            "sleep.cancel.at-once",
            "task.cancel.again",
            "task.cancel.awaited-future",
            "task.cancel.awaited-future-at-once",
            "task.cancel.awaited-task",
            "task.cancel.cleanup",
            "task.cancel.coalesced",
            "task.cancel.denied",
            "task.cancel.itself",
            "task.cancel.itself-done-future",
            "task.cancel.itself-future",
            "task.cancel.itself-return",
            "task.cancel.lost-result",
            "task.cancel.message",
            "task.cancel.next-iteration",
            "task.cancel.not-exception",
            "task.cancel.other-exception",
            "task.cancel.request",
            "wait-for.cancel.awaitable-cancelled",
            "wait-for.cancel.exception-propagated",
            "wait-for.cancel.value-returned",
            "wait-for.cancel.waits",
            "wait-for.race.same-iteration",
            "wait-for.race.timeout-wins",
            "wait-for.timeout.caller-goes-on",
            "wait-for.timeout.waits-for-cancellation",
            "wait-for.zero.waits-for-cancellation"),
        fault(
            "cancellation-comes-late",
            "The coroutine hears of a cancellation one iteration late.",
            tasks(CancellationComesLate::new),
            "task.cancel.awaited-future-at-once",
            "task.cancel.itself-return",
            "task.cancel.lost-result",
            "task.cancel.unstarted",
            "wait-for.race.cancel-kept",
            "wait-for.race.timeout-wins",
            "wait-for.zero.negative",
            "wait-for.zero.not-started"),
        fault(
            "cancel-leaves-the-awaited-alone",
            "Cancelling a task does not cancel what it waits for.",
            tasks(CancelLeavesTheAwaitedAlone::new),
            "gather.cancel.by-awaiter",
            "task.cancel.awaited-future",
            "task.cancel.awaited-future-at-once",
            "task.cancel.awaited-task",
            "task.cancel.coalesced",
            "task.cancel.itself-future",
            "task.cancel.itself-return",
            "task.cancel.lost-result",
            "task.cancel.unstarted",
            "wait-for.cancel.awaitable-cancelled",
            "wait-for.race.cancel-kept",
            "wait-for.race.timeout-wins",
            "wait-for.zero.negative",
            "wait-for.zero.not-started"),
        fault(
            "cancellation-is-an-exception",
            "A cancellation is raised as an ordinary exception.",
            tasks(CancellationIsAnException::new),
            "gather.cancel.return-exceptions-waits",
            "gather.cancel.swallowed",
            "run.clean-up.after-exception",
            "run.clean-up.cancellation-not-reported",
            "run.clean-up.cancelled-once",
            "run.clean-up.errors-reported",
            "run.clean-up.tasks-awaited",
            "run.clean-up.tasks-before-executor",
            "run.clean-up.tasks-cancelled",
            "run.loop.closed-though-clean-up-fails",
            "sleep.cancel.at-once",
            "task.await.cancelled",
            "task.await.cancelled-caught",
            "task.cancel.again",
            "task.cancel.awaited-task",
            "task.cancel.denied",
            "task.cancel.itself",
            "task.cancel.message",
            "task.cancel.message-awaiter",
            "task.cancel.next-iteration",
            "task.cancel.not-exception",
            "task.cancel.other-exception",
            "task.cancelled.awaited-future",
            "task.cancelled.propagated",
            "task.exception.cancelled",
            "task.result.cancelled",
            "wait-for.cancel.awaitable-cancelled",
            "wait-for.cancel.exception-propagated",
            "wait-for.cancel.raised",
            "wait-for.cancel.value-returned",
            "wait-for.cancel.waits",
            "wait-for.timeout.cancels-future",
            "wait-for.timeout.waits-for-cancellation",
            "wait-for.zero.waits-for-cancellation"),
        fault(
            "cancels-only-once",
            "A second cancellation has no effect.",
            tasks(CancelsOnlyOnce::new),
            "task.cancel.again"),
        fault(
            "every-cancel-raises",
            "Two cancellations before a step raise two errors.",
            tasks(EveryCancelRaises::new),
            "task.cancel.coalesced"));
  }

  /** Tasks with one fault: cancelling a task returns false. */
  private static final class TaskCancelSaysFalse<T extends @Nullable Object>
      extends CoroutineTask<T> {
    TaskCancelSaysFalse(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    boolean cancelWith(@Nullable String msg) {
      super.cancelWith(msg);
      return false;
    }
  }

  /** Tasks with one fault: cancelling a task that is done returns true. */
  private static final class LateTaskCancelSaysTrue<T extends @Nullable Object>
      extends CoroutineTask<T> {
    LateTaskCancelSaysTrue(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    boolean cancelWith(@Nullable String msg) {
      super.cancelWith(msg);
      return true;
    }
  }

  /** Tasks with one fault: a task is cancelled at once, and its coroutine never hears of it. */
  private static final class TaskIsCancelledLikeAFuture<T extends @Nullable Object>
      extends CoroutineTask<T> {
    TaskIsCancelledLikeAFuture(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    boolean cancelWith(@Nullable String msg) {
      if (isDone()) {
        return false;
      }
      leaveCancelled(msg, null);
      return true;
    }

    @Override
    void run(SelectorEventLoop running) {
      if (!isDone()) {
        super.run(running);
      }
    }
  }

  /** Tasks with one fault: the coroutine hears of a cancellation one iteration late. */
  private static final class CancellationComesLate<T extends @Nullable Object>
      extends CoroutineTask<T> {
    CancellationComesLate(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    boolean cancelWith(@Nullable String msg) {
      if (isDone()) {
        return false;
      }
      loop.callSoon(() -> super.cancelWith(msg));
      return true;
    }
  }

  /** Tasks with one fault: cancelling a task does not cancel what it waits for. */
  private static final class CancelLeavesTheAwaitedAlone<T extends @Nullable Object>
      extends CoroutineTask<T> {
    CancelLeavesTheAwaitedAlone(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    boolean cancelWith(@Nullable String msg) {
      if (isDone()) {
        return false;
      }
      loop.callSoon(() -> raise(msg));
      return true;
    }

    private void raise(@Nullable String msg) {
      if (!isDone()) {
        step(new CancelledError(msg));
      }
    }

    @Override
    void run(SelectorEventLoop running) {
      if (!isDone()) {
        super.run(running);
      }
    }
  }

  /** Tasks with one fault: a cancellation is raised as an ordinary exception. */
  private static final class CancellationIsAnException<T extends @Nullable Object>
      extends CoroutineTask<T> {
    CancellationIsAnException(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    void step(@Nullable Throwable exception) {
      super.step(exception instanceof CancelledError ? new CancellationException() : exception);
    }
  }

  /** Tasks with one fault: a second cancellation has no effect. */
  private static final class CancelsOnlyOnce<T extends @Nullable Object> extends CoroutineTask<T> {
    private boolean asked;

    CancelsOnlyOnce(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    boolean cancelWith(@Nullable String msg) {
      if (asked && !isDone()) {
        return true;
      }
      asked = true;
      return super.cancelWith(msg);
    }
  }

  /** Tasks with one fault: two cancellations before a step raise two errors. */
  private static final class EveryCancelRaises<T extends @Nullable Object>
      extends CoroutineTask<T> {
    private int requests;

    EveryCancelRaises(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    boolean cancelWith(@Nullable String msg) {
      if (requests > 0 && !isDone()) {
        requests++;
        return true;
      }
      requests++;
      return super.cancelWith(msg);
    }

    @Override
    void step(@Nullable Throwable exception) {
      super.step(exception);
      if (requests > 0) {
        requests--;
      }
      if (requests > 0) {
        super.cancelWith(null);
      }
    }
  }
}
