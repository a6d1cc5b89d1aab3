package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenAwaitables.nothing;
import static io.asynciotck.reference.BrokenAwaitables.tasks;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Faults in how a task ends, and in who is told. */
final class TaskOutcomeFaults {

  private TaskOutcomeFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "suspended-says-cancelled",
            "A suspended task says that it is cancelled.",
            tasks(SuspendedSaysCancelled::new),
            "task.cancel.request",
            "task.done.pending"),
        fault(
            "ended-says-cancelled",
            "Every task that is done says that it is cancelled.",
            tasks(EndedSaysCancelled::new),
            "gather.results.duplicate",
            "gather.return-exceptions.collected",
            "run.clean-up.errors-reported",
            "task.await.cancelled-caught",
            "task.cancel.denied",
            "task.cancel.other-exception",
            "task.done.raised",
            "task.done.returned",
            "wait-for.timeout.caller-goes-on"),
        fault(
            "task-result-is-nothing",
            "The result of a task is always nothing.",
            tasks(TaskResultIsNothing::new),
            "gather.cancel.after-done-no-effect",
            "gather.child-cancelled.others-continue",
            "gather.exception.others-continue",
            "gather.results.duplicate",
            "gather.return-exceptions.collected",
            "loop.run-until-complete.task-as-is",
            "run.argument.any-awaitable",
            "run.clean-up.result-kept",
            "run.exception.cancelled",
            "run.exception.raised",
            "run.result.returned",
            "sleep.suspends.together",
            "task.await.result",
            "task.cancel.denied",
            "task.result.cancelled",
            "task.result.exception",
            "task.result.pending",
            "task.result.value",
            "wait-for.cancel.exception-propagated",
            "wait-for.cancel.raised",
            "wait-for.cancel.value-returned",
            "wait-for.race.cancel-kept",
            "wait-for.race.completed-first",
            "wait-for.race.same-iteration",
            "wait-for.race.timeout-wins",
            "wait-for.zero.negative"),
        fault(
            "task-has-no-exception",
            "A task never has an exception.",
            tasks(TaskHasNoException::new),
            "run.clean-up.errors-reported",
            "task.cancel.other-exception",
            "task.exception.cancelled",
            "task.exception.pending",
            "task.exception.value"),
        fault(
            "returned-task-has-an-exception",
            "A task that returned has an exception.",
            tasks(ReturnedTaskHasAnException::new),
            "task.exception.none"),
        fault(
            "task-takes-an-outcome",
            "A task takes a result or an exception from outside.",
            tasks(TaskTakesAnOutcome::new),
            "task.set-exception.refused",
            "task.set-result.refused"),
        fault(
            "failed-task-tells-nobody",
            "Nobody is told that a task has failed.",
            tasks(FailedTaskTellsNobody::new),
            "run.clean-up.after-exception",
            "run.clean-up.errors-reported",
            "run.clean-up.result-kept",
            "run.exception.raised",
            "run.loop.closed-after-exception",
            "run.loop.not-running-after",
            "task.await.exception",
            "wait-for.cancel.exception-propagated",
            "wait-for.race.same-iteration",
            "wait-for.race.timeout-wins"),
        fault(
            "cancelled-task-tells-nobody",
            "Nobody is told that a task was cancelled.",
            tasks(CancelledTaskTellsNobody::new),
            "gather.cancel.by-awaiter",
            "gather.cancel.return-exceptions-waits",
            "run.clean-up.after-exception",
            "run.clean-up.cancellation-not-reported",
            "run.clean-up.cancelled-once",
            "run.clean-up.tasks-awaited",
            "run.clean-up.tasks-before-executor",
            "run.clean-up.tasks-cancelled",
            "run.exception.cancelled",
            "task.await.cancelled",
            "task.await.cancelled-caught",
            "task.cancel.awaited-task",
            "task.cancel.message-awaiter",
            "wait-for.cancel.awaitable-cancelled",
            "wait-for.cancel.raised",
            "wait-for.cancel.waits",
            "wait-for.race.cancel-kept",
            "wait-for.timeout.cancels-future",
            "wait-for.timeout.waits-for-cancellation",
            "wait-for.zero.negative",
            "wait-for.zero.not-started",
            "wait-for.zero.waits-for-cancellation"),
        fault(
            "cancelled-task-cancels-its-awaiter",
            "A task that was cancelled cancels the task that awaits it.",
            tasks(CancelledTaskCancelsItsAwaiter::new),
            "task.await.cancelled-caught"),
        fault(
            "task-callback-gets-another-future",
            "Done callbacks of a task are called with another future, and cannot be removed.",
            tasks(TaskCallbackGetsAnotherFuture::new),
            "task.done-callback.runs",
            "task.remove-done-callback.not-run"),
        fault(
            "task-callbacks-run-in-the-last-step",
            "Done callbacks of a task run inside its last step.",
            tasks(TaskCallbacksRunInTheLastStep::new),
            "sleep.delay.shorter-first",
            "sleep.suspends.only-its-task",
            "sleep.suspends.together",
            "task.done-callback.call-soon"));
  }

  /** Tasks with one fault: a suspended task says that it is cancelled. */
  private static final class SuspendedSaysCancelled<T extends @Nullable Object>
      extends CoroutineTask<T> {
    SuspendedSaysCancelled(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public boolean isCancelled() {
      return super.isCancelled() || !isDone();
    }
  }

  /** Tasks with one fault: every task that is done says that it is cancelled. */
  private static final class EndedSaysCancelled<T extends @Nullable Object>
      extends CoroutineTask<T> {
    EndedSaysCancelled(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public boolean isCancelled() {
      return isDone();
    }
  }

  /** Tasks with one fault: the result of a task is always nothing. */
  private static final class TaskResultIsNothing<T extends @Nullable Object>
      extends CoroutineTask<T> {
    TaskResultIsNothing(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public T result() {
      return nothing();
    }
  }

  /** Tasks with one fault: a task never has an exception. */
  private static final class TaskHasNoException<T extends @Nullable Object>
      extends CoroutineTask<T> {
    TaskHasNoException(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public @Nullable Throwable exception() {
      return null;
    }
  }

  /** Tasks with one fault: a task that returned has an exception. */
  private static final class ReturnedTaskHasAnException<T extends @Nullable Object>
      extends CoroutineTask<T> {
    ReturnedTaskHasAnException(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public @Nullable Throwable exception() {
      Throwable raised = super.exception();
      return raised == null ? new IllegalStateException() : raised;
    }
  }

  /** Tasks with one fault: a task takes a result or an exception from outside. */
  private static final class TaskTakesAnOutcome<T extends @Nullable Object>
      extends CoroutineTask<T> {
    TaskTakesAnOutcome(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public void setResult(T result) {
      leavePending(State.FINISHED, result);
    }

    @Override
    public void setException(Throwable exception) {
      leavePending(State.FAILED, exception);
    }
  }

  /** Tasks with one fault: nobody is told that a task has failed. */
  private static final class FailedTaskTellsNobody<T extends @Nullable Object>
      extends CoroutineTask<T> {
    FailedTaskTellsNobody(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    void scheduleCallbacks() {
      if (isCancelled() || exception() == null) {
        super.scheduleCallbacks();
      }
    }
  }

  /** Tasks with one fault: nobody is told that a task was cancelled. */
  private static final class CancelledTaskTellsNobody<T extends @Nullable Object>
      extends CoroutineTask<T> {
    CancelledTaskTellsNobody(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    void scheduleCallbacks() {
      if (!isCancelled()) {
        super.scheduleCallbacks();
      }
    }
  }

  /** Tasks with one fault: a task that was cancelled cancels the task that awaits it. */
  private static final class CancelledTaskCancelsItsAwaiter<T extends @Nullable Object>
      extends CoroutineTask<T> {
    private final List<CoroutineTask<?>> awaiters = new ArrayList<>();

    CancelledTaskCancelsItsAwaiter(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    void addWaiting(ReadyEntry entry) {
      if (entry instanceof CoroutineTask<?> awaiter) {
        awaiters.add(awaiter);
      }
      super.addWaiting(entry);
    }

    @Override
    void scheduleCallbacks() {
      super.scheduleCallbacks();
      if (isCancelled()) {
        awaiters.forEach(awaiter -> loop.callSoon(awaiter::cancel));
      }
    }
  }

  /**
   * Tasks with one fault: done callbacks of a task are called with another future, and cannot be
   * removed.
   */
  private static final class TaskCallbackGetsAnotherFuture<T extends @Nullable Object>
      extends CoroutineTask<T> {
    TaskCallbackGetsAnotherFuture(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public void addDoneCallback(Consumer<? super AsyncFuture<T>> callback) {
      LoopFuture<T> other = new LoopFuture<>(loop);
      other.setResult(nothing());
      super.addDoneCallback(done -> callback.accept(other));
    }
  }

  /** Tasks with one fault: done callbacks of a task run inside its last step. */
  private static final class TaskCallbacksRunInTheLastStep<T extends @Nullable Object>
      extends CoroutineTask<T> {
    private final List<Consumer<? super AsyncFuture<T>>> callbacks = new ArrayList<>();

    TaskCallbacksRunInTheLastStep(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public void addDoneCallback(Consumer<? super AsyncFuture<T>> callback) {
      callbacks.add(callback);
      super.addDoneCallback(done -> callbacks.clear());
    }

    @Override
    public int removeDoneCallback(Consumer<? super AsyncFuture<T>> callback) {
      return callbacks.remove(callback) ? 1 : 0;
    }

    @Override
    void scheduleCallbacks() {
      super.scheduleCallbacks();
      List.copyOf(callbacks).forEach(callback -> callback.accept(this));
    }
  }
}
