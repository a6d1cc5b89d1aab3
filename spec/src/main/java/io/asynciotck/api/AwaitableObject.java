package io.asynciotck.api;

import org.jspecify.annotations.Nullable;

/**
 * An object that can be awaited and is neither a coroutine nor a future. Programs make such
 * classes.
 *
 * <p>Python: an object with a method {@code __await__}. Source: asyncio-task, Awaitables.
 *
 * @param <T> the type of the result that awaiting gives
 */
@FunctionalInterface
public interface AwaitableObject<T extends @Nullable Object> extends Awaitable<T> {

  /**
   * What is awaited in its place.
   *
   * @return a coroutine that has not begun
   */
  Coroutine<T> awaited();
}
