package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenAwaitables.futures;
import static io.asynciotck.reference.BrokenAwaitables.nothing;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in the outcome of futures. */
final class FuturesFaults {

  private FuturesFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "pending-says-cancelled",
            "A pending future says that it is cancelled.",
            futures(PendingSaysCancelled::new),
            "future.create.pending"),
        fault(
            "names-the-first-loop",
            "A future of a loop that is not running says that it belongs to the first loop.",
            NamesTheFirstLoop::new,
            "future.get-loop.owner",
            "gather.arguments.different-loops",
            "loop.run-until-complete.foreign-future",
            "task.step.other-loop"),
        fault(
            "failure-is-not-done",
            "A future with an exception says that it is not done.",
            futures(FailureIsNotDone::new),
            "future.await.same-exception",
            "future.cancel.done-false",
            "future.done.outcome",
            "loop.restart.after-run-until-complete",
            "loop.run-until-complete.already-done",
            "loop.run-until-complete.exception",
            "wait-for.result.exception"),
        fault(
            "cancelled-is-not-done",
            "A cancelled future says that it is not done.",
            futures(CancelledIsNotDone::new),
            "future.cancel.done-false",
            "future.done.cancelled",
            "gather.child-cancelled.collected",
            "loop.run-until-complete.cancelled",
            "run.exception.cancelled",
            "task.cancel.coalesced",
            "wait-for.result.cancelled-elsewhere"),
        fault(
            "done-says-cancelled",
            "Every future that is done says that it is cancelled.",
            futures(DoneSaysCancelled::new),
            "future.cancelled.other-outcome",
            "future.set-exception.cancelled-error",
            "gather.child-cancelled.collected",
            "gather.results.duplicate",
            "gather.results.in-order",
            "gather.results.wait-for-all",
            "gather.return-exceptions.waits-for-all"),
        fault(
            "cancelled-error-cancels",
            "CancelledError as an exception cancels the future.",
            futures(CancelledErrorCancels::new),
            "future.set-exception.cancelled-error"),
        fault(
            "result-is-lost",
            "The value of a result is lost.",
            futures(ResultIsLost::new),
            "future.await.repeatable",
            "future.await.result",
            "future.cancel.done-unchanged",
            "future.result.value",
            "gather.arguments.coroutines-scheduled",
            "gather.cancel.done-children-kept",
            "gather.child-cancelled.collected",
            "gather.results.duplicate",
            "gather.results.empty",
            "gather.results.in-order",
            "gather.results.wait-for-all",
            "gather.return-exceptions.waits-for-all",
            "loop.run-in-executor.not-blocking",
            "loop.run-in-executor.result",
            "loop.run-until-complete.already-done",
            "loop.run-until-complete.result",
            "loop.run-until-complete.stopped-but-done",
            "loop.run-until-complete.stopped-future-lives",
            "loop.shutdown-default-executor.others-stay",
            "run-coroutine-threadsafe.timeout-goes-on",
            "run.argument.any-awaitable",
            "run.clean-up.tasks-before-executor",
            "wait-for.no-limit.waits",
            "wait-for.race.completed-first",
            "wait-for.result.future",
            "wait-for.zero.done-future"),
        fault(
            "failure-has-a-result",
            "The result of a future with an exception is nothing.",
            futures(FailureHasAResult::new),
            "future.await.same-exception",
            "future.result.exception",
            "future.set-exception.cancelled-error",
            "gather.return-exceptions.waits-for-all",
            "loop.run-until-complete.already-done",
            "loop.run-until-complete.exception",
            "wait-for.result.exception"),
        fault(
            "cancelled-has-a-result",
            "The result of a cancelled future is nothing.",
            futures(CancelledHasAResult::new),
            "future.cancel.message",
            "future.result.cancelled",
            "loop.run-until-complete.cancelled",
            "run.exception.cancelled",
            "wait-for.result.cancelled-elsewhere",
            "wait-for.zero.negative",
            "wait-for.zero.raised"),
        fault(
            "pending-has-a-result",
            "The result of a pending future is nothing, and so is its exception.",
            futures(PendingHasAResult::new),
            "future.exception.pending",
            "future.result.pending"),
        fault(
            "exception-is-wrapped",
            "The exception comes wrapped in another.",
            futures(ExceptionIsWrapped::new),
            "future.exception.value"),
        fault(
            "success-has-an-exception",
            "A future with a result has an exception too.",
            futures(SuccessHasAnException::new),
            "future.exception.none"),
        fault(
            "cancelled-has-no-exception",
            "A cancelled future has no exception, and raises none when asked for it.",
            futures(CancelledHasNoException::new),
            "future.exception.cancelled"),
        fault(
            "late-outcome-is-ignored",
            "An outcome for a future that is done is ignored in silence.",
            futures(LateOutcomeIsIgnored::new),
            "future.set-exception.once",
            "future.set-result.once"),
        fault(
            "refused-outcome-wins",
            "A result that is refused takes the place of the outcome.",
            futures(RefusedOutcomeWins::new),
            "future.set-result.refused-unchanged"));
  }

  /** Futures with one fault: a pending future says that it is cancelled. */
  private static final class PendingSaysCancelled<T extends @Nullable Object>
      extends LoopFuture<T> {
    PendingSaysCancelled(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public boolean isCancelled() {
      return super.isCancelled() || !isDone();
    }
  }

  /**
   * A module with one fault: a future of a loop that is not running says that it belongs to the
   * first loop.
   */
  private static final class NamesTheFirstLoop extends ReferenceAsyncio {
    private @Nullable SelectorEventLoop first;

    NamesTheFirstLoop(LoopClock clock) {
      super(clock);
    }

    @Override
    SelectorEventLoop newLoop() {
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

  /** Futures with one fault: a future with an exception says that it is not done. */
  private static final class FailureIsNotDone<T extends @Nullable Object> extends LoopFuture<T> {
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

  /** Futures with one fault: a cancelled future says that it is not done. */
  private static final class CancelledIsNotDone<T extends @Nullable Object> extends LoopFuture<T> {
    CancelledIsNotDone(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public boolean isDone() {
      return super.isDone() && !isCancelled();
    }
  }

  /** Futures with one fault: every future that is done says that it is cancelled. */
  private static final class DoneSaysCancelled<T extends @Nullable Object> extends LoopFuture<T> {
    DoneSaysCancelled(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public boolean isCancelled() {
      return isDone();
    }
  }

  /** Futures with one fault: CancelledError as an exception cancels the future. */
  private static final class CancelledErrorCancels<T extends @Nullable Object>
      extends LoopFuture<T> {
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

  /** Futures with one fault: the value of a result is lost. */
  private static final class ResultIsLost<T extends @Nullable Object> extends LoopFuture<T> {
    ResultIsLost(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public T result() throws Exception {
      super.result();
      return nothing();
    }
  }

  /** Futures with one fault: the result of a future with an exception is nothing. */
  private static final class FailureHasAResult<T extends @Nullable Object> extends LoopFuture<T> {
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

  /** Futures with one fault: the result of a cancelled future is nothing. */
  private static final class CancelledHasAResult<T extends @Nullable Object> extends LoopFuture<T> {
    CancelledHasAResult(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public T result() throws Exception {
      return isCancelled() ? nothing() : super.result();
    }
  }

  /** Futures with one fault: the result of a pending future is nothing, and so is its exception. */
  private static final class PendingHasAResult<T extends @Nullable Object> extends LoopFuture<T> {
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

  /** Futures with one fault: the exception comes wrapped in another. */
  private static final class ExceptionIsWrapped<T extends @Nullable Object> extends LoopFuture<T> {
    ExceptionIsWrapped(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public @Nullable Throwable exception() {
      Throwable set = super.exception();
      return set == null ? null : new IllegalStateException(set);
    }
  }

  /** Futures with one fault: a future with a result has an exception too. */
  private static final class SuccessHasAnException<T extends @Nullable Object>
      extends LoopFuture<T> {
    SuccessHasAnException(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public @Nullable Throwable exception() {
      Throwable set = super.exception();
      return set == null ? new IllegalStateException() : set;
    }
  }

  /**
   * Futures with one fault: a cancelled future has no exception, and raises none when asked for it.
   */
  private static final class CancelledHasNoException<T extends @Nullable Object>
      extends LoopFuture<T> {
    CancelledHasNoException(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public @Nullable Throwable exception() {
      return isCancelled() ? null : super.exception();
    }
  }

  /** Futures with one fault: an outcome for a future that is done is ignored in silence. */
  private static final class LateOutcomeIsIgnored<T extends @Nullable Object>
      extends LoopFuture<T> {
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

  /** Futures with one fault: a result that is refused takes the place of the outcome. */
  private static final class RefusedOutcomeWins<T extends @Nullable Object> extends LoopFuture<T> {
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
