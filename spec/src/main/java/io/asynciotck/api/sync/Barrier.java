package io.asynciotck.api.sync;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.OfClass;
import io.asynciotck.api.PythonAttribute;
import io.asynciotck.api.PythonName;
import io.asynciotck.spec.ConformanceClass;
import org.jspecify.annotations.Nullable;

/**
 * Lets tasks wait until there are enough of them. Since 3.11.
 *
 * <p>Python: {@code asyncio.Barrier}. Source: asyncio-sync.
 */
@OfClass(ConformanceClass.SYNC)
public interface Barrier extends AsyncContextManager<Integer> {

  /**
   * Waits until enough tasks do.
   *
   * @return a coroutine that does it and gives a number from zero, another one to each task; or
   *     raises {@link BrokenBarrierException} if the barrier is broken or reset
   */
  @PythonName("wait")
  Coroutine<Integer> waiting();

  /**
   * Empties the barrier: who waits gets {@link BrokenBarrierException}.
   *
   * @return a coroutine that does it
   */
  Coroutine<@Nullable Object> reset();

  /**
   * Breaks the barrier: who waits, now or later, gets {@link BrokenBarrierException}.
   *
   * @return a coroutine that does it
   */
  Coroutine<@Nullable Object> abort();

  /**
   * How many tasks it takes to pass.
   *
   * @return how many
   */
  @PythonAttribute("parties")
  int parties();

  /**
   * How many tasks wait.
   *
   * @return how many
   */
  @PythonAttribute("n_waiting")
  int nWaiting();

  /**
   * Whether the barrier is broken.
   *
   * @return whether it is
   */
  @PythonAttribute("broken")
  boolean broken();
}
