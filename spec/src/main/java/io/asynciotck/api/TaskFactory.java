package io.asynciotck.api;

import io.asynciotck.spec.ConformanceClass;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a loop makes its tasks with.
 *
 * <p>Source: asyncio-eventloop, loop.set_task_factory.
 */
@FunctionalInterface
@OfClass(ConformanceClass.TASKS)
public interface TaskFactory {
  /**
   * Makes a task.
   *
   * @param loop the loop
   * @param coro the coroutine
   * @param kwargs what else {@code create_task} was given, by its keywords
   * @return the task
   */
  Task<?> create(EventLoop loop, Coroutine<?> coro, Map<String, @Nullable Object> kwargs);
}
