package io.asynciotck.reference.loop;

import io.asynciotck.api.CancelledError;
import io.asynciotck.api.ConcurrentFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.Task;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.threads.ThreadFuture;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Faults in {@code run_coroutine_threadsafe}. */
final class CoroutineThreadsFaults {

  private CoroutineThreadsFaults() {}

  /** A concurrent future of which one part is broken. */
  static class Broken<T extends @Nullable Object> implements ConcurrentFuture<T> {
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

  @Fault(
      what = "The other thread gets nothing instead of the coroutine's result.",
      breaks = {
        "run-coroutine-threadsafe.cancel-done",
        "run-coroutine-threadsafe.result",
        "run-coroutine-threadsafe.timeout-goes-on"
      },
      ripples = {"wrap-future.concurrent.result"})
  static final class NoResult<T extends @Nullable Object> extends Broken<T> {
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

  @Fault(
      what =
          "The other thread gets nothing instead of a result for which it waits with a time-out.",
      breaks = {"run-coroutine-threadsafe.result"})
  static final class NoResultInTime<T extends @Nullable Object> extends Broken<T> {
    NoResultInTime(ConcurrentFuture<T> whole) {
      super(whole);
    }

    @Override
    @SuppressWarnings("NullAway") // Breaks the type on purpose.
    public T result(Duration timeout) throws Exception {
      super.result(timeout);
      return null;
    }
  }

  @Fault(
      what = "The other thread gets nothing instead of the coroutine's exception.",
      breaks = {"run-coroutine-threadsafe.exception"},
      ripples = {"wrap-future.concurrent.exception"})
  static final class NoException<T extends @Nullable Object> extends Broken<T> {
    NoException(ConcurrentFuture<T> whole) {
      super(whole);
    }

    @Override
    @SuppressWarnings("NullAway") // Breaks the type on purpose.
    public T result() throws Exception {
      return !isCancelled() && exception() != null ? null : super.result();
    }
  }

  @Fault(
      what = "The other thread gets nothing instead of what is no Exception.",
      breaks = {"run-coroutine-threadsafe.exception"})
  static final class NoOtherErrors<T extends @Nullable Object> extends Broken<T> {
    NoOtherErrors(ConcurrentFuture<T> whole) {
      super(whole);
    }

    @Override
    @SuppressWarnings("NullAway") // Breaks the type on purpose.
    public T result() throws Exception {
      return !isCancelled() && exception() instanceof Error ? null : super.result();
    }
  }

  @Fault(
      what = "A coroutine that was cancelled before it has begun waits all the same.",
      breaks = {"run-coroutine-threadsafe.cancel"})
  static final class EarlyCancelStaysOutside extends ReferenceAsyncio {
    EarlyCancelStaysOutside(LoopClock clock) {
      super(clock);
    }

    @Override
    public <T extends @Nullable Object> ConcurrentFuture<T> runCoroutineThreadsafe(
        Coroutine<T> coro, EventLoop loop) {
      AtomicBoolean hasBegun = new AtomicBoolean();
      ConcurrentFuture<T> whole =
          super.runCoroutineThreadsafe(
              coroutine(() -> {
                hasBegun.set(true);
                return await(coro);
              }),
              loop);
      return new CancelStaysOutside<>(whole) {
        @Override
        public boolean cancel() {
          return hasBegun.get() ? whole.cancel() : super.cancel();
        }
      };
    }
  }

  @Fault(
      what = "result takes no notice of its timeout.",
      breaks = {
        "run-coroutine-threadsafe.result-timeout",
        "run-coroutine-threadsafe.timeout-goes-on"
      })
  static final class WaitsForEver<T extends @Nullable Object> extends Broken<T> {
    WaitsForEver(ConcurrentFuture<T> whole) {
      super(whole);
    }

    @Override
    public T result(Duration timeout) throws Exception {
      return result();
    }
  }

  @Fault(
      what = "A result that times out cancels the coroutine.",
      breaks = {"run-coroutine-threadsafe.timeout-goes-on"})
  static final class TimeoutCancels<T extends @Nullable Object> extends Broken<T> {
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

  @Fault(
      what = "Cancelling the concurrent future leaves the task alone.",
      breaks = {"run-coroutine-threadsafe.cancel-own-thread", "run-coroutine-threadsafe.cancel"},
      ripples = {"wrap-future.cancel.backward"})
  static class CancelStaysOutside<T extends @Nullable Object> extends Broken<T> {
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

  @Fault(
      what = "The concurrent future is cancelled only if the task lets itself be cancelled.",
      breaks = {"run-coroutine-threadsafe.cancelled-at-once"},
      ripples = {"wrap-future.*"})
  static final class CancelWaits<T extends @Nullable Object> extends Broken<T> {
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

  @Fault(
      what = "A future that has its result can still be cancelled.",
      breaks = {"run-coroutine-threadsafe.cancel-done"})
  static final class LateCancelWins<T extends @Nullable Object> extends Broken<T> {
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

  @Fault(
      what = "A task that was cancelled in the loop gives the other thread a CancelledError.",
      breaks = {"run-coroutine-threadsafe.cancelled-inside"})
  static final class CancelledIsAnError<T extends @Nullable Object> extends Broken<T> {
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

  @Fault(
      what = "run_coroutine_threadsafe runs the coroutine in a new loop in the calling thread.",
      breaks = {
        "run-coroutine-threadsafe.cancel-own-thread",
        "run-coroutine-threadsafe.cancel",
        "run-coroutine-threadsafe.cancelled-at-once",
        "run-coroutine-threadsafe.cancelled-inside",
        "run-coroutine-threadsafe.loop-thread",
        "run-coroutine-threadsafe.result-timeout",
        "run-coroutine-threadsafe.timeout-goes-on"
      })
  static final class LoopOfItsOwn extends ReferenceAsyncio {
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

  @Fault(
      what = "A submitted coroutine does not see the task that it runs in.",
      breaks = {"run-coroutine-threadsafe.task"})
  static final class NoTask extends ReferenceAsyncio {
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

  @Fault(
      what = "run_coroutine_threadsafe returns when the coroutine has begun.",
      breaks = {"run-coroutine-threadsafe.order", "run-coroutine-threadsafe.pending"})
  static final class WaitsForTheLoop extends ReferenceAsyncio {
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

  @Fault(
      what = "A cancellation in the loop's own thread is put off as one of another thread is.",
      breaks = {"run-coroutine-threadsafe.cancel-own-thread"})
  static final class CancelsFromAnotherThread<T extends @Nullable Object> extends Broken<T> {
    CancelsFromAnotherThread(ConcurrentFuture<T> whole) {
      super(whole);
    }

    @Override
    public boolean cancel() {
      boolean[] cancelled = new boolean[1];
      Thread other = Thread.ofPlatform().start(() -> cancelled[0] = super.cancel());
      try {
        other.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      return cancelled[0];
    }
  }
}
