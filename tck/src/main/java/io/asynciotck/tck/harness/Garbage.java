package io.asynciotck.tck.harness;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Makes what nobody holds any longer, on the side of the implementation, and has it collected: what
 * the kit has in its hands stays there for as long as it likes. A loop may hold what it has run
 * last until it runs something else.
 */
public interface Garbage {

  /** Leaves a future in which an exception was set. */
  void failedFuture(EventLoop loop, Throwable exception);

  /** The same, whose exception was asked for before. */
  void retrievedFuture(EventLoop loop, Throwable exception);

  /** Leaves a task that has ended with an exception; the loop is run for that. */
  void failedTask(EventLoop loop, Throwable exception);

  /**
   * Makes a coroutine that begins an asynchronous generator and leaves it open.
   *
   * @param cleanUp what the generator awaits when it is closed
   */
  Coroutine<?> openGenerator(Callable<? extends Coroutine<?>> cleanUp);

  /** Collects what was left so. */
  void collect();

  /** Starts a task that waits for something, and is in nobody's hands when it has ended. */
  void startWaiter(EventLoop loop, Awaitable<?> awaitable);

  /** Cancels the tasks that {@link #startWaiter} has started. */
  void cancelWaiters();

  /**
   * What is still there, when garbage was collected, of those of these tasks that have ended with
   * {@link io.asynciotck.api.CancelledError}: {@code a task}, {@code a future} at which one waited,
   * or {@code nothing}.
   *
   * @param but futures that the test itself holds
   */
  String keptOfWaiters(List<? extends AsyncFuture<?>> but);
}
