package io.asynciotck.reference;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.SystemExit;
import io.asynciotck.reference.queue.ReadyEntry;
import io.asynciotck.reference.queue.Report;
import io.asynciotck.reference.queue.RunningLoop;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A callback of a future: waits in the future's list, then in the ready queue. */
public class DoneCallback<T extends @Nullable Object> extends ReadyEntry {
  private final Consumer<? super AsyncFuture<T>> callback;
  private final LoopFuture<T> future;

  /** A callback of a future, in no list yet. */
  public DoneCallback(LoopFuture<T> future, Consumer<? super AsyncFuture<T>> callback) {
    this.future = future;
    this.callback = Objects.requireNonNull(callback, "callback");
  }

  /** What it calls. */
  public Consumer<? super AsyncFuture<T>> callback() {
    return callback;
  }

  @Override
  public void run(RunningLoop loop) {
    try {
      call();
    } catch (SystemExit | KeyboardInterrupt leaving) {
      throw leaving;
      // Rule: future.done-callback.exception
    } catch (Throwable raised) {
      loop.report(
          Report.of("Exception in callback " + callback, raised)
              .with("handle", this)
              .with("future", future));
    }
  }

  /** Calls it. */
  protected void call() {
    // Rule: future.done-callback.argument
    callback.accept(future);
  }

  @Override
  public String toString() {
    return "<Handle " + callback + " of " + future + ">";
  }
}
