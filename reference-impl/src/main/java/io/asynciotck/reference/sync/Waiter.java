package io.asynciotck.reference.sync;

import io.asynciotck.api.AsyncFuture;
import org.jspecify.annotations.Nullable;

/** One task that waits in a line until it is called, or gives up. */
final class Waiter {
  private final AsyncFuture<Boolean> called;

  /** Its neighbours in the line; a waiter that stands in none has none. */
  @Nullable Waiter before;

  @Nullable Waiter behind;
  boolean standsInLine;

  Waiter(AsyncFuture<Boolean> called) {
    this.called = called;
  }

  /** What its task waits for. */
  AsyncFuture<Boolean> turn() {
    return called;
  }

  /** Whether it was cancelled before it was called: its task does not know that yet. */
  boolean hasGivenUp() {
    return called.isCancelled();
  }

  /** Whether it was called, even if its task has been cancelled since. */
  boolean wasCalled() {
    return called.isDone() && !called.isCancelled();
  }

  /** Calls it: what it waited for is its own. */
  void call() {
    called.setResult(true);
  }
}
