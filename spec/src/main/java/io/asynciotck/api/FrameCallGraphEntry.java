package io.asynciotck.api;

import io.asynciotck.spec.ConformanceClass;

/**
 * A function that is being called, or from which a coroutine awaits. Since 3.14.
 *
 * <p>Python: {@code asyncio.FrameCallGraphEntry}. Source: asyncio-graph.
 */
@OfClass(ConformanceClass.TASKS)
public interface FrameCallGraphEntry {

  /**
   * The place of the function.
   *
   * @return what the language has for it: a frame in Python, a {@link StackTraceElement} in Java
   */
  @PythonAttribute("frame")
  Object frame();
}
