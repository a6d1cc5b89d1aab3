package io.asynciotck.reference.tasks;

import static io.asynciotck.reference.faults.BrokenAwaitables.nothing;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.SystemExit;
import io.asynciotck.reference.CoroutineTask;
import io.asynciotck.reference.LoopFuture;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.queue.ReadyEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Faults in how a task ends, and in who is told. */
final class TaskOutcomeFaults {

  private TaskOutcomeFaults() {}

  @Fault(
      what = "A suspended task says that it is cancelled.",
      breaks = {"task.cancel.request", "task.cancelling.not-cancelled", "task.done.pending"})
  static final class SuspendedSaysCancelled<T extends @Nullable Object> extends CoroutineTask<T> {
    SuspendedSaysCancelled(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public boolean isCancelled() {
      return super.isCancelled() || !isDone();
    }
  }

  @Fault(
      what = "A SystemExit or KeyboardInterrupt ends its task, and not the run.",
      breaks = {"task.exit-request.leaves-loop"},
      ripples = {"task-group.exit-request.*", "run.*", "runner.*"})
  static final class ExitStaysInItsTask<T extends @Nullable Object> extends CoroutineTask<T> {
    ExitStaysInItsTask(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    protected void step(@Nullable Throwable exception) {
      try {
        super.step(exception);
      } catch (SystemExit | KeyboardInterrupt request) {
        // as any other failure
      }
    }
  }

  @Fault(
      what = "Every task that is done says that it is cancelled.",
      breaks = {
        "task.await.cancelled-caught",
        "task.cancel.awaited-future-others",
        "task.cancel.awaited-task-others",
        "task.cancel.denied",
        "task.cancel.other-exception",
        "task.done.raised",
        "task.done.returned"
      },
      ripples = {"gather.*", "run.clean-up.errors-reported", "wait-for.timeout.caller-goes-on"})
  static final class EndedSaysCancelled<T extends @Nullable Object> extends CoroutineTask<T> {
    EndedSaysCancelled(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public boolean isCancelled() {
      return isDone();
    }
  }

  @Fault(
      what = "The result of a task is always nothing.",
      breaks = {
        "task.await.cancelled",
        "task.await.result",
        "task.cancel.again",
        "task.cancel.denied",
        "task.cancel.message-awaiter",
        "task.exit-request.leaves-loop",
        "task.result.cancelled",
        "task.result.exception",
        "task.result.pending",
        "task.result.value",
        "task.uncancel.rescinded"
      },
      ripples = {
        "gather.*",
        "loop.run-until-complete.task-as-is",
        "run.*",
        "sleep.suspends.together",
        "wait-for.*"
      })
  static final class TaskResultIsNothing<T extends @Nullable Object> extends CoroutineTask<T> {
    TaskResultIsNothing(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public T result() {
      return nothing();
    }
  }

  @Fault(
      what = "A task never has an exception.",
      breaks = {
        "task.cancel.other-exception",
        "task.exception.cancelled",
        "task.exception.pending",
        "task.exception.value"
      },
      ripples = {"run.clean-up.errors-reported"})
  static final class TaskHasNoException<T extends @Nullable Object> extends CoroutineTask<T> {
    TaskHasNoException(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public @Nullable Throwable exception() {
      return null;
    }
  }

  @Fault(
      what = "A task that returned has an exception.",
      breaks = {"task.exception.none"})
  static final class ReturnedTaskHasAnException<T extends @Nullable Object>
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

  @Fault(
      what = "A task takes a result or an exception from outside.",
      breaks = {"task.set-exception.refused", "task.set-result.refused"})
  static final class TaskTakesAnOutcome<T extends @Nullable Object> extends CoroutineTask<T> {
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

  @Fault(
      what = "Nobody is told that a task has failed.",
      breaks = {"task.await.exception"},
      ripples = {"run.*", "wait-for.*"})
  static final class FailedTaskTellsNobody<T extends @Nullable Object> extends CoroutineTask<T> {
    FailedTaskTellsNobody(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    protected void scheduleCallbacks() {
      if (isCancelled() || exception() == null) {
        super.scheduleCallbacks();
      }
    }
  }

  @Fault(
      what = "Nobody is told that a task was cancelled.",
      breaks = {
        "task.await.cancelled",
        "task.await.cancelled-caught",
        "task.cancel.awaited-task",
        "task.cancel.awaited-task-others",
        "task.cancel.chain",
        "task.cancel.message-awaiter"
      },
      ripples = {"gather.*", "run.*", "wait-for.*"})
  static final class CancelledTaskTellsNobody<T extends @Nullable Object> extends CoroutineTask<T> {
    CancelledTaskTellsNobody(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    protected void scheduleCallbacks() {
      if (!isCancelled()) {
        super.scheduleCallbacks();
      }
    }
  }

  @Fault(
      what = "A task that was cancelled cancels the task that awaits it.",
      breaks = {"task.await.cancelled-caught"})
  static final class CancelledTaskCancelsItsAwaiter<T extends @Nullable Object>
      extends CoroutineTask<T> {
    private final List<CoroutineTask<?>> awaiters = new ArrayList<>();

    CancelledTaskCancelsItsAwaiter(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public void addWaiting(ReadyEntry entry) {
      if (entry instanceof CoroutineTask<?> awaiter) {
        awaiters.add(awaiter);
      }
      super.addWaiting(entry);
    }

    @Override
    protected void scheduleCallbacks() {
      super.scheduleCallbacks();
      if (isCancelled()) {
        awaiters.forEach(awaiter -> loop.callSoon(awaiter::cancel));
      }
    }
  }

  @Fault(
      what = "Done callbacks of a task are called with another future, and cannot be removed.",
      breaks = {"task.done-callback.runs", "task.remove-done-callback.not-run"})
  static final class TaskCallbackGetsAnotherFuture<T extends @Nullable Object>
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

  @Fault(
      what = "Done callbacks of a task run inside its last step.",
      breaks = {"task.done-callback.call-soon", "task.uncancel.rescinded"},
      ripples = {"sleep.*"})
  static final class TaskCallbacksRunInTheLastStep<T extends @Nullable Object>
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
    protected void scheduleCallbacks() {
      super.scheduleCallbacks();
      List.copyOf(callbacks).forEach(callback -> callback.accept(this));
    }
  }
}
