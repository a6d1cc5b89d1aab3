package io.asynciotck.api;

import io.asynciotck.spec.ConformanceClass;
import org.jspecify.annotations.Nullable;

/**
 * An asynchronous generator: it gives values one by one, and has a clean-up that may wait.
 *
 * <p>Source: PEP 525.
 *
 * @param <T> the type of its values
 */
@OfClass(ConformanceClass.ASYNC_GENERATORS)
public interface AsyncGenerator<T extends @Nullable Object> extends AsyncIterator<T> {

  /**
   * What ends the generator before its last value, if it has begun and not ended.
   *
   * @return what returns when its clean-up has run, and raises what that has raised
   */
  Awaitable<@Nullable Void> aclose();
}
