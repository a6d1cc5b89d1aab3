package io.asynciotck.api;

import io.asynciotck.spec.ConformanceClass;
import org.jspecify.annotations.Nullable;

/**
 * What a module offers for tasks that begin when they are made. A module that has none of it raises
 * {@link UnsupportedOperationException}.
 *
 * <p>Source: asyncio-task, Eager task factory.
 */
@OfClass(ConformanceClass.TASKS)
public interface EagerTasks {

  /**
   * A task factory whose tasks begin when they are made. Since 3.12.
   *
   * @return the factory, to be given to {@link EventLoop#setTaskFactory}
   */
  @PythonAttribute("eager_task_factory")
  default TaskFactory eagerTaskFactory() {
    throw new UnsupportedOperationException("eager_task_factory");
  }

  /**
   * As {@link #eagerTaskFactory}, with tasks of another make. Since 3.12.
   *
   * @param customTaskConstructor makes the tasks
   * @return the factory
   */
  default TaskFactory createEagerTaskFactory(TaskConstructor customTaskConstructor) {
    throw new UnsupportedOperationException("create_eager_task_factory");
  }

  /**
   * As {@link Asyncio#createTask(Coroutine)}, saying whether the task begins at once. Since 3.14.
   *
   * @param coro the coroutine
   * @param eagerStart whether it begins before the call returns
   * @param <T> the type of its result
   * @return the task
   * @throws IllegalStateException if no loop is running in the current thread
   */
  default <T extends @Nullable Object> Task<T> createTask(
      Coroutine<T> coro, @Keyword boolean eagerStart) {
    throw new UnsupportedOperationException("create_task(eager_start)");
  }

  /**
   * As {@link Asyncio#newTask(Coroutine, EventLoop)}, saying whether the task begins at once. Since
   * 3.12.
   *
   * @param coro the coroutine
   * @param loop the loop
   * @param eagerStart whether it begins before the call returns, if the loop is running
   * @param <T> the type of its result
   * @return the task
   */
  @PythonName("Task")
  default <T extends @Nullable Object> Task<T> newTask(
      Coroutine<T> coro, @Keyword EventLoop loop, @Keyword boolean eagerStart) {
    throw new UnsupportedOperationException("Task(eager_start)");
  }

  /**
   * As {@link #newTask(Coroutine, EventLoop, boolean)}, in the running loop. Since 3.12.
   *
   * @param coro the coroutine
   * @param eagerStart whether it begins before the call returns
   * @param <T> the type of its result
   * @return the task
   */
  @PythonName("Task")
  default <T extends @Nullable Object> Task<T> newTask(
      Coroutine<T> coro, @Keyword boolean eagerStart) {
    throw new UnsupportedOperationException("Task(eager_start)");
  }
}
