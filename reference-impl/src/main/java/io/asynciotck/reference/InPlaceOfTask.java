package io.asynciotck.reference;

import io.asynciotck.api.AsyncFuture;
import org.jspecify.annotations.Nullable;

/**
 * A callback that waits for a future in place of a task, which awaits another one meanwhile:
 * whoever looks for those that wait for the future finds the task by it.
 */
public interface InPlaceOfTask {

  /** What the task awaits; null if it awaits nothing. */
  @Nullable AsyncFuture<?> awaited();
}
