package io.asynciotck.api;

import io.asynciotck.spec.ConformanceClass;

/**
 * What a module offers for tasks of another make, so that it knows of them. A module that has none
 * of it raises {@link UnsupportedOperationException}.
 *
 * <p>Source: asyncio-extending, Task lifetime support.
 */
@OfClass(ConformanceClass.TASKS)
public interface TaskRegistration {

  /**
   * Says that a task has been made.
   *
   * @param task the task
   */
  @PythonName("_register_task")
  default void registerTask(Task<?> task) {
    throw new UnsupportedOperationException("_register_task");
  }

  /**
   * Says that a task is about to be done.
   *
   * @param task the task
   */
  @PythonName("_unregister_task")
  default void unregisterTask(Task<?> task) {
    throw new UnsupportedOperationException("_unregister_task");
  }

  /**
   * Says that a part of a task's coroutine is about to run.
   *
   * @param loop the loop, which is running
   * @param task the task
   */
  @PythonName("_enter_task")
  default void enterTask(EventLoop loop, Task<?> task) {
    throw new UnsupportedOperationException("_enter_task");
  }

  /**
   * Says that a part of a task's coroutine has run.
   *
   * @param loop the loop, which is running
   * @param task the task
   */
  @PythonName("_leave_task")
  default void leaveTask(EventLoop loop, Task<?> task) {
    throw new UnsupportedOperationException("_leave_task");
  }
}
