package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncGenerator;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Coroutine;
import io.asynciotck.reference.BaseAsyncio;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What a program has of a generator. The loop has the generator, and not this: so it learns when
 * the program has let go of it.
 */
final class GeneratorHandle<T extends @Nullable Object> implements AsyncGenerator<T> {
  private final ValuesGenerator<T> generator;

  GeneratorHandle(BaseAsyncio asyncio, List<T> values, Callable<? extends Coroutine<?>> cleanUp) {
    generator = new ValuesGenerator<>(asyncio, values, cleanUp, this);
  }

  @Override
  public Awaitable<T> next() {
    return generator.next();
  }

  @Override
  public Awaitable<@Nullable Void> aclose() {
    return generator.aclose();
  }

  @Override
  public String toString() {
    return generator.toString();
  }
}
