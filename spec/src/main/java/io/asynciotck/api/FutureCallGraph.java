package io.asynciotck.api;

import io.asynciotck.spec.ConformanceClass;
import java.util.List;

/**
 * A future, what it is doing, and who awaits it. Since 3.14.
 *
 * <p>Python: {@code asyncio.FutureCallGraph}. Source: asyncio-graph.
 */
@OfClass(ConformanceClass.TASKS)
public interface FutureCallGraph {

  /**
   * The future.
   *
   * @return the future or task
   */
  @PythonAttribute("future")
  AsyncFuture<?> future();

  /**
   * What it is doing.
   *
   * @return of a task the functions that are being called
   */
  @PythonAttribute("call_stack")
  List<FrameCallGraphEntry> callStack();

  /**
   * Who awaits it.
   *
   * @return the graphs of those
   */
  @PythonAttribute("awaited_by")
  List<FutureCallGraph> awaitedBy();
}
