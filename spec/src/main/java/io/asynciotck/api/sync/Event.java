package io.asynciotck.api.sync;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.OfClass;
import io.asynciotck.api.PythonName;
import io.asynciotck.spec.ConformanceClass;

/**
 * A flag that tasks wait for.
 *
 * <p>Python: {@code asyncio.Event}. Source: asyncio-sync.
 */
@OfClass(ConformanceClass.SYNC)
public interface Event {

  /**
   * Waits until the flag is set.
   *
   * @return a coroutine that does it and gives true
   */
  @PythonName("wait")
  Coroutine<Boolean> waiting();

  /** Sets the flag, and wakes all who wait for it. */
  void set();

  /** Takes the flag back. */
  void clear();

  /**
   * Whether the flag is set.
   *
   * @return whether it is
   */
  @PythonName("is_set")
  boolean isSet();
}
