package io.asynciotck.reference.tasks;

import static io.asynciotck.reference.faults.BrokenAwaitables.nothing;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.LoopFuture;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import org.jspecify.annotations.Nullable;

/** Faults in the outcome of futures. */
final class FuturesFaults {

  private FuturesFaults() {}

  @Fault(
      what = "A pending future says that it is cancelled.",
      breaks = {"future.create.pending"})
  static final class PendingSaysCancelled<T extends @Nullable Object> extends LoopFuture<T> {
    PendingSaysCancelled(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public boolean isCancelled() {
      return super.isCancelled() || !isDone();
    }
  }

  @Fault(
      what = "The constructor takes the running loop, whatever loop it is given.",
      breaks = {"future.create.loop-given"})
  static final class FuturesOfTheRunningLoop extends ReferenceAsyncio {
    FuturesOfTheRunningLoop(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> newFuture(EventLoop loop) {
      return super.newFuture(getEventLoop());
    }
  }

  @Fault(
      what = "A future of a loop that is not running says that it belongs to the first loop.",
      breaks = {"future.get-loop.owner", "task.step.other-loop"},
      ripples = {"gather.arguments.different-loops", "loop.run-until-complete.foreign-future"})
  static final class NamesTheFirstLoop extends ReferenceAsyncio {
    private @Nullable SelectorEventLoop first;

    NamesTheFirstLoop(LoopClock clock) {
      super(clock);
    }

    @Override
    protected SelectorEventLoop newLoop() {
      SelectorEventLoop made =
          new SelectorEventLoop(this, clock()) {
            @Override
            public <T extends @Nullable Object> AsyncFuture<T> createFuture() {
              return new LoopFuture<>(this) {
                @Override
                public EventLoop getLoop() {
                  return first == null || isRunning() ? loop : first;
                }
              };
            }
          };
      if (first == null) {
        first = made;
      }
      return made;
    }
  }

  @Fault(
      what = "A future with an exception says that it is not done.",
      breaks = {"future.await.same-exception", "future.cancel.done-false", "future.done.outcome"},
      ripples = {
        "loop.restart.after-run-until-complete",
        "loop.run-until-complete.*",
        "wait-for.result.exception"
      })
  static final class FailureIsNotDone<T extends @Nullable Object> extends LoopFuture<T> {
    private boolean failed;

    FailureIsNotDone(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public boolean isDone() {
      return super.isDone() && !failed;
    }

    @Override
    public void setException(Throwable exception) {
      super.setException(exception);
      failed = true;
    }
  }

  @Fault(
      what = "A cancelled future says that it is not done.",
      breaks = {"future.cancel.done-false", "future.done.cancelled"},
      ripples = {
        "gather.child-cancelled.collected",
        "loop.run-until-complete.cancelled",
        "run.exception.cancelled",
        "task.cancel.coalesced",
        "wait-for.result.cancelled-elsewhere"
      })
  static final class CancelledIsNotDone<T extends @Nullable Object> extends LoopFuture<T> {
    CancelledIsNotDone(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public boolean isDone() {
      return super.isDone() && !isCancelled();
    }
  }

  @Fault(
      what = "Every future that is done says that it is cancelled.",
      breaks = {"future.cancelled.other-outcome", "future.set-exception.cancelled-error"},
      ripples = {"gather.*"})
  static final class DoneSaysCancelled<T extends @Nullable Object> extends LoopFuture<T> {
    DoneSaysCancelled(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public boolean isCancelled() {
      return isDone();
    }
  }

  @Fault(
      what = "CancelledError as an exception cancels the future.",
      breaks = {"future.set-exception.cancelled-error"})
  static final class CancelledErrorCancels<T extends @Nullable Object> extends LoopFuture<T> {
    CancelledErrorCancels(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public void setException(Throwable exception) {
      if (exception instanceof CancelledError) {
        cancel();
      } else {
        super.setException(exception);
      }
    }
  }

  @Fault(
      what = "The value of a result is lost.",
      breaks = {
        "ensure-future.awaitable.task",
        "future.await.repeatable",
        "future.await.result",
        "future.cancel.done-unchanged",
        "future.result.value"
      },
      ripples = {
        "gather.*",
        "loop.run-in-executor.*",
        "loop.run-until-complete.*",
        "loop.shutdown-default-executor.others-stay",
        "run-coroutine-threadsafe.timeout-goes-on",
        "run.*",
        "wait-for.*"
      })
  static final class ResultIsLost<T extends @Nullable Object> extends LoopFuture<T> {
    ResultIsLost(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public T result() throws Exception {
      super.result();
      return nothing();
    }
  }

  @Fault(
      what = "The result of a future with an exception is nothing.",
      breaks = {
        "future.await.same-exception",
        "future.result.exception",
        "future.set-exception.cancelled-error"
      },
      ripples = {
        "gather.return-exceptions.waits-for-all",
        "loop.run-until-complete.*",
        "wait-for.result.exception"
      })
  static final class FailureHasAResult<T extends @Nullable Object> extends LoopFuture<T> {
    private boolean failed;

    FailureHasAResult(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public T result() throws Exception {
      return failed ? nothing() : super.result();
    }

    @Override
    public void setException(Throwable exception) {
      super.setException(exception);
      failed = true;
    }
  }

  @Fault(
      what = "The result of a cancelled future is nothing.",
      breaks = {"future.cancel.message", "future.result.cancelled"},
      ripples = {"loop.run-until-complete.cancelled", "run.exception.cancelled", "wait-for.*"})
  static final class CancelledHasAResult<T extends @Nullable Object> extends LoopFuture<T> {
    CancelledHasAResult(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public T result() throws Exception {
      return isCancelled() ? nothing() : super.result();
    }
  }

  @Fault(
      what = "The result of a pending future is nothing, and so is its exception.",
      breaks = {"future.exception.pending", "future.result.pending"})
  static final class PendingHasAResult<T extends @Nullable Object> extends LoopFuture<T> {
    PendingHasAResult(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public T result() throws Exception {
      return isDone() ? super.result() : nothing();
    }

    @Override
    public @Nullable Throwable exception() {
      return isDone() ? super.exception() : null;
    }
  }

  @Fault(
      what = "The exception comes wrapped in another.",
      breaks = {"future.exception.value"})
  static final class ExceptionIsWrapped<T extends @Nullable Object> extends LoopFuture<T> {
    ExceptionIsWrapped(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public @Nullable Throwable exception() {
      Throwable set = super.exception();
      return set == null ? null : new IllegalStateException(set);
    }
  }

  @Fault(
      what = "A future with a result has an exception too.",
      breaks = {"future.exception.none"})
  static final class SuccessHasAnException<T extends @Nullable Object> extends LoopFuture<T> {
    SuccessHasAnException(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public @Nullable Throwable exception() {
      Throwable set = super.exception();
      return set == null ? new IllegalStateException() : set;
    }
  }

  @Fault(
      what = "A cancelled future has no exception, and raises none when asked for it.",
      breaks = {"future.exception.cancelled"})
  static final class CancelledHasNoException<T extends @Nullable Object> extends LoopFuture<T> {
    CancelledHasNoException(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public @Nullable Throwable exception() {
      return isCancelled() ? null : super.exception();
    }
  }

  @Fault(
      what = "An outcome for a future that is done is ignored in silence.",
      breaks = {"future.set-exception.once", "future.set-result.once"})
  static final class LateOutcomeIsIgnored<T extends @Nullable Object> extends LoopFuture<T> {
    LateOutcomeIsIgnored(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public void setResult(T result) {
      if (!isDone()) {
        super.setResult(result);
      }
    }

    @Override
    public void setException(Throwable exception) {
      if (!isDone()) {
        super.setException(exception);
      }
    }
  }

  @Fault(
      what = "A result that is refused takes the place of the outcome.",
      breaks = {"future.set-result.refused-unchanged"})
  static final class RefusedOutcomeWins<T extends @Nullable Object> extends LoopFuture<T> {
    private boolean replaced;

    RefusedOutcomeWins(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public void setResult(T result) {
      replaced = isDone();
      super.setResult(result);
    }

    @Override
    public T result() throws Exception {
      return replaced ? nothing() : super.result();
    }
  }
}
