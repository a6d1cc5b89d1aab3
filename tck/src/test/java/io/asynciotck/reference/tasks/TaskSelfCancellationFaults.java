package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.reference.CoroutineTask;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.queue.RunningLoop;
import org.jspecify.annotations.Nullable;

/** Faults in what a cancellation becomes: of a task that cancels itself, and its message. */
final class TaskSelfCancellationFaults {

  private TaskSelfCancellationFaults() {}

  @Fault(
      what = "cancelling is one, however many requests there are.",
      breaks = {"task.cancelling.count"})
  static final class CountsOnce<T extends @Nullable Object> extends CoroutineTask<T> {
    CountsOnce(SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public int cancelling() {
      return Math.min(1, super.cancelling());
    }
  }

  @Fault(
      what = "A task is cancelled as soon as it is to be.",
      breaks = {
        "task.cancel.denied",
        "task.cancel.other-exception",
        "task.cancel.request",
        "task.cancelling.not-cancelled"
      },
      ripples = {"*"})
  static final class CancelledByRequest<T extends @Nullable Object> extends CoroutineTask<T> {
    CancelledByRequest(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public boolean isCancelled() {
      return super.isCancelled() || cancelling() > 0;
    }
  }

  @Fault(
      what = "uncancel returns how many requests there were.",
      breaks = {"task.uncancel.remaining"})
  static final class SaysHowManyThereWere<T extends @Nullable Object> extends CoroutineTask<T> {
    SaysHowManyThereWere(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public int uncancel() {
      int before = cancelling();
      super.uncancel();
      return before;
    }
  }

  @Fault(
      what = "A task whose last request was taken back does not say that it has ended cancelled.",
      breaks = {"task.uncancel.done"})
  static final class ForgetsHowItEnded<T extends @Nullable Object> extends CoroutineTask<T> {
    private boolean spared;

    ForgetsHowItEnded(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public int uncancel() {
      spared = isDone();
      return super.uncancel();
    }

    @Override
    public boolean isCancelled() {
      return super.isCancelled() && !spared;
    }
  }

  @Fault(
      what = "A request that was taken back has its effect all the same, as up to 3.12.",
      breaks = {"task.uncancel.rescinded"})
  static final class TakesNothingBack<T extends @Nullable Object> extends CoroutineTask<T> {
    TakesNothingBack(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    private int takenBack;

    @Override
    public int cancelling() {
      return super.cancelling() - takenBack;
    }

    @Override
    public int uncancel() {
      if (cancelling() != 1) {
        return super.uncancel() - takenBack;
      }
      takenBack++;
      return 0;
    }
  }

  @Fault(
      what = "What is taken back without a request is missing at the next one.",
      breaks = {"task.uncancel.none"})
  static final class RequestsInDebt<T extends @Nullable Object> extends CoroutineTask<T> {
    private int debt;

    RequestsInDebt(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public int uncancel() {
      debt += super.cancelling() == 0 ? 1 : 0;
      return super.uncancel();
    }

    @Override
    public int cancelling() {
      return super.cancelling() - debt;
    }
  }

  @Fault(
      what = "A task that is cancelled before its first step runs to its first suspension.",
      breaks = {
        "task.cancel.message-awaiter",
        "task.cancel.unstarted",
        "task.cancelling.count",
        "task.uncancel.none",
        "task.uncancel.remaining",
        "task.uncancel.rescinded"
      },
      ripples = {"wait-for.*"})
  static final class CancelledTaskBeginsFirst<T extends @Nullable Object> extends CoroutineTask<T> {
    private boolean begun;
    private boolean early;

    CancelledTaskBeginsFirst(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
      if (begun) {
        return super.cancelWith(msg);
      }
      early = true;
      return true;
    }

    @Override
    public void run(RunningLoop running) {
      begun = true;
      super.run(running);
      if (early) {
        early = false;
        super.cancelWith(null);
      }
    }
  }

  @Fault(
      what = "A task that cancels itself is interrupted inside cancel.",
      breaks = {
        "task.cancel.itself",
        "task.cancel.itself-done-future",
        "task.cancel.itself-future",
        "task.cancelling.not-cancelled"
      })
  static final class SelfCancelRaisesAtOnce<T extends @Nullable Object> extends CoroutineTask<T> {
    SelfCancelRaisesAtOnce(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
      if (loop.currentTask() == this) {
        throw new CancelledError(msg);
      }
      return super.cancelWith(msg);
    }
  }

  @Fault(
      what = "A task that cancels itself goes on as if it had not.",
      breaks = {
        "task.cancel.itself",
        "task.cancel.itself-future",
        "task.cancel.itself-return",
        "task.cancelling.not-cancelled"
      })
  static final class SelfCancelIsIgnored<T extends @Nullable Object> extends CoroutineTask<T> {
    SelfCancelIsIgnored(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
      return loop.currentTask() == this || super.cancelWith(msg);
    }
  }

  @Fault(
      what = "A cancellation is forgotten if the awaited future has got its result.",
      breaks = {"task.cancel.lost-result", "task.cancel.message"},
      reason = "A request that is forgotten does not bring its message.",
      ripples = {"wait-for.*"})
  static final class ResultBeatsCancellation<T extends @Nullable Object> extends CoroutineTask<T> {
    ResultBeatsCancellation(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    protected void wakeUp(AsyncFuture<?> awaited) {
      while (!awaited.isCancelled() && cancelling() > 0) {
        uncancel();
      }
      super.wakeUp(awaited);
    }
  }

  @Fault(
      what = "The message of a cancellation does not reach the coroutine.",
      breaks = {"task.cancel.message", "task.cancel.message-awaiter"})
  static final class TaskCancelDropsTheMessage<T extends @Nullable Object>
      extends CoroutineTask<T> {
    TaskCancelDropsTheMessage(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
      return super.cancelWith(null);
    }
  }

  @Fault(
      what = "The message with which a task cancels itself is lost.",
      breaks = {"task.cancel.message-awaiter"})
  static final class ForgetsWhatItSaid<T extends @Nullable Object> extends CoroutineTask<T> {
    ForgetsWhatItSaid(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
      return super.cancelWith(loop.currentTask() == this ? null : msg);
    }
  }

  @Fault(
      what = "The message of a cancellation does not reach the awaiter.",
      breaks = {"task.cancel.message-awaiter"})
  static final class MessageStopsAtTheTask<T extends @Nullable Object> extends CoroutineTask<T> {
    MessageStopsAtTheTask(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    protected void wakeUp(AsyncFuture<?> awaited) {
      if (awaited instanceof Task && awaited.isCancelled()) {
        step(new CancelledError());
      } else {
        super.wakeUp(awaited);
      }
    }
  }

  @Fault(
      what = "A cancelled task says that it is not cancelled.",
      breaks = {
        "task.cancel.chain",
        "task.cancel.awaited-task",
        "task.cancel.itself-return",
        "task.cancel.unstarted",
        "task.cancelled.awaited-future",
        "task.cancelled.propagated",
        "task.cancelled.raised",
        "task.uncancel.rescinded"
      },
      ripples = {"gather.cancel.by-awaiter", "run.exception.cancelled", "wait-for.*"})
  static final class CancelledTaskDeniesIt<T extends @Nullable Object> extends CoroutineTask<T> {
    CancelledTaskDeniesIt(
        SelectorEventLoop loop, Coroutine<T> coroutine, @Nullable String name, long number) {
      super(loop, coroutine, name, number);
    }

    @Override
    public boolean isCancelled() {
      return false;
    }
  }

  @Fault(
      what = "A task that nobody cancelled never says that it is cancelled.",
      breaks = {"task.cancelled.awaited-future", "task.cancelled.raised", "task.uncancel.done"},
      ripples = {"run.exception.cancelled"})
  static final class UnaskedCancellationIsNone<T extends @Nullable Object>
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
