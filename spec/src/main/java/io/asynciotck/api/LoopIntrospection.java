package io.asynciotck.api;

import io.asynciotck.spec.ConformanceClass;

/**
 * A look into a loop, for what exists only in CPython's structure (class {@code cpython-detail}).
 */
@OfClass(ConformanceClass.CPYTHON_DETAIL)
public interface LoopIntrospection {
  /**
   * How many timers a loop keeps, cancelled ones that it has not yet dropped included.
   *
   * @param loop a loop of this implementation
   * @return the number of timers
   */
  int scheduledTimers(EventLoop loop);
}
