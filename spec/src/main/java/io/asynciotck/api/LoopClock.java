package io.asynciotck.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The clock that a loop runs by, where the implementation lets its user give one ({@link
 * Capability#VIRTUAL_TIME}).
 *
 * <p>The methods are called in the loop's thread, {@link #time} in others too.
 */
public interface LoopClock {

  /**
   * The time now. Never less than an earlier reading.
   *
   * @return the time
   */
  LoopTime time();

  /**
   * How coarse the clock is: a timer may fire this much before its deadline.
   *
   * @return the resolution
   */
  Duration resolution();

  /**
   * Asked by a loop that has nothing to run and is about to wait. A clock that makes time pass by
   * itself does so now.
   *
   * @param timeout how long until the loop's next timer, or null if it has none
   * @return true if the time has passed, so that the loop must look again; false if the loop must
   *     wait
   */
  boolean skip(@Nullable Duration timeout);
}
