package io.asynciotck.api;

import io.asynciotck.spec.ConformanceClass;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What makes a task from a coroutine and from the keywords that {@code Task} takes: {@code loop},
 * {@code name}, {@code context}, {@code eager_start}.
 *
 * <p>Source: asyncio-task, create_eager_task_factory.
 */
@FunctionalInterface
@OfClass(ConformanceClass.TASKS)
public interface TaskConstructor {
  /**
   * Makes a task.
   *
   * @param coro the coroutine
   * @param kwargs what else there is, by its keywords
   * @return the task
   */
  Task<?> construct(Coroutine<?> coro, Map<String, @Nullable Object> kwargs);
}
