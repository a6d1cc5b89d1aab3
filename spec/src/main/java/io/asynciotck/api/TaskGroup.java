package io.asynciotck.api;

import io.asynciotck.api.sync.AsyncContextManager;
import io.asynciotck.spec.ConformanceClass;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that belong to a block: it ends when they have ended, and they end when one of them, or the
 * block, fails. Since 3.11.
 *
 * <p>Python: {@code asyncio.TaskGroup}. Source: asyncio-task.
 */
@OfClass(ConformanceClass.TASK_GROUPS)
public interface TaskGroup extends AsyncContextManager<TaskGroup> {

  /**
   * Makes a task that belongs to the group.
   *
   * @param coro what it does
   * @param <T> the type of its result
   * @return the task
   * @throws IllegalStateException if the group takes no tasks, not yet or no more
   */
  <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro);

  /**
   * The same with a name for the task.
   *
   * @param coro what it does
   * @param name the name of the task
   * @param <T> the type of its result
   * @return the task
   * @throws IllegalStateException if the group takes no tasks, not yet or no more
   */
  <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro, @Keyword String name);

  /**
   * The same in a context that is given.
   *
   * @param context what the coroutine runs in
   * @param coro what it does
   * @param <T> the type of its result
   * @return the task
   * @throws IllegalStateException if the group takes no tasks, not yet or no more
   */
  default <T extends @Nullable Object> Task<T> createTask(
      @Keyword Context context, Coroutine<T> coro) {
    throw new UnsupportedOperationException("createTask(context)");
  }

  /**
   * The same, saying whether the task begins at once. Since 3.14.
   *
   * @param coro what it does
   * @param eagerStart whether it begins before the call returns
   * @param <T> the type of its result
   * @return the task
   * @throws IllegalStateException if the group takes no tasks, not yet or no more
   */
  default <T extends @Nullable Object> Task<T> createTask(
      Coroutine<T> coro, @Keyword boolean eagerStart) {
    throw new UnsupportedOperationException("createTask(eager_start)");
  }

  /**
   * The same with whatever the task or its factory takes. Since 3.14.
   *
   * @param coro what it does
   * @param kwargs keywords, and what is given by each
   * @param <T> the type of its result
   * @return the task
   * @throws IllegalStateException if the group takes no tasks, not yet or no more
   */
  default <T extends @Nullable Object> Task<T> createTask(
      Coroutine<T> coro, @Keyword Map<String, ? extends @Nullable Object> kwargs) {
    throw new UnsupportedOperationException("createTask(**kwargs)");
  }

  /**
   * Ends the group early: its tasks and its block are cancelled, and nothing is raised behind the
   * block. Since 3.15.
   */
  void cancel();
}
