package io.asynciotck.api;

import org.jspecify.annotations.Nullable;

/**
 * Where a coroutine came to rest: suspended, or returned. A coroutine that raises does so out of
 * {@link Coroutine#send}.
 *
 * @param <T> the type of the value that the coroutine returns
 */
public sealed interface Step<T extends @Nullable Object> {

  /**
   * The coroutine is suspended.
   *
   * @param on the future that it waits for; null for a bare yield, which asks to be resumed in the
   *     next iteration
   * @param <T> the type of the value that the coroutine returns
   */
  record Suspended<T extends @Nullable Object>(@Nullable AsyncFuture<?> on) implements Step<T> {}

  /**
   * The coroutine has ended normally.
   *
   * @param value what it returned
   * @param <T> the type of that value
   */
  record Returned<T extends @Nullable Object>(T value) implements Step<T> {}
}
