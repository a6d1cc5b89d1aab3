package io.asynciotck.api;

import io.asynciotck.spec.ConformanceClass;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine function: what Python defines with {@code async def}. Each call makes a coroutine.
 *
 * <p>Source: the Python Language Reference, Coroutine function definition.
 *
 * @param <T> the type of the coroutines' results
 */
@FunctionalInterface
@OfClass(ConformanceClass.TASKS)
public interface CoroutineFunction<T extends @Nullable Object> {

  /**
   * Makes a coroutine, of which nothing runs yet.
   *
   * @return the coroutine, another one each time
   */
  Coroutine<T> call();
}
