package io.asynciotck.reference.tasks;

import static io.asynciotck.reference.faults.BrokenAwaitables.nothing;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.AwaitableObject;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.ConcurrentFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.CoroutineBody;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.Task;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.BodyCoroutine;
import io.asynciotck.reference.LoopFuture;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.threads.FutureChain;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Faults in the functions that make futures. */
final class FutureAwaitingFaults {

  private FutureAwaitingFaults() {}

  @Fault(
      what = "isfuture is true for everything.",
      breaks = {"isfuture.other.false"})
  static final class EverythingIsAFuture extends ReferenceAsyncio {
    EverythingIsAFuture(LoopClock clock) {
      super(clock);
    }

    @Override
    public boolean isfuture(@Nullable Object obj) {
      return true;
    }
  }

  @Fault(
      what = "isfuture knows the futures of this module alone.",
      breaks = {"isfuture.future-like.true"})
  static final class KnowsItsOwnFutures extends ReferenceAsyncio {
    KnowsItsOwnFutures(LoopClock clock) {
      super(clock);
    }

    @Override
    public boolean isfuture(@Nullable Object obj) {
      return obj != null
          && super.isfuture(obj)
          && obj.getClass().getName().startsWith("io.asynciotck.reference");
    }
  }

  @Fault(
      what = "isfuture is false for tasks.",
      breaks = {"isfuture.future.true"})
  static final class TasksAreNoFutures extends ReferenceAsyncio {
    TasksAreNoFutures(LoopClock clock) {
      super(clock);
    }

    @Override
    public boolean isfuture(@Nullable Object obj) {
      return super.isfuture(obj) && !(obj instanceof Task);
    }
  }

  @Fault(
      what = "ensure_future makes a task of a future.",
      breaks = {"ensure-future.future.same"},
      ripples = {"gather.*", "wait-for.*"})
  static final class EnsureFutureWrapsFutures extends ReferenceAsyncio {
    EnsureFutureWrapsFutures(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> ensureFuture(Awaitable<T> obj) {
      return getEventLoop().createTask(coroutine(() -> await(obj)));
    }
  }

  @Fault(
      what = "ensure_future wraps the coroutine in another one first.",
      breaks = {"ensure-future.coroutine.task"})
  static final class EnsureFutureWrapsTwice extends ReferenceAsyncio {
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

  @Fault(
      what = "ensure_future returns a future for a coroutine and does not run it.",
      breaks = {"ensure-future.coroutine.scheduled"},
      ripples = {"gather.*"})
  static final class EnsureFutureDoesNotSchedule extends ReferenceAsyncio {
    EnsureFutureDoesNotSchedule(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> ensureFuture(Awaitable<T> obj) {
      return obj instanceof Coroutine<T> ? getEventLoop().createFuture() : super.ensureFuture(obj);
    }
  }

  @Fault(
      what = "ensure_future takes coroutines and futures only.",
      breaks = {"ensure-future.awaitable.task"})
  static final class EnsureFutureTakesCoroutines extends ReferenceAsyncio {
    EnsureFutureTakesCoroutines(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> ensureFuture(
        Awaitable<T> obj, EventLoop loop) {
      if (obj instanceof AwaitableObject<T>) {
        throw notAwaitable(obj);
      }
      return super.ensureFuture(obj, loop);
    }
  }

  @Fault(
      what = "ensure_future makes a task of what cannot be awaited, which fails.",
      breaks = {"ensure-future.other.refused"})
  static final class EnsureFutureTakesAnything extends ReferenceAsyncio {
    EnsureFutureTakesAnything(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> ensureFuture(
        Awaitable<T> obj, EventLoop loop) {
      return obj instanceof AsyncFuture<T> || obj instanceof Coroutine<T>
          ? super.ensureFuture(obj, loop)
          : loop.createTask(coroutine(() -> await(obj)));
    }
  }

  @Fault(
      what = "ensure_future takes a future of another loop.",
      breaks = {"ensure-future.future.other-loop"},
      ripples = {"gather.arguments.different-loops", "loop.run-until-complete.foreign-future"})
  static final class EnsureFutureMixesLoops extends ReferenceAsyncio {
    EnsureFutureMixesLoops(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> ensureFuture(
        Awaitable<T> obj, EventLoop loop) {
      return obj instanceof AsyncFuture<T> future ? future : super.ensureFuture(obj, loop);
    }
  }

  @Fault(
      what = "ensure_future makes its task in the running loop, whatever loop it is given.",
      breaks = {"ensure-future.loop.given"})
  static final class EnsureFutureTakesTheRunningLoop extends ReferenceAsyncio {
    EnsureFutureTakesTheRunningLoop(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> ensureFuture(
        Awaitable<T> obj, EventLoop loop) {
      return super.ensureFuture(obj, obj instanceof Coroutine ? runningOr(loop) : loop);
    }

    private EventLoop runningOr(EventLoop loop) {
      try {
        return getRunningLoop();
      } catch (IllegalStateException none) {
        return loop;
      }
    }
  }

  @Fault(
      what = "wrap_future wraps in a future of the running loop, whatever loop it is given.",
      breaks = {"wrap-future.loop.given"})
  static final class WrapsInTheRunningLoop extends ReferenceAsyncio {
    WrapsInTheRunningLoop(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> wrapFuture(
        ConcurrentFuture<T> future, EventLoop loop) {
      return super.wrapFuture(future, getEventLoop());
    }
  }

  @Fault(
      what = "A wrapping future loses the result.",
      breaks = {"wrap-future.concurrent.result"})
  static final class WrapperLosesTheResult extends ReferenceAsyncio {
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

  @Fault(
      what = "A wrapping future has a result in place of an exception.",
      breaks = {"wrap-future.concurrent.exception"})
  static final class WrapperHidesTheFailure extends ReferenceAsyncio {
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

  @Fault(
      what =
          "The done callbacks of a wrapping future run in the thread that completes the concurrent"
              + " one.",
      breaks = {"wrap-future.concurrent.thread"})
  static final class WrapperIsToldInTheOtherThread extends ReferenceAsyncio {
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

  @Fault(
      what = "Cancelling a wrapping future leaves the concurrent one alone.",
      breaks = {"wrap-future.cancel.forward"})
  static final class CancellationOfAWrapperStaysThere extends ReferenceAsyncio {
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

  @Fault(
      what = "Cancelling the concurrent future gives the wrapping one a result.",
      breaks = {"wrap-future.cancel.backward"})
  static final class WrapperOutlivesACancellation extends ReferenceAsyncio {
    WrapperOutlivesACancellation(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> wrapFuture(ConcurrentFuture<T> future) {
      LoopFuture<T> wrapper =
          new LoopFuture<>((SelectorEventLoop) getRunningLoop()) {
            @Override
            protected boolean cancelWith(@Nullable String msg) {
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

  @Fault(
      what = "Awaiting a future that is done suspends.",
      breaks = {"future.await.done-no-suspend"},
      ripples = {"task.cancel.itself-done-future", "wait-for.done-future.at-once"})
  static final class AwaitAlwaysSuspends<T extends @Nullable Object> extends BodyCoroutine<T> {
    AwaitAlwaysSuspends(BaseAsyncio asyncio, CoroutineBody<T> body) {
      super(asyncio, body);
    }

    @Override
    protected <R extends @Nullable Object> R awaitFuture(AsyncFuture<R> future) throws Exception {
      if (future.isDone()) {
        suspend(null);
      }
      return super.awaitFuture(future);
    }
  }
}
