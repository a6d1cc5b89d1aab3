package io.asynciotck.reference;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.SystemExit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of a loop until a future is done. */
public final class CompleteRun<T extends @Nullable Object> {
  private final EventLoop loop;
  private final AsyncFuture<T> future;

  /** A run of a loop until a future is done. */
  public CompleteRun(EventLoop loop, AsyncFuture<T> future) {
    this.loop = loop;
    this.future = future;
  }

  /** Runs the loop. */
  public T execute() throws Exception {
    Consumer<AsyncFuture<T>> stopper = this::stopLoop;
    // Rule: loop.run-until-complete.already-done
    future.addDoneCallback(stopper);
    try {
      // Rule: loop.run-until-complete.waits
      loop.runForever();
    } finally {
      // Rule: loop.restart.after-run-until-complete
      future.removeDoneCallback(stopper);
    }
    if (!future.isDone()) {
      throw new IllegalStateException("The loop was stopped before the future was done: " + future);
    }
    // Rule: loop.run-until-complete.result, loop.run-until-complete.exception
    // Rule: loop.run-until-complete.cancelled
    return future.result();
  }

  /** Stops the loop, unless what ended the future leaves the loop by itself. */
  public void stopLoop(AsyncFuture<T> done) {
    Throwable exception = done.isCancelled() ? null : done.exception();
    if (!(exception instanceof SystemExit || exception instanceof KeyboardInterrupt)) {
      loop.stop();
    }
  }
}
