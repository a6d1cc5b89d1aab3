package io.asynciotck.tck.harness;

import io.asynciotck.api.EventLoop;

/**
 * Makes what nobody holds any longer, on the side of the implementation, and has it collected: what
 * the kit has in its hands stays there for as long as it likes.
 */
public interface Garbage {

  /** A future in which an exception was set. */
  void failedFuture(EventLoop loop, Throwable exception);

  /** The same, whose exception was asked for before. */
  void retrievedFuture(EventLoop loop, Throwable exception);

  /** A task that has ended with an exception; the loop is run for that. */
  void failedTask(EventLoop loop, Throwable exception);
}
