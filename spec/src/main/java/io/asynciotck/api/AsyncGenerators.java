package io.asynciotck.api;

import io.asynciotck.spec.ConformanceClass;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Makes asynchronous generators. Java has no function that yields, so they are made of their parts:
 * in Python this is a function with {@code yield} in a {@code try}, and its clean-up in the {@code
 * finally}.
 */
@OfClass(ConformanceClass.ASYNC_GENERATORS)
public interface AsyncGenerators {

  /**
   * Makes a generator that has not begun.
   *
   * @param values what it gives, one by one
   * @param cleanUp what it awaits behind its last value, or when it is closed before; a generator
   *     that has not begun has nothing to clean up
   * @param <T> the type of the values
   * @return the generator
   */
  <T extends @Nullable Object> AsyncGenerator<T> generator(
      List<T> values, Callable<? extends Coroutine<?>> cleanUp);
}
