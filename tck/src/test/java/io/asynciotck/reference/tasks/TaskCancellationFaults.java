package io.asynciotck.reference.tasks;

import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.CoroutineTask;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.BrokenCancellations;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.queue.RunningLoop;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Faults in cancelling tasks. */
final class TaskCancellationFaults {

  private TaskCancellationFaults() {}

  @Fault(
      what = "Tasks that were cancelled are kept.",
      breaks = {"task.cancel.lets-go"},
      ripples = {"*lets-go"})
  static final class CancelledTasksAreKept<T extends @Nullable Object> extends CoroutineTask<T> {
    CancelledTasksAreKept(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
      BrokenCancellations.keepAlive(this);
      return super.cancelWith(msg);
    }
  }

  @Fault(
      what = "Cancelling a task returns false.",
      breaks = {"task.cancel.true"},
      ripples = {"gather.cancel.swallowed"})
  static final class TaskCancelSaysFalse<T extends @Nullable Object> extends CoroutineTask<T> {
    TaskCancelSaysFalse(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
      super.cancelWith(msg);
      return false;
    }
  }

  @Fault(
      what = "Cancelling a task that is done returns true.",
      breaks = {"task.cancel.done-false"})
  static final class LateTaskCancelSaysTrue<T extends @Nullable Object> extends CoroutineTask<T> {
    LateTaskCancelSaysTrue(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
      super.cancelWith(msg);
      return true;
    }
  }

  @Fault(
      what = "A task is cancelled at once, and its coroutine never hears of it.",
      breaks = {
        "task.await.cancelled",
        "task.cancel.again",
        "task.cancel.awaited-future",
        "task.cancel.awaited-future-at-once",
        "task.cancel.awaited-future-others",
        "task.cancel.awaited-task",
        "task.cancel.awaited-task-others",
        "task.cancel.chain",
        "task.cancel.cleanup",
        "task.cancel.coalesced",
        "task.cancel.denied",
        "task.cancel.itself",
        "task.cancel.itself-done-future",
        "task.cancel.itself-future",
        "task.cancel.itself-return",
        "task.cancel.lost-result",
        "task.cancel.message",
        "task.cancel.message-awaiter",
        "task.cancel.next-iteration",
        "task.cancel.not-exception",
        "task.cancel.other-exception",
        "task.cancel.request",
        "task.cancelling.count",
        "task.cancelling.not-cancelled",
        "task.uncancel.none",
        "task.uncancel.remaining",
        "task.uncancel.rescinded"
      },
      ripples = {"gather.*", "run.*", "sleep.cancel.at-once", "wait-for.*"})
  static final class TaskIsCancelledLikeAFuture<T extends @Nullable Object>
      extends CoroutineTask<T> {
    TaskIsCancelledLikeAFuture(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
      if (isDone()) {
        return false;
      }
      leaveCancelled(msg, null);
      return true;
    }

    @Override
    public void run(RunningLoop running) {
      if (!isDone()) {
        super.run(running);
      }
    }
  }

  @Fault(
      what = "The coroutine hears of a cancellation one iteration late.",
      breaks = {
        "task.cancel.awaited-future-at-once",
        "task.cancel.itself-return",
        "task.cancel.lost-result",
        "task.cancel.message",
        "task.cancel.unstarted",
        "task.cancelling.count",
        "task.uncancel.none",
        "task.uncancel.remaining",
        "task.uncancel.rescinded"
      },
      ripples = {"wait-for.*"})
  static final class CancellationComesLate<T extends @Nullable Object> extends CoroutineTask<T> {
    CancellationComesLate(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
      if (isDone()) {
        return false;
      }
      loop.callSoon(() -> super.cancelWith(msg));
      return true;
    }
  }

  @Fault(
      what = "Cancelling a task does not cancel what it waits for.",
      breaks = {
        "task.await.cancelled",
        "task.cancel.awaited-future",
        "task.cancel.awaited-future-at-once",
        "task.cancel.awaited-future-others",
        "task.cancel.awaited-task",
        "task.cancel.awaited-task-others",
        "task.cancel.chain",
        "task.cancel.coalesced",
        "task.cancel.itself-future",
        "task.cancel.itself-return",
        "task.cancel.lost-result",
        "task.cancel.message",
        "task.cancel.unstarted",
        "task.cancelling.count",
        "task.cancelling.not-cancelled",
        "task.uncancel.none",
        "task.uncancel.remaining",
        "task.uncancel.rescinded"
      },
      ripples = {"gather.cancel.by-awaiter", "wait-for.*"})
  static final class CancelLeavesTheAwaitedAlone<T extends @Nullable Object>
      extends CoroutineTask<T> {
    CancelLeavesTheAwaitedAlone(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
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
    public void run(RunningLoop running) {
      if (!isDone()) {
        super.run(running);
      }
    }
  }

  @Fault(
      what = "A cancellation is raised as an ordinary exception.",
      breaks = {
        "task.await.cancelled",
        "task.await.cancelled-caught",
        "task.cancel.again",
        "task.cancel.awaited-future-others",
        "task.cancel.awaited-task",
        "task.cancel.awaited-task-others",
        "task.cancel.chain",
        "task.cancel.denied",
        "task.cancel.itself",
        "task.cancel.message",
        "task.cancel.message-awaiter",
        "task.cancel.next-iteration",
        "task.cancel.not-exception",
        "task.cancel.other-exception",
        "task.cancelled.awaited-future",
        "task.cancelled.propagated",
        "task.cancelling.not-cancelled",
        "task.exception.cancelled",
        "task.get-stack.returned",
        "task.result.cancelled"
      },
      ripples = {"gather.*", "run.*", "sleep.cancel.at-once", "wait-for.*"})
  static final class CancellationIsAnException<T extends @Nullable Object>
      extends CoroutineTask<T> {
    CancellationIsAnException(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    protected void step(@Nullable Throwable exception) {
      super.step(exception instanceof CancelledError ? new CancellationException() : exception);
    }
  }

  @Fault(
      what = "A second cancellation has no effect.",
      breaks = {
        "task.cancel.again",
        "task.cancelling.count",
        "task.uncancel.remaining",
        "task.uncancel.rescinded"
      })
  static final class CancelsOnlyOnce<T extends @Nullable Object> extends CoroutineTask<T> {
    private boolean asked;

    CancelsOnlyOnce(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
      if (asked && !isDone()) {
        return true;
      }
      asked = true;
      return super.cancelWith(msg);
    }
  }

  @Fault(
      what = "Two cancellations before a step raise two errors.",
      breaks = {
        "task.cancel.coalesced",
        "task.cancelling.count",
        "task.uncancel.remaining",
        "task.uncancel.rescinded"
      })
  static final class EveryCancelRaises<T extends @Nullable Object> extends CoroutineTask<T> {
    private int requests;

    EveryCancelRaises(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
      if (requests > 0 && !isDone()) {
        requests++;
        return true;
      }
      requests++;
      return super.cancelWith(msg);
    }

    @Override
    protected void step(@Nullable Throwable exception) {
      super.step(exception);
      if (requests > 0) {
        requests--;
      }
      if (requests > 0) {
        super.cancelWith(null);
      }
    }
  }

  /** No fault, but rules that have ended since must see that it is not as it was. */
  @Fault(
      what = "The reference does what the newest profile asks for, and not py3.10.",
      profile = "py3.10",
      breaks = {"task.cancel.message-dropped"},
      ripples = {"gather.arguments.all-done-later", "run.argument.coroutine-only", "wait-for.*"})
  static final class CancelOfTheNewestProfile extends ReferenceAsyncio {
    CancelOfTheNewestProfile(LoopClock clock) {
      super(clock);
    }
  }

  @Fault(
      what = "A cancellation goes no further than to the second task.",
      breaks = {"task.cancel.awaited-task", "task.cancel.chain"})
  static final class CancelGoesTwoTasksFar<T extends @Nullable Object> extends CoroutineTask<T> {
    private static int depth;

    CancelGoesTwoTasksFar(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
      if (depth == 2) {
        return false;
      }
      depth++;
      try {
        return super.cancelWith(msg);
      } finally {
        depth--;
      }
    }
  }

  @Fault(
      what = "A third cancellation has no effect.",
      breaks = {"task.cancel.again", "task.uncancel.remaining"})
  static final class CancelsOnlyTwice<T extends @Nullable Object> extends CoroutineTask<T> {
    private int asked;

    CancelsOnlyTwice(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
      return (++asked > 2 && !isDone()) || super.cancelWith(msg);
    }
  }
}
