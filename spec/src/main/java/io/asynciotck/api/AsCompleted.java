package io.asynciotck.api;

import io.asynciotck.spec.ConformanceClass;
import org.jspecify.annotations.Nullable;

/**
 * What {@code as_completed} returns: the outcomes of some awaitables in the order in which they
 * complete. It is gone through once, in one of two ways.
 *
 * <p>Source: asyncio-task, as_completed.
 */
@OfClass(ConformanceClass.TASKS)
public interface AsCompleted {

  /**
   * What {@code for} begins with.
   *
   * @return what goes through coroutines, each of which gives the outcome of the awaitable that
   *     completes next
   */
  @PythonName("__iter__")
  PlainIterator<Coroutine<? extends @Nullable Object>> plainIterator();

  /**
   * What {@code async for} begins with. Since 3.13.
   *
   * @return what goes through the tasks and futures that were given, and through the tasks of the
   *     coroutines
   */
  @PythonName("__aiter__")
  AsyncIterator<AsyncFuture<?>> asyncIterator();
}
