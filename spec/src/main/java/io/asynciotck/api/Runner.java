package io.asynciotck.api;

import io.asynciotck.spec.ConformanceClass;
import org.jspecify.annotations.Nullable;

/**
 * A loop and a context for several programs, one after the other. Neither is made before it is
 * needed. Since 3.11.
 *
 * <p>Python: {@code asyncio.Runner}. Source: asyncio-runner.
 */
@OfClass(ConformanceClass.RUNNER)
public interface Runner {

  /**
   * What {@code with} does before its block: makes the loop.
   *
   * @return this runner
   */
  @PythonName("__enter__")
  Runner enter();

  /**
   * What {@code with} does behind its block: closes this runner.
   *
   * @param excType the class of the exception that the block has raised, if any
   * @param exc that exception
   * @param traceback where it came from
   * @return whether the exception ends here
   * @throws Exception if the clean-up fails
   */
  @PythonName("__exit__")
  @Nullable Object exit(
      @Nullable Object excType, @Nullable Throwable exc, @Nullable Object traceback)
      throws Exception;

  /**
   * Runs a coroutine to its end, in the loop and the context of this runner.
   *
   * @param coro the coroutine; since 3.14 any awaitable
   * @param <T> the type of its result
   * @return its result
   * @throws IllegalStateException if a loop is running in the current thread, or this runner is
   *     closed
   * @throws Exception the exception of the coroutine
   */
  <T extends @Nullable Object> T run(Awaitable<T> coro) throws Exception;

  /**
   * As {@link #run(Awaitable)}, in a context that is given.
   *
   * @param context what the coroutine runs in
   * @param coro the coroutine
   * @param <T> the type of its result
   * @return its result
   * @throws Exception as {@link #run(Awaitable)}
   */
  <T extends @Nullable Object> T run(@Keyword Context context, Awaitable<T> coro) throws Exception;

  /**
   * The loop of this runner, which is made if there is none yet.
   *
   * @return the loop
   * @throws IllegalStateException if this runner is closed
   */
  EventLoop getLoop();

  /**
   * Cancels what is left in the loop, shuts the default executor down, and closes the loop.
   *
   * @throws Exception if the clean-up fails
   */
  void close() throws Exception;
}
