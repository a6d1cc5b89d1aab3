package io.asynciotck.api;

import org.jspecify.annotations.Nullable;

/**
 * The body of a coroutine in direct style: what follows {@code async def} in Python. It suspends in
 * {@link Asyncio#await}.
 *
 * @param <T> the type of the value that it returns
 */
@FunctionalInterface
public interface CoroutineBody<T extends @Nullable Object> {
  /**
   * Runs the body once.
   *
   * @return the value of the coroutine
   * @throws Exception what the coroutine raises
   */
  T run() throws Exception;
}
