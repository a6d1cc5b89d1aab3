package io.asynciotck.api;

import io.asynciotck.spec.ConformanceClass;

/**
 * A callback that a loop was asked to run, and the means to call it off.
 *
 * <p>Python: {@code asyncio.Handle}. Source: asyncio-eventloop, Callback Handles.
 */
@OfClass(ConformanceClass.CORE)
public interface Handle {

  /** Calls the callback off. Has no effect on one that was called off or has run. */
  void cancel();

  /**
   * Whether the callback was called off. Since 3.7.
   *
   * @return whether it was cancelled
   */
  @PythonName("cancelled")
  boolean isCancelled();

  /**
   * The context that the callback runs in. Since 3.12.
   *
   * @return the context
   */
  @OfClass(ConformanceClass.CONTEXT)
  default Context getContext() {
    throw new UnsupportedOperationException("getContext");
  }
}
