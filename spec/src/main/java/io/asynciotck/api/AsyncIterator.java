package io.asynciotck.api;

import io.asynciotck.spec.ConformanceClass;
import org.jspecify.annotations.Nullable;

/**
 * What {@code async for} goes through.
 *
 * <p>Source: PEP 492.
 *
 * @param <T> the type of what it gives
 */
@OfClass(ConformanceClass.TASKS)
public interface AsyncIterator<T extends @Nullable Object> {

  /**
   * What {@code async for} awaits for each step.
   *
   * @return what gives the next one, or raises {@link
   *     io.asynciotck.api.io.StopAsyncIterationException} at the end
   */
  @PythonName("__anext__")
  Awaitable<T> next();
}
