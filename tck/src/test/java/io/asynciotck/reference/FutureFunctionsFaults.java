package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenAwaitables.nothing;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.ConcurrentFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.Task;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Faults in the functions that make futures. */
final class FutureFunctionsFaults {

  private FutureFunctionsFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "everything-is-a-future",
            "isfuture is true for everything.",
            EverythingIsAFuture::new,
            "isfuture.other.false"),
        fault(
            "tasks-are-no-futures",
            "isfuture is false for tasks.",
            TasksAreNoFutures::new,
            "isfuture.future.true"),
        fault(
            "ensure-future-wraps-futures",
            "ensure_future makes a task of a future.",
            EnsureFutureWrapsFutures::new,
            "ensure-future.future.same",
            "gather.arguments.all-done-at-once",
            "gather.arguments.different-loops",
            "gather.arguments.returns-future",
            "gather.cancel.after-done-no-effect",
            "gather.cancel.after-done-refused",
            "gather.cancel.all-children-done",
            "gather.cancel.children-cancelled",
            "gather.cancel.deferred",
            "gather.cancel.done-children-kept",
            "gather.cancel.not-cancelled-state",
            "gather.cancel.raised",
            "gather.cancel.return-exceptions",
            "gather.child-cancelled.gather-not-cancelled",
            "gather.child-cancelled.others-continue",
            "gather.child-cancelled.raised",
            "gather.exception.at-once",
            "gather.exception.others-continue",
            "gather.exception.raised",
            "gather.results.duplicate",
            "gather.results.in-order",
            "gather.results.wait-for-all",
            "gather.return-exceptions.waits-for-all",
            "wait-for.zero.done-future",
            "wait-for.zero.negative",
            "wait-for.zero.raised",
            "wait-for.zero.waits-for-cancellation"),
        fault(
            "ensure-future-wraps-twice",
            "ensure_future wraps the coroutine in another one first.",
            EnsureFutureWrapsTwice::new,
            "ensure-future.coroutine.task"),
        fault(
            "ensure-future-does-not-schedule",
            "ensure_future returns a future for a coroutine and does not run it.",
            EnsureFutureDoesNotSchedule::new,
            "ensure-future.coroutine.scheduled",
            "gather.arguments.coroutines-scheduled",
            "gather.arguments.start-order",
            "gather.results.concurrent",
            "gather.results.duplicate",
            "gather.return-exceptions.collected"),
        fault(
            "ensure-future-mixes-loops",
            "ensure_future takes a future of another loop.",
            EnsureFutureMixesLoops::new,
            "ensure-future.future.other-loop",
            "gather.arguments.different-loops",
            "loop.run-until-complete.foreign-future"),
        fault(
            "wrapper-loses-the-result",
            "A wrapping future loses the result.",
            WrapperLosesTheResult::new,
            "wrap-future.concurrent.result"),
        fault(
            "wrapper-hides-the-failure",
            "A wrapping future has a result in place of an exception.",
            WrapperHidesTheFailure::new,
            "wrap-future.concurrent.exception"),
        fault(
            "wrapper-is-told-in-the-other-thread",
            "The done callbacks of a wrapping future run in the thread that completes the"
                + " concurrent one.",
            WrapperIsToldInTheOtherThread::new,
            "wrap-future.concurrent.thread"),
        fault(
            "cancellation-of-a-wrapper-stays-there",
            "Cancelling a wrapping future leaves the concurrent one alone.",
            CancellationOfAWrapperStaysThere::new,
            "wrap-future.cancel.forward"),
        fault(
            "wrapper-outlives-a-cancellation",
            "Cancelling the concurrent future gives the wrapping one a result.",
            WrapperOutlivesACancellation::new,
            "wrap-future.cancel.backward"));
  }

  /** A module with one fault: isfuture is true for everything. */
  private static final class EverythingIsAFuture extends ReferenceAsyncio {
    EverythingIsAFuture(LoopClock clock) {
      super(clock);
    }

    @Override
    public boolean isfuture(@Nullable Object obj) {
      return true;
    }
  }

  /** A module with one fault: isfuture is false for tasks. */
  private static final class TasksAreNoFutures extends ReferenceAsyncio {
    TasksAreNoFutures(LoopClock clock) {
      super(clock);
    }

    @Override
    public boolean isfuture(@Nullable Object obj) {
      return super.isfuture(obj) && !(obj instanceof Task);
    }
  }

  /** A module with one fault: ensure_future makes a task of a future. */
  private static final class EnsureFutureWrapsFutures extends ReferenceAsyncio {
    EnsureFutureWrapsFutures(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> ensureFuture(Awaitable<T> obj) {
      return getEventLoop().createTask(coroutine(() -> await(obj)));
    }
  }

  /** A module with one fault: ensure_future wraps the coroutine in another one first. */
  private static final class EnsureFutureWrapsTwice extends ReferenceAsyncio {
    EnsureFutureWrapsTwice(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> ensureFuture(
        Awaitable<T> obj, EventLoop loop) {
      return obj instanceof Coroutine<T>
          ? super.ensureFuture(coroutine(() -> await(obj)), loop)
          : super.ensureFuture(obj, loop);
    }
  }

  /**
   * A module with one fault: ensure_future returns a future for a coroutine and does not run it.
   */
  private static final class EnsureFutureDoesNotSchedule extends ReferenceAsyncio {
    EnsureFutureDoesNotSchedule(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> ensureFuture(Awaitable<T> obj) {
      return obj instanceof Coroutine<T> ? getEventLoop().createFuture() : super.ensureFuture(obj);
    }
  }

  /** A module with one fault: ensure_future takes a future of another loop. */
  private static final class EnsureFutureMixesLoops extends ReferenceAsyncio {
    EnsureFutureMixesLoops(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> ensureFuture(
        Awaitable<T> obj, EventLoop loop) {
      return obj instanceof AsyncFuture<T> future ? future : super.ensureFuture(obj, loop);
    }
  }

  /** A module with one fault: a wrapping future loses the result. */
  private static final class WrapperLosesTheResult extends ReferenceAsyncio {
    WrapperLosesTheResult(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> wrapFuture(ConcurrentFuture<T> future) {
      LoopFuture<T> wrapper =
          new LoopFuture<>((SelectorEventLoop) getRunningLoop()) {
            @Override
            public void setResult(T result) {
              super.setResult(nothing());
            }
          };
      FutureChain.toLoop(future, wrapper);
      return wrapper;
    }
  }

  /** A module with one fault: a wrapping future has a result in place of an exception. */
  private static final class WrapperHidesTheFailure extends ReferenceAsyncio {
    WrapperHidesTheFailure(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> wrapFuture(ConcurrentFuture<T> future) {
      LoopFuture<T> wrapper =
          new LoopFuture<>((SelectorEventLoop) getRunningLoop()) {
            @Override
            public void setException(Throwable exception) {
              setResult(nothing());
            }
          };
      FutureChain.toLoop(future, wrapper);
      return wrapper;
    }
  }

  /**
   * A module with one fault: the done callbacks of a wrapping future run in the thread that
   * completes the concurrent one.
   */
  private static final class WrapperIsToldInTheOtherThread extends ReferenceAsyncio {
    WrapperIsToldInTheOtherThread(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> wrapFuture(ConcurrentFuture<T> future) {
      LoopFuture<T> wrapper =
          new LoopFuture<>((SelectorEventLoop) getRunningLoop()) {
            private boolean chained;

            @Override
            public void addDoneCallback(Consumer<? super AsyncFuture<T>> callback) {
              if (chained) {
                future.addDoneCallback(done -> callback.accept(this));
              } else {
                chained = true;
                super.addDoneCallback(callback);
              }
            }
          };
      FutureChain.toLoop(future, wrapper);
      return wrapper;
    }
  }

  /** A module with one fault: cancelling a wrapping future leaves the concurrent one alone. */
  private static final class CancellationOfAWrapperStaysThere extends ReferenceAsyncio {
    CancellationOfAWrapperStaysThere(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> wrapFuture(ConcurrentFuture<T> future) {
      AsyncFuture<T> whole = super.wrapFuture(future);
      LoopFuture<T> wrapper = ((SelectorEventLoop) getRunningLoop()).newFuture();
      whole.addDoneCallback(done -> copy(done, wrapper));
      return wrapper;
    }

    private static <T extends @Nullable Object> void copy(
        AsyncFuture<T> done, LoopFuture<T> wrapper) {
      if (wrapper.isDone()) {
        return;
      }
      try {
        wrapper.setResult(done.result());
      } catch (CancelledError cancelled) {
        wrapper.cancel();
      } catch (Exception raised) {
        wrapper.setException(raised);
      }
    }
  }

  /** A module with one fault: cancelling the concurrent future gives the wrapping one a result. */
  private static final class WrapperOutlivesACancellation extends ReferenceAsyncio {
    WrapperOutlivesACancellation(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> wrapFuture(ConcurrentFuture<T> future) {
      LoopFuture<T> wrapper =
          new LoopFuture<>((SelectorEventLoop) getRunningLoop()) {
            @Override
            boolean cancelWith(@Nullable String msg) {
              if (future.isCancelled()) {
                setResult(nothing());
                return true;
              }
              return super.cancelWith(msg);
            }
          };
      FutureChain.toLoop(future, wrapper);
      return wrapper;
    }
  }
}
