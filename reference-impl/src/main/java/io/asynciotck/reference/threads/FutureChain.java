package io.asynciotck.reference.threads;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.ConcurrentFuture;
import io.asynciotck.api.EventLoop;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Ties a future of a loop to one of threads: the result goes one way, a cancellation both. */
public final class FutureChain {
  private FutureChain() {}

  /** The loop's future becomes what the threads' future becomes. */
  public static <T extends @Nullable Object> void toLoop(
      ConcurrentFuture<T> source, AsyncFuture<T> destination) {
    destination.addDoneCallback(done -> {
      if (done.isCancelled()) {
        source.cancel();
      }
    });
    // Rule: loop.run-in-executor.wakes
    // Rule: wrap-future.concurrent.thread
    source.addDoneCallback(_ -> handOver(destination.getLoop(), () -> copy(source, destination)));
  }

  /** Gives a loop a callback from any thread, unless it is closed, or is being closed just now. */
  public static void handOver(EventLoop loop, Runnable callback) {
    if (loop.isClosed()) {
      return;
    }
    try {
      loop.callSoonThreadsafe(callback);
    } catch (IllegalStateException refused) {
      if (!loop.isClosed()) {
        throw refused;
      }
    }
  }

  private static <T extends @Nullable Object> void copy(
      ConcurrentFuture<T> source, AsyncFuture<T> destination) {
    if (destination.isDone()) {
      return;
    }
    T result;
    try {
      result = source.result();
    } catch (CancellationException cancelled) {
      if (source.isCancelled()) {
        destination.cancel();
      } else {
        destination.setException(cancelled);
      }
      return;
    } catch (Throwable raised) {
      // Rule: loop.run-in-executor.exception
      // Rule: wrap-future.concurrent.exception
      destination.setException(raised);
      return;
    }
    // Rule: loop.run-in-executor.result
    // Rule: wrap-future.concurrent.result
    destination.setResult(result);
  }

  /**
   * The threads' future becomes what the loop's future becomes. Called in the loop's thread.
   *
   * @param isInLoop whether the current thread is the one that runs the loop
   */
  public static <T extends @Nullable Object> void toThreads(
      AsyncFuture<T> source, ThreadFuture<T> destination, BooleanSupplier isInLoop) {
    destination.addDoneCallback(done -> {
      if (done.isCancelled()) {
        if (isInLoop.getAsBoolean()) {
          // Rule: run-coroutine-threadsafe.cancel-own-thread
          source.cancel();
        } else {
          // Rule: run-coroutine-threadsafe.cancel
          handOver(source.getLoop(), source::cancel);
        }
      }
    });
    source.addDoneCallback(done -> copy(done, destination));
  }

  private static <T extends @Nullable Object> void copy(
      AsyncFuture<? extends T> source, ThreadFuture<T> destination) {
    if (source.isCancelled()) {
      destination.cancel();
      return;
    }
    if (!destination.begin()) {
      return;
    }
    T result;
    try {
      result = source.result();
    } catch (Throwable raised) {
      // Rule: run-coroutine-threadsafe.exception
      destination.fail(raised);
      return;
    }
    // Rule: run-coroutine-threadsafe.result
    destination.finish(result);
  }
}
