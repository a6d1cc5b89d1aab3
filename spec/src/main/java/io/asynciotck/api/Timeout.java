package io.asynciotck.api;

import io.asynciotck.api.sync.AsyncContextManager;
import io.asynciotck.spec.ConformanceClass;
import org.jspecify.annotations.Nullable;

/**
 * Limits the time of a block of a task: cancels the task when the time has passed, and turns the
 * cancellation into a {@link java.util.concurrent.TimeoutException} behind the block. Since 3.11.
 *
 * <p>Python: {@code asyncio.Timeout}. Source: asyncio-task.
 */
@OfClass(ConformanceClass.TIMEOUTS)
public interface Timeout extends AsyncContextManager<Timeout> {

  /**
   * The deadline.
   *
   * @return it, or null if there is none
   */
  @Nullable LoopTime when();

  /**
   * Sets another deadline.
   *
   * @param when the new one, or null for none
   */
  void reschedule(@Nullable LoopTime when);

  /**
   * Whether the deadline has passed while the block ran.
   *
   * @return whether it has
   */
  @PythonName("expired")
  boolean isExpired();
}
