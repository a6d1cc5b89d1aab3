package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncGenerator;
import io.asynciotck.api.AsyncGenerators;
import io.asynciotck.api.Coroutine;
import io.asynciotck.reference.BaseAsyncio;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous generators of a module.
 *
 * @param asyncio the module
 */
public record ValuesGenerators(BaseAsyncio asyncio) implements AsyncGenerators {

  @Override
  public <T extends @Nullable Object> AsyncGenerator<T> generator(
      List<T> values, Callable<? extends Coroutine<?>> cleanUp) {
    return new GeneratorHandle<>(asyncio, values, cleanUp);
  }
}
