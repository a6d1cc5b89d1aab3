package io.asynciotck.api;

import io.asynciotck.spec.ConformanceClass;
import org.jspecify.annotations.Nullable;

/**
 * A computation that can be suspended, driven from outside by {@link #send} and {@link #throwInto}.
 *
 * <p>It is what it is in Python: an object that runs until it suspends on a future (or on nothing,
 * a bare yield), returns or raises. Nothing of it runs before the first {@code send}. {@link
 * Asyncio#coroutine} makes one from a direct-style body; a program may also implement this
 * interface itself.
 *
 * <p>Source: asyncio-task, Coroutines; PEP 492.
 *
 * @param <T> the type of the value that the coroutine returns
 */
@OfClass(ConformanceClass.TASKS)
public interface Coroutine<T extends @Nullable Object> extends Awaitable<T> {

  /**
   * Runs the coroutine from where it is to its next suspension or its end.
   *
   * @param value what the expression on which it is suspended evaluates to; null for the first call
   * @return where the coroutine came to rest
   * @throws IllegalStateException if the coroutine has already ended or is running
   * @throws Exception what the coroutine raised
   */
  @PythonName("send")
  Step<T> send(@Nullable Object value) throws Exception;

  /**
   * Raises an exception in the coroutine at the place where it is suspended, and runs it to its
   * next suspension or its end. In a coroutine that has not begun, nothing of the body runs.
   *
   * @param exception what to raise
   * @return where the coroutine came to rest
   * @throws IllegalStateException if the coroutine is running
   * @throws Exception what the coroutine raised: {@code exception} itself, if it did not catch it
   */
  @PythonName("throw")
  Step<T> throwInto(Throwable exception) throws Exception;

  /**
   * Ends the coroutine: one that is suspended runs its {@code finally} blocks. Closing it again has
   * no effect.
   *
   * @throws IllegalStateException if the coroutine is running, or suspends again instead of ending
   */
  void close();
}
