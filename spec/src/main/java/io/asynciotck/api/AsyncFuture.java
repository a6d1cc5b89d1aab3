package io.asynciotck.api;

import io.asynciotck.spec.ConformanceClass;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The eventual result of an asynchronous operation: pending, then finished with a result or an
 * exception, or cancelled.
 *
 * <p>Python: {@code asyncio.Future}. Source: asyncio-future, Future Object.
 *
 * @param <T> the type of the result
 */
@OfClass(ConformanceClass.FUTURES)
public interface AsyncFuture<T extends @Nullable Object> extends Awaitable<T> {

  /**
   * The result.
   *
   * @return the result that was set
   * @throws InvalidStateException if the future is pending
   * @throws CancelledError if it was cancelled
   * @throws Exception the exception that was set, if one was; an {@link Error} that was set is
   *     thrown as it is
   */
  T result() throws Exception;

  /**
   * The exception that was set.
   *
   * @return the exception, or null if the future has a result
   * @throws InvalidStateException if the future is pending
   * @throws CancelledError if it was cancelled
   */
  @Nullable Throwable exception();

  /**
   * Marks the future as finished, with a result.
   *
   * @param result the result
   * @throws InvalidStateException if the future is done
   */
  void setResult(T result);

  /**
   * Marks the future as finished, with an exception.
   *
   * @param exception the exception
   * @throws InvalidStateException if the future is done
   */
  void setException(Throwable exception);

  /**
   * Whether the future is done: has a result or an exception, or was cancelled.
   *
   * @return whether it is done
   */
  @PythonName("done")
  boolean isDone();

  /**
   * Whether the future was cancelled.
   *
   * @return whether it was cancelled
   */
  @PythonName("cancelled")
  boolean isCancelled();

  /**
   * Adds a callback that the loop runs, by {@code call_soon}, once the future is done, or soon if
   * it is done already.
   *
   * @param callback what to call, with this future; it may be added more than once
   */
  void addDoneCallback(Consumer<? super AsyncFuture<T>> callback);

  /**
   * As {@link #addDoneCallback(Consumer)}, in a context that is given.
   *
   * @param callback what to call, with this future
   * @param context what the callback runs in
   */
  @OfClass(ConformanceClass.CONTEXT)
  default void addDoneCallback(
      Consumer<? super AsyncFuture<T>> callback, @Keyword Context context) {
    throw new UnsupportedOperationException("addDoneCallback(context)");
  }

  /**
   * Removes a callback, every time that it was added.
   *
   * @param callback the callback, or one that is equal to it
   * @return how many were removed
   */
  int removeDoneCallback(Consumer<? super AsyncFuture<T>> callback);

  /**
   * Cancels the future and schedules its callbacks. For a {@link Task} this is a request; see
   * there.
   *
   * @return false if the future was done already, and nothing was done
   */
  boolean cancel();

  /**
   * As {@link #cancel()}, with a message for the {@link CancelledError}. Since 3.9.
   *
   * @param msg the message
   * @return false if the future was done already, and nothing was done
   */
  boolean cancel(@Keyword String msg);

  /**
   * The loop that the future is bound to. Since 3.7.
   *
   * @return the loop
   */
  EventLoop getLoop();
}
