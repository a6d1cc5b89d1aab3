package io.asynciotck.reference.faults;

import static io.asynciotck.reference.faults.BrokenLoops.loops;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.ConcurrentFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.CoroutineBody;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.BodyCoroutine;
import io.asynciotck.reference.CoroutineTask;
import io.asynciotck.reference.DoneCallback;
import io.asynciotck.reference.LoopFuture;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.BrokenLoops.LoopMaker;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.queue.ReadyEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Modules whose futures, tasks or coroutines are broken. Only those that a program makes itself
 * are: what the module makes for its own use stays whole, so that a fault breaks what it is about.
 */
public final class BrokenAwaitables {

  private BrokenAwaitables() {}

  /** A module whose {@code create_future} makes broken futures. */
  static Function<LoopClock, Asyncio> futures(FutureMaker maker) {
    return loops((asyncio, clock) ->
        new SelectorEventLoop(asyncio, clock) {
          @Override
          @SuppressWarnings("unchecked") // it has no result yet
          public <T extends @Nullable Object> AsyncFuture<T> createFuture() {
            return (LoopFuture<T>) maker.make(this);
          }
        });
  }

  /** A module whose {@code create_task} makes broken tasks. */
  static Function<LoopClock, Asyncio> tasks(TaskMaker maker) {
    return taskLoops((asyncio, clock) -> new BrokenTasksLoop(asyncio, clock, maker));
  }

  /** A module whose loops make broken tasks. */
  static Function<LoopClock, Asyncio> taskLoops(LoopMaker maker) {
    return clock ->
        new ReferenceAsyncio(clock) {
          @Override
          protected SelectorEventLoop newLoop() {
            return maker.make(this, clock());
          }

          @Override
          public <T extends @Nullable Object> AsyncFuture<T> ensureFuture(
              Awaitable<T> obj, EventLoop loop) {
            return obj instanceof Coroutine<T> coroutine && loop instanceof WholeTasksLoop own
                ? own.createWholeTask(coroutine)
                : super.ensureFuture(obj, loop);
          }
        };
  }

  /** A module whose coroutines are broken. */
  static Function<LoopClock, Asyncio> coroutines(CoroutineMaker maker) {
    return clock ->
        new ReferenceAsyncio(clock) {
          @Override
          @SuppressWarnings("unchecked") // made of the body
          public <T extends @Nullable Object> Coroutine<T> coroutine(CoroutineBody<T> body) {
            return (BodyCoroutine<T>) maker.make(this, body);
          }
        };
  }

  /** A module whose {@code run_coroutine_threadsafe} gives broken futures. */
  static Function<LoopClock, Asyncio> concurrentFutures(
      Function<ConcurrentFuture<?>, ConcurrentFuture<?>> breaker) {
    return clock ->
        new ReferenceAsyncio(clock) {
          @Override
          @SuppressWarnings("unchecked") // it passes on what it is given
          public <T extends @Nullable Object> ConcurrentFuture<T> runCoroutineThreadsafe(
              Coroutine<T> coro, EventLoop loop) {
            return (ConcurrentFuture<T>) breaker.apply(super.runCoroutineThreadsafe(coro, loop));
          }
        };
  }

  /** What a broken method gives in place of its result. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  public static <T extends @Nullable Object> T nothing() {
    return null;
  }

  /** A loop that knows which tasks the module makes for its own use. */
  public static class WholeTasksLoop extends SelectorEventLoop {
    private boolean whole;

    protected WholeTasksLoop(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    /** Whether the task that is being made must not be broken. */
    protected final boolean isWhole() {
      return whole;
    }

    private <T extends @Nullable Object> AsyncFuture<T> createWholeTask(Coroutine<T> coroutine) {
      whole = true;
      try {
        return createTask(coroutine);
      } finally {
        whole = false;
      }
    }
  }

  private static final class BrokenTasksLoop extends WholeTasksLoop {
    private final TaskMaker maker;

    BrokenTasksLoop(BaseAsyncio asyncio, LoopClock clock, TaskMaker maker) {
      super(asyncio, clock);
      this.maker = maker;
    }

    @Override
    @SuppressWarnings("unchecked") // made of the coroutine
    protected <T extends @Nullable Object> CoroutineTask<T> newTask(
        Coroutine<T> coroutine, @Nullable String name) {
      return isWhole()
          ? super.newTask(coroutine, name)
          : (CoroutineTask<T>) maker.make(this, coroutine, name, asyncio.nextTaskNumber());
    }
  }

  /** A future that keeps those who wait for it in a list, for {@link #deliver} to treat badly. */
  public abstract static class ListedFuture<T extends @Nullable Object> extends LoopFuture<T> {
    private final List<ReadyEntry> waiting = new ArrayList<>();

    @SuppressWarnings("this-escape") // the callback is only kept
    protected ListedFuture(SelectorEventLoop loop) {
      super(loop);
      super.addWaiting(new DoneCallback<>(this, done -> {})); // so that scheduleCallbacks is called
    }

    /** Tells those who wait that the future is done. */
    protected abstract void deliver(List<ReadyEntry> entries);

    @Override
    protected final void scheduleCallbacks() {
      List<ReadyEntry> entries = List.copyOf(waiting);
      waiting.clear();
      deliver(entries);
    }

    @Override
    public final void addWaiting(ReadyEntry entry) {
      if (isDone()) {
        super.addWaiting(entry);
      } else {
        waiting.add(entry);
      }
    }

    @Override
    public final @Nullable ReadyEntry lastWaiting() {
      return waiting.isEmpty() ? null : waiting.getLast();
    }

    @Override
    public int removeDoneCallback(Consumer<? super AsyncFuture<T>> callback) {
      int before = waiting.size();
      waiting.removeIf(
          entry -> entry instanceof DoneCallback<?> own && own.callback().equals(callback));
      return before - waiting.size();
    }
  }

  /** Makes a future of a loop. */
  @FunctionalInterface
  interface FutureMaker {
    LoopFuture<?> make(SelectorEventLoop loop);
  }

  /** Makes a task of a loop. */
  @FunctionalInterface
  interface TaskMaker {
    CoroutineTask<?> make(
        SelectorEventLoop loop, Coroutine<?> coroutine, @Nullable String name, long number);
  }

  /** Makes a coroutine of a module. */
  @FunctionalInterface
  interface CoroutineMaker {
    BodyCoroutine<?> make(BaseAsyncio asyncio, CoroutineBody<?> body);
  }
}
