package io.asynciotck.api.sync;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.PythonName;
import org.jspecify.annotations.Nullable;

/**
 * What {@code async with} takes.
 *
 * <p>Source: PEP 492.
 *
 * @param <T> the type of what the name behind {@code as} stands for
 */
public interface AsyncContextManager<T extends @Nullable Object> {

  /**
   * What {@code async with} awaits before its block.
   *
   * @return a coroutine that gives what the name behind {@code as} stands for
   */
  @PythonName("__aenter__")
  Coroutine<T> enter();

  /**
   * What {@code async with} awaits behind its block.
   *
   * @param excType the class of the exception that the block has raised, if any
   * @param exc that exception
   * @param traceback where it came from
   * @return a coroutine that gives whether the exception ends here
   */
  @PythonName("__aexit__")
  Coroutine<@Nullable Object> exit(
      @Nullable Object excType, @Nullable Throwable exc, @Nullable Object traceback);
}
