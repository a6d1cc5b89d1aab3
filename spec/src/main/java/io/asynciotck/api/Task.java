package io.asynciotck.api;

import io.asynciotck.api.io.File;
import io.asynciotck.spec.ConformanceClass;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A future that runs a coroutine. Made by {@link Asyncio#createTask} or {@link
 * EventLoop#createTask}.
 *
 * <p>A task has no result of its own to set: {@link #setResult} and {@link #setException} throw
 * {@link IllegalStateException}. {@link #cancel()} is a request: it arranges for a {@link
 * CancelledError} to be raised in the coroutine, which may catch it.
 *
 * <p>Python: {@code asyncio.Task}. Source: asyncio-task, Task Object.
 *
 * @param <T> the type of the value that the coroutine returns
 */
@OfClass(ConformanceClass.TASKS)
public interface Task<T extends @Nullable Object> extends AsyncFuture<T> {

  /**
   * The coroutine that the task runs. Since 3.8.
   *
   * @return the coroutine that was given; null if the task was finished when it was made, since
   *     3.12
   */
  @Nullable Coroutine<T> getCoro();

  /**
   * The name of the task. Since 3.8.
   *
   * @return the name that was given or set, or a default one
   */
  String getName();

  /**
   * How many cancellations were requested and not taken back. Since 3.11.
   *
   * @return the number of calls of {@link #cancel()} less that of calls of {@link #uncancel()}
   */
  int cancelling();

  /**
   * Takes one request for cancellation back. Since 3.11.
   *
   * @return how many requests are left
   */
  int uncancel();

  /**
   * Sets the name of the task. Since 3.8.
   *
   * @param value the name; what is no text becomes one
   */
  void setName(Object value);

  /**
   * What the task looks like.
   *
   * @return a text that has the name of the task
   */
  @PythonName("__repr__")
  default String repr() {
    return toString();
  }

  /**
   * The context that the coroutine runs in. Since 3.12.
   *
   * @return the context
   */
  @OfClass(ConformanceClass.CONTEXT)
  default Context getContext() {
    throw new UnsupportedOperationException("getContext");
  }

  /**
   * Where the coroutine is, or has raised.
   *
   * @return what the language has for the places of functions: one while the coroutine waits, none
   *     when it has returned or was cancelled, those of the traceback when it has raised; the
   *     oldest first
   */
  default List<Object> getStack() {
    throw new UnsupportedOperationException("get_stack");
  }

  /**
   * As {@link #getStack()}, with a limit.
   *
   * @param limit how many there are at most
   * @return the places
   */
  default List<Object> getStack(@Keyword int limit) {
    throw new UnsupportedOperationException("get_stack(limit)");
  }

  /**
   * Prints what {@link #getStack()} gives.
   *
   * @param file where to
   * @throws IOException if the file cannot be written
   */
  default void printStack(@Keyword File file) throws IOException {
    throw new UnsupportedOperationException("print_stack");
  }

  /**
   * Prints what {@link #getStack(int)} gives.
   *
   * @param limit how many places there are at most
   * @param file where to
   * @throws IOException if the file cannot be written
   */
  default void printStack(@Keyword int limit, @Keyword File file) throws IOException {
    throw new UnsupportedOperationException("print_stack(limit)");
  }
}
