package io.asynciotck.reference;

import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.ConcurrentFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.Task;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Faults in {@code run_coroutine_threadsafe}. */
final class CoroutineThreadsFaults {

  private CoroutineThreadsFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "threads-get-no-result",
            "The other thread gets nothing instead of the coroutine's result.",
            futures(NoResult::new),
            "run-coroutine-threadsafe.cancel-done",
            "run-coroutine-threadsafe.result",
            "run-coroutine-threadsafe.timeout-goes-on",
            "wrap-future.concurrent.result"),
        fault(
            "threads-get-no-exception",
            "The other thread gets nothing instead of the coroutine's exception.",
            futures(NoException::new),
            "run-coroutine-threadsafe.exception",
            "wrap-future.concurrent.exception"),
        fault(
            "runs-in-a-loop-of-its-own",
            "run_coroutine_threadsafe runs the coroutine in a new loop in the calling thread.",
            LoopOfItsOwn::new,
            "run-coroutine-threadsafe.cancel",
            "run-coroutine-threadsafe.cancelled-at-once",
            "run-coroutine-threadsafe.cancelled-inside",
            "run-coroutine-threadsafe.loop-thread",
            "run-coroutine-threadsafe.result-timeout",
            "run-coroutine-threadsafe.timeout-goes-on"),
        fault(
            "submission-is-no-task",
            "A submitted coroutine does not see the task that it runs in.",
            NoTask::new,
            "run-coroutine-threadsafe.task"),
        fault(
            "submission-waits-for-the-loop",
            "run_coroutine_threadsafe returns when the coroutine has begun.",
            WaitsForTheLoop::new,
            "run-coroutine-threadsafe.order",
            "run-coroutine-threadsafe.pending"),
        fault(
            "result-waits-for-ever",
            "result takes no notice of its timeout.",
            futures(WaitsForEver::new),
            "run-coroutine-threadsafe.result-timeout",
            "run-coroutine-threadsafe.timeout-goes-on"),
        fault(
            "timeout-cancels",
            "A result that times out cancels the coroutine.",
            futures(TimeoutCancels::new),
            "run-coroutine-threadsafe.timeout-goes-on"),
        fault(
            "cancel-stays-outside",
            "Cancelling the concurrent future leaves the task alone.",
            futures(CancelStaysOutside::new),
            "run-coroutine-threadsafe.cancel",
            "wrap-future.cancel.backward"),
        fault(
            "cancel-waits-for-the-task",
            "The concurrent future is cancelled only if the task lets itself be cancelled.",
            futures(CancelWaits::new),
            "run-coroutine-threadsafe.cancelled-at-once",
            "wrap-future.cancel.backward",
            "wrap-future.cancel.forward"),
        fault(
            "late-cancel-wins",
            "A future that has its result can still be cancelled.",
            futures(LateCancelWins::new),
            "run-coroutine-threadsafe.cancel-done"),
        fault(
            "cancelled-task-is-an-error",
            "A task that was cancelled in the loop gives the other thread a CancelledError.",
            futures(CancelledIsAnError::new),
            "run-coroutine-threadsafe.cancelled-inside"));
  }

  private static Function<LoopClock, Asyncio> futures(
      Function<ConcurrentFuture<?>, Broken<?>> breaker) {
    return clock ->
        new ReferenceAsyncio(clock) {
          @Override
          @SuppressWarnings("unchecked")
          public <T extends @Nullable Object> ConcurrentFuture<T> runCoroutineThreadsafe(
              Coroutine<T> coro, EventLoop loop) {
            return (Broken<T>) breaker.apply(super.runCoroutineThreadsafe(coro, loop));
          }
        };
  }

  /** A concurrent future of which one part is broken. */
  private static class Broken<T extends @Nullable Object> implements ConcurrentFuture<T> {
    final ConcurrentFuture<T> whole;

    Broken(ConcurrentFuture<T> whole) {
      this.whole = whole;
    }

    @Override
    public T result() throws Exception {
      return whole.result();
    }

    @Override
    public T result(Duration timeout) throws Exception {
      return whole.result(timeout);
    }

    @Override
    public @Nullable Throwable exception() throws InterruptedException {
      return whole.exception();
    }

    @Override
    public boolean cancel() {
      return whole.cancel();
    }

    @Override
    public boolean isDone() {
      return whole.isDone();
    }

    @Override
    public boolean isCancelled() {
      return whole.isCancelled();
    }

    @Override
    public void addDoneCallback(Consumer<? super ConcurrentFuture<T>> callback) {
      whole.addDoneCallback(callback);
    }
  }

  /** A future with one fault: it has no result. */
  private static final class NoResult<T extends @Nullable Object> extends Broken<T> {
    NoResult(ConcurrentFuture<T> whole) {
      super(whole);
    }

    @Override
    @SuppressWarnings("NullAway") // Breaks the type on purpose.
    public T result() throws Exception {
      super.result();
      return null;
    }
  }

  /** A future with one fault: it has no exception. */
  private static final class NoException<T extends @Nullable Object> extends Broken<T> {
    NoException(ConcurrentFuture<T> whole) {
      super(whole);
    }

    @Override
    @SuppressWarnings("NullAway") // Breaks the type on purpose.
    public T result() throws Exception {
      return !isCancelled() && exception() != null ? null : super.result();
    }
  }

  /** A future with one fault: it waits without limit. */
  private static final class WaitsForEver<T extends @Nullable Object> extends Broken<T> {
    WaitsForEver(ConcurrentFuture<T> whole) {
      super(whole);
    }

    @Override
    public T result(Duration timeout) throws Exception {
      return result();
    }
  }

  /** A future with one fault: a timeout cancels it. */
  private static final class TimeoutCancels<T extends @Nullable Object> extends Broken<T> {
    TimeoutCancels(ConcurrentFuture<T> whole) {
      super(whole);
    }

    @Override
    public T result(Duration timeout) throws Exception {
      try {
        return super.result(timeout);
      } catch (TimeoutException late) {
        cancel();
        throw late;
      }
    }
  }

  /** A future with one fault: cancelling it is not passed on. */
  private static final class CancelStaysOutside<T extends @Nullable Object> extends Broken<T> {
    private volatile boolean cancelled;

    CancelStaysOutside(ConcurrentFuture<T> whole) {
      super(whole);
    }

    @Override
    public boolean cancel() {
      cancelled |= !isDone();
      return cancelled;
    }

    @Override
    public boolean isCancelled() {
      return cancelled || super.isCancelled();
    }

    @Override
    public T result() throws Exception {
      if (cancelled) {
        throw new CancellationException();
      }
      return super.result();
    }
  }

  /** A future with one fault: it is not cancelled when it is asked to be. */
  private static final class CancelWaits<T extends @Nullable Object> extends Broken<T> {
    private volatile boolean asked;

    CancelWaits(ConcurrentFuture<T> whole) {
      super(whole);
    }

    @Override
    public boolean cancel() {
      asked = true;
      return super.cancel();
    }

    @Override
    public boolean isCancelled() {
      return !asked && super.isCancelled();
    }
  }

  /** A future with one fault: it can be cancelled when it is done. */
  private static final class LateCancelWins<T extends @Nullable Object> extends Broken<T> {
    private volatile boolean cancelled;

    LateCancelWins(ConcurrentFuture<T> whole) {
      super(whole);
    }

    @Override
    public boolean cancel() {
      cancelled = true;
      super.cancel();
      return true;
    }

    @Override
    public boolean isCancelled() {
      return cancelled || super.isCancelled();
    }
  }

  /** A future with one fault: it raises what the loop raises for a cancelled task. */
  private static final class CancelledIsAnError<T extends @Nullable Object> extends Broken<T> {
    private volatile boolean asked;

    CancelledIsAnError(ConcurrentFuture<T> whole) {
      super(whole);
    }

    @Override
    public boolean cancel() {
      asked = true;
      return super.cancel();
    }

    @Override
    public T result() throws Exception {
      try {
        return super.result();
      } catch (CancellationException cancelled) {
        if (asked) {
          throw cancelled;
        }
        throw new CancelledError();
      }
    }
  }

  /** A module with one fault: coroutines from other threads run in those threads. */
  private static final class LoopOfItsOwn extends ReferenceAsyncio {
    LoopOfItsOwn(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> ConcurrentFuture<T> runCoroutineThreadsafe(
        Coroutine<T> coro, EventLoop loop) {
      if (loop.isClosed() || !loop.isRunning()) {
        return super.runCoroutineThreadsafe(coro, loop);
      }
      ThreadFuture<T> future = new ThreadFuture<>();
      future.complete(() -> run(coro));
      return future;
    }
  }

  /** A module with one fault: coroutines from other threads are in no task. */
  private static final class NoTask extends ReferenceAsyncio {
    private volatile @Nullable Coroutine<?> submitted;

    NoTask(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> ConcurrentFuture<T> runCoroutineThreadsafe(
        Coroutine<T> coro, EventLoop loop) {
      submitted = coro;
      return super.runCoroutineThreadsafe(coro, loop);
    }

    @Override
    public @Nullable Task<?> currentTask() {
      Task<?> current = super.currentTask();
      return current != null && current.getCoro() == submitted ? null : current;
    }
  }

  /** A module with one fault: submitting a coroutine waits until it has begun. */
  private static final class WaitsForTheLoop extends ReferenceAsyncio {
    private final Thread mine = Thread.currentThread();

    WaitsForTheLoop(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> ConcurrentFuture<T> runCoroutineThreadsafe(
        Coroutine<T> coro, EventLoop loop) {
      ConcurrentFuture<T> future = super.runCoroutineThreadsafe(coro, loop);
      try {
        if (Thread.currentThread() != mine) {
          super.runCoroutineThreadsafe(sleep(Duration.ZERO), loop).result();
        }
      } catch (Exception interrupted) {
        Thread.currentThread().interrupt();
      }
      return future;
    }
  }
}
