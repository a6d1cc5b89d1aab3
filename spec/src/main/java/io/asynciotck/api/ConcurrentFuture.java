package io.asynciotck.api;

import io.asynciotck.spec.ConformanceClass;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The future that {@link Asyncio#runCoroutineThreadsafe} gives to another thread. It may be used in
 * any thread.
 *
 * <p>Python: {@code concurrent.futures.Future}. Source: asyncio-task, Scheduling From Other
 * Threads.
 *
 * @param <T> the type of the result
 */
@OfClass(ConformanceClass.THREADS)
public interface ConcurrentFuture<T extends @Nullable Object> {

  /**
   * Blocks until the future is done.
   *
   * @return the result
   * @throws java.util.concurrent.CancellationException if the future was cancelled
   * @throws Exception what the coroutine raised
   */
  T result() throws Exception;

  /**
   * Blocks until the future is done or a time has passed.
   *
   * @param timeout how long to wait at most; zero looks and does not wait
   * @return the result
   * @throws java.util.concurrent.TimeoutException if the time passed first
   * @throws java.util.concurrent.CancellationException if the future was cancelled
   * @throws Exception what the coroutine raised
   */
  T result(Duration timeout) throws Exception;

  /**
   * Blocks until the future is done.
   *
   * @return the exception that the coroutine raised, or null
   * @throws java.util.concurrent.CancellationException if the future was cancelled
   * @throws InterruptedException if the waiting thread was interrupted
   */
  @Nullable Throwable exception() throws InterruptedException;

  /**
   * Asks for cancellation: the task in the loop is cancelled.
   *
   * @return false if the future was done already
   */
  boolean cancel();

  /**
   * Whether the future is done.
   *
   * @return whether it is done
   */
  @PythonName("done")
  boolean isDone();

  /**
   * Whether the future was cancelled.
   *
   * @return whether it was cancelled
   */
  @PythonName("cancelled")
  boolean isCancelled();

  /**
   * Adds a callback that is called once the future is done, in the thread that made it so, or at
   * once if it is done.
   *
   * @param callback what to call, with this future
   */
  void addDoneCallback(Consumer<? super ConcurrentFuture<T>> callback);
}
