package io.asynciotck.reference.tasks;

import static io.asynciotck.reference.faults.BrokenAwaitables.nothing;

import io.asynciotck.reference.LoopFuture;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.tck.harness.Boom;
import org.jspecify.annotations.Nullable;

/** Faults in cancelling futures, and in what is left of an outcome. */
final class FuturesCancellationFaults {

  private FuturesCancellationFaults() {}

  @Fault(
      what = "Cancelling a pending future returns false.",
      breaks = {"future.cancel.accepts-message", "future.cancel.true"},
      ripples = {"gather.cancel.return-exceptions", "loop.run-in-executor.cancel-running"})
  static final class CancelSaysFalse<T extends @Nullable Object> extends LoopFuture<T> {
    CancelSaysFalse(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
      super.cancelWith(msg);
      return false;
    }
  }

  @Fault(
      what = "A future is cancelled in the next iteration only.",
      breaks = {
        "future.cancel.accepts-message",
        "future.cancel.at-once",
        "future.cancel.done-false",
        "future.cancel.message",
        "future.done.cancelled",
        "future.exception.cancelled",
        "future.result.cancelled",
        "future.set-exception.once",
        "future.set-result.once",
        "future.set-result.refused-unchanged"
      },
      ripples = {"loop.run-in-executor.cancel-running", "task.cancel.awaited-future-at-once"})
  static final class CancelTakesEffectLater<T extends @Nullable Object> extends LoopFuture<T> {
    CancelTakesEffectLater(SelectorEventLoop loop) {
      super(loop);
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
      what = "Cancelling a future that is done returns true.",
      breaks = {"future.cancel.done-false"},
      ripples = {"gather.cancel.all-children-done", "task.cancel.lost-result", "wait-for.*"})
  static final class LateCancelSaysTrue<T extends @Nullable Object> extends LoopFuture<T> {
    LateCancelSaysTrue(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
      super.cancelWith(msg);
      return true;
    }
  }

  @Fault(
      what = "Cancelling a future that is done erases its result.",
      breaks = {"future.cancel.done-unchanged"},
      ripples = {"gather.cancel.done-children-kept"})
  static final class LateCancelErasesTheResult<T extends @Nullable Object> extends LoopFuture<T> {
    private boolean erased;

    LateCancelErasesTheResult(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
      erased = isDone();
      return super.cancelWith(msg);
    }

    @Override
    public T result() throws Exception {
      return erased ? nothing() : super.result();
    }
  }

  @Fault(
      what = "The message of a cancellation is dropped.",
      breaks = {"future.await.message", "future.cancel.message", "task.cancel.message-awaiter"},
      ripples = {"task.*"})
  static final class CancelDropsTheMessage<T extends @Nullable Object> extends LoopFuture<T> {
    CancelDropsTheMessage(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    protected boolean cancelWith(@Nullable String msg) {
      return super.cancelWith(null);
    }
  }

  @Fault(
      what = "The result is gone after it was asked for once.",
      breaks = {
        "future.await.repeatable",
        "future.await.same-exception",
        "future.set-result.refused-unchanged"
      },
      ripples = {"gather.results.duplicate"})
  static final class ResultWorksOnce<T extends @Nullable Object> extends LoopFuture<T> {
    private boolean asked;

    ResultWorksOnce(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public T result() throws Exception {
      if (asked) {
        return nothing();
      }
      asked = isDone();
      return super.result();
    }
  }

  @Fault(
      what = "Each time the exception is raised, it is another one.",
      breaks = {"future.await.same-exception"},
      ripples = {"loop.run-until-complete.exception"})
  static final class ExceptionIsCopied<T extends @Nullable Object> extends LoopFuture<T> {
    ExceptionIsCopied(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    public T result() throws Exception {
      try {
        return super.result();
      } catch (Boom raised) {
        throw new Boom(String.valueOf(raised.getMessage()));
      }
    }
  }
}
