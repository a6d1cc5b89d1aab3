package io.asynciotck.tck.harness;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import org.jspecify.annotations.Nullable;

/** What a test needs to see calls and what is printed, on the side of the implementation. */
public interface Looks {

  /**
   * Makes a coroutine of functions named {@code outermost}, {@code midway} and {@code innermost},
   * each of which calls the next. The last one awaits a future.
   */
  Coroutine<@Nullable Void> nestedCalls(AsyncFuture<@Nullable Void> future);

  /** From now on keeps what is written to the standard output. */
  void beginPrinting();

  /** Ends that, and returns what was written. */
  String printed();
}
