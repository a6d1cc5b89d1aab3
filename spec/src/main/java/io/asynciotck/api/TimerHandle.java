package io.asynciotck.api;

import io.asynciotck.spec.ConformanceClass;

/**
 * The handle of a callback that was scheduled for a time.
 *
 * <p>Python: {@code asyncio.TimerHandle}. Source: asyncio-eventloop, Callback Handles.
 */
@OfClass(ConformanceClass.TIMERS)
public interface TimerHandle extends Handle {

  /**
   * The time for which the callback was scheduled. Since 3.7.
   *
   * @return the deadline, on the clock of its loop
   */
  LoopTime when();
}
