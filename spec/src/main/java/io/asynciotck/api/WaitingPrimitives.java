package io.asynciotck.api;

import io.asynciotck.spec.ConformanceClass;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * What a module offers to wait for several awaitables. A module that has none of it raises {@link
 * UnsupportedOperationException}.
 *
 * <p>Source: asyncio-task, Waiting primitives.
 */
@OfClass(ConformanceClass.TASKS)
public interface WaitingPrimitives {

  /**
   * Waits until all of some futures are done.
   *
   * @param aws the futures; coroutines are refused since 3.11
   * @return a coroutine that does it and gives two sets, of those that are done and of the others
   */
  @PythonName("wait")
  default Coroutine<List<Set<AsyncFuture<?>>>> waiting(List<? extends Awaitable<?>> aws) {
    throw new UnsupportedOperationException("wait");
  }

  /**
   * As {@link #waiting(List)}, for futures that can be gone through only once: Python's generator.
   * Since 3.12.
   *
   * @param aws the futures
   * @return a coroutine that does it and gives two sets, of those that are done and of the others
   */
  @PythonName("wait")
  default Coroutine<List<Set<AsyncFuture<?>>>> waiting(Iterator<? extends Awaitable<?>> aws) {
    throw new UnsupportedOperationException("wait(generator)");
  }

  /**
   * As {@link #waiting(List)}, for a limited time. What is not done then is in the second set.
   *
   * @param aws the futures
   * @param timeout how long
   * @return a coroutine that does it and gives two sets, of those that are done and of the others
   */
  @PythonName("wait")
  default Coroutine<List<Set<AsyncFuture<?>>>> waiting(
      List<? extends Awaitable<?>> aws, @Keyword Duration timeout) {
    throw new UnsupportedOperationException("wait");
  }

  /**
   * As {@link #waiting(List)}, until something else holds.
   *
   * @param aws the futures
   * @param returnWhen {@link #firstCompleted} or {@link #firstException}
   * @return a coroutine that does it and gives two sets, of those that are done and of the others
   */
  @PythonName("wait")
  default Coroutine<List<Set<AsyncFuture<?>>>> waiting(
      List<? extends Awaitable<?>> aws, @Keyword Object returnWhen) {
    throw new UnsupportedOperationException("wait");
  }

  /**
   * Says that waiting ends when one is done.
   *
   * @return the constant
   */
  @PythonAttribute("FIRST_COMPLETED")
  default Object firstCompleted() {
    throw new UnsupportedOperationException("FIRST_COMPLETED");
  }

  /**
   * Says that waiting ends when one has failed, or when all are done.
   *
   * @return the constant
   */
  @PythonAttribute("FIRST_EXCEPTION")
  default Object firstException() {
    throw new UnsupportedOperationException("FIRST_EXCEPTION");
  }

  /**
   * Gives the outcomes of some awaitables in the order in which they complete.
   *
   * @param aws the awaitables; coroutines become tasks
   * @return what they are gone through with
   */
  default AsCompleted asCompleted(List<? extends Awaitable<?>> aws) {
    throw new UnsupportedOperationException("as_completed");
  }

  /**
   * As {@link #asCompleted(List)}, for awaitables that can be gone through only once: Python's
   * generator. Since 3.12.
   *
   * @param aws the awaitables; coroutines become tasks
   * @return what they are gone through with
   */
  default AsCompleted asCompleted(Iterator<? extends Awaitable<?>> aws) {
    throw new UnsupportedOperationException("as_completed(generator)");
  }

  /**
   * As {@link #asCompleted(List)}, for a limited time.
   *
   * @param aws the awaitables; coroutines become tasks
   * @param timeout how long; when it has passed, {@link java.util.concurrent.TimeoutException} is
   *     raised where the next outcome is waited for
   * @return what they are gone through with
   */
  @OfClass(ConformanceClass.TIMEOUTS)
  default AsCompleted asCompleted(List<? extends Awaitable<?>> aws, @Keyword Duration timeout) {
    throw new UnsupportedOperationException("as_completed(timeout)");
  }
}
