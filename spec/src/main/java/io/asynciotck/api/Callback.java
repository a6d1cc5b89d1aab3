package io.asynciotck.api;

import org.jspecify.annotations.Nullable;

/**
 * A callback that takes the arguments with which it was scheduled: Python's {@code
 * callback(*args)}. A callback that takes none is a {@link Runnable}.
 */
@FunctionalInterface
public interface Callback {
  /**
   * Runs the callback.
   *
   * @param args the arguments, in the order in which they were given
   */
  void call(@Nullable Object... args);
}
