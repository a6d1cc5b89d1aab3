package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenAwaitables.futures;
import static io.asynciotck.reference.BrokenAwaitables.nothing;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.tck.harness.Boom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in cancelling futures, and in what is left of an outcome. */
final class FutureCancellationFaults {

  private FutureCancellationFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "cancel-says-false",
            "Cancelling a pending future returns false.",
            futures(CancelSaysFalse::new),
            "future.cancel.accepts-message",
            "future.cancel.true",
            "gather.cancel.return-exceptions",
            "loop.run-in-executor.cancel-running"),
        fault(
            "cancel-takes-effect-later",
            "A future is cancelled in the next iteration only.",
            futures(CancelTakesEffectLater::new),
            "future.cancel.accepts-message",
            "future.cancel.at-once",
            "future.cancel.done-false",
            "future.cancel.message",
            "future.done.cancelled",
            "future.exception.cancelled",
            "future.result.cancelled",
            "future.set-exception.once",
            "future.set-result.once",
            "future.set-result.refused-unchanged",
            "loop.run-in-executor.cancel-running",
            "task.cancel.awaited-future-at-once"),
        fault(
            "late-cancel-says-true",
            "Cancelling a future that is done returns true.",
            futures(LateCancelSaysTrue::new),
            "future.cancel.done-false",
            "gather.cancel.all-children-done",
            "task.cancel.lost-result",
            "wait-for.race.cancel-kept",
            "wait-for.race.timeout-wins"),
        fault(
            "late-cancel-erases-the-result",
            "Cancelling a future that is done erases its result.",
            futures(LateCancelErasesTheResult::new),
            "future.cancel.done-unchanged",
            "gather.cancel.done-children-kept"),
        fault(
            "cancel-drops-the-message",
            "The message of a cancellation is dropped.",
            futures(CancelDropsTheMessage::new),
            "future.await.message",
            "future.cancel.message",
            "task.cancel.message",
            "task.cancel.message-awaiter"),
        fault(
            "result-works-once",
            "The result is gone after it was asked for once.",
            futures(ResultWorksOnce::new),
            "future.await.repeatable",
            "future.await.same-exception",
            "future.set-result.refused-unchanged",
            "gather.results.duplicate"),
        fault(
            "exception-is-copied",
            "Each time the exception is raised, it is another one.",
            futures(ExceptionIsCopied::new),
            "future.await.same-exception",
            "loop.run-until-complete.exception"));
  }

  /** Futures with one fault: cancelling a pending future returns false. */
  private static final class CancelSaysFalse<T extends @Nullable Object> extends LoopFuture<T> {
    CancelSaysFalse(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    boolean cancelWith(@Nullable String msg) {
      super.cancelWith(msg);
      return false;
    }
  }

  /** Futures with one fault: a future is cancelled in the next iteration only. */
  private static final class CancelTakesEffectLater<T extends @Nullable Object>
      extends LoopFuture<T> {
    CancelTakesEffectLater(SelectorEventLoop loop) {
      super(loop);
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

  /** Futures with one fault: cancelling a future that is done returns true. */
  private static final class LateCancelSaysTrue<T extends @Nullable Object> extends LoopFuture<T> {
    LateCancelSaysTrue(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    boolean cancelWith(@Nullable String msg) {
      super.cancelWith(msg);
      return true;
    }
  }

  /** Futures with one fault: cancelling a future that is done erases its result. */
  private static final class LateCancelErasesTheResult<T extends @Nullable Object>
      extends LoopFuture<T> {
    private boolean erased;

    LateCancelErasesTheResult(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    boolean cancelWith(@Nullable String msg) {
      erased = isDone();
      return super.cancelWith(msg);
    }

    @Override
    public T result() throws Exception {
      return erased ? nothing() : super.result();
    }
  }

  /** Futures with one fault: the message of a cancellation is dropped. */
  private static final class CancelDropsTheMessage<T extends @Nullable Object>
      extends LoopFuture<T> {
    CancelDropsTheMessage(SelectorEventLoop loop) {
      super(loop);
    }

    @Override
    boolean cancelWith(@Nullable String msg) {
      return super.cancelWith(null);
    }
  }

  /** Futures with one fault: the result is gone after it was asked for once. */
  private static final class ResultWorksOnce<T extends @Nullable Object> extends LoopFuture<T> {
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

  /** Futures with one fault: each time the exception is raised, it is another one. */
  private static final class ExceptionIsCopied<T extends @Nullable Object> extends LoopFuture<T> {
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
