package io.asynciotck.api;

import io.asynciotck.api.io.LoopInputOutput;
import io.asynciotck.spec.ConformanceClass;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * An event loop: runs callbacks and tasks, one at a time, in the thread that runs it.
 *
 * <p>What belongs to the classes {@code core} and {@code timers}, and needs no future, has no
 * default. All else refuses with an {@link UnsupportedOperationException} as long as nobody
 * implements it: a run of the kit then names it as not implemented.
 *
 * <p>Python: {@code asyncio.AbstractEventLoop}. Source: asyncio-eventloop.
 */
@OfClass(ConformanceClass.CORE)
public interface EventLoop extends LoopInputOutput, LoopErrors, AutoCloseable {

  /**
   * Runs the loop until {@link #stop} is called.
   *
   * @throws IllegalStateException if the loop is closed or running, or another loop runs in this
   *     thread
   */
  void runForever();

  /**
   * Runs the loop until an awaitable is done. A coroutine is wrapped in a task.
   *
   * @param future what to run
   * @param <T> the type of its result
   * @return its result
   * @throws IllegalStateException if the loop is closed or running, another loop runs in this
   *     thread, or the loop was stopped before the awaitable was done
   * @throws Exception the exception of the awaitable
   */
  default <T extends @Nullable Object> T runUntilComplete(Awaitable<T> future) throws Exception {
    throw new UnsupportedOperationException("runUntilComplete");
  }

  /**
   * Makes the loop stop at the end of its current iteration, or of its first one if it is not
   * running.
   */
  void stop();

  /**
   * Whether the loop is running.
   *
   * @return whether it is running
   */
  boolean isRunning();

  /**
   * Whether the loop was closed.
   *
   * @return whether it was closed
   */
  boolean isClosed();

  /**
   * Closes the loop and discards what was scheduled. Closing it again has no effect.
   *
   * @throws IllegalStateException if the loop is running
   */
  @Override
  void close();

  /**
   * Schedules a callback for the next iteration.
   *
   * @param callback what to run
   * @return a handle to call it off
   * @throws IllegalStateException if the loop is closed; in debug mode, if called in another thread
   *     than the loop's
   */
  Handle callSoon(Runnable callback);

  /**
   * As {@link #callSoon(Runnable)}, with arguments.
   *
   * @param callback what to run
   * @param args what it is called with
   * @return a handle to call it off
   * @throws IllegalStateException as {@link #callSoon(Runnable)}
   */
  default Handle callSoon(Callback callback, @Nullable Object... args) {
    return callSoon(() -> callback.call(args));
  }

  /**
   * As {@link #callSoon(Callback, Object...)}, in a context that is given.
   *
   * @param context what the callback runs in
   * @param callback what to run
   * @param args what it is called with
   * @return a handle to call it off
   * @throws IllegalStateException as {@link #callSoon(Runnable)}
   */
  @OfClass(ConformanceClass.CONTEXT)
  default Handle callSoon(@Keyword Context context, Callback callback, @Nullable Object... args) {
    throw new UnsupportedOperationException("callSoon(context)");
  }

  /**
   * As {@link #callSoon(Runnable)}, from any thread; a loop that waits is woken.
   *
   * @param callback what to run
   * @return a handle to call it off
   * @throws IllegalStateException if the loop is closed
   */
  @OfClass(ConformanceClass.THREADS)
  default Handle callSoonThreadsafe(Runnable callback) {
    throw new UnsupportedOperationException("callSoonThreadsafe");
  }

  /**
   * As {@link #callSoonThreadsafe(Runnable)}, with arguments.
   *
   * @param callback what to run
   * @param args what it is called with
   * @return a handle to call it off
   * @throws IllegalStateException if the loop is closed
   */
  @OfClass(ConformanceClass.THREADS)
  default Handle callSoonThreadsafe(Callback callback, @Nullable Object... args) {
    return callSoonThreadsafe(() -> callback.call(args));
  }

  /**
   * As {@link #callSoonThreadsafe(Callback, Object...)}, in a context that is given.
   *
   * @param context what the callback runs in
   * @param callback what to run
   * @param args what it is called with
   * @return a handle to call it off
   * @throws IllegalStateException if the loop is closed
   */
  @OfClass(ConformanceClass.CONTEXT)
  default Handle callSoonThreadsafe(
      @Keyword Context context, Callback callback, @Nullable Object... args) {
    throw new UnsupportedOperationException("callSoonThreadsafe(context)");
  }

  /**
   * Schedules a callback for a time from now.
   *
   * @param delay how long from now; a negative one counts as past
   * @param callback what to run
   * @return a handle to call it off
   * @throws IllegalStateException as {@link #callSoon(Runnable)}
   */
  @OfClass(ConformanceClass.TIMERS)
  TimerHandle callLater(Duration delay, Runnable callback);

  /**
   * As {@link #callLater(Duration, Runnable)}, with arguments.
   *
   * @param delay how long from now; a negative one counts as past
   * @param callback what to run
   * @param args what it is called with
   * @return a handle to call it off
   * @throws IllegalStateException as {@link #callSoon(Runnable)}
   */
  @OfClass(ConformanceClass.TIMERS)
  default TimerHandle callLater(Duration delay, Callback callback, @Nullable Object... args) {
    return callLater(delay, () -> callback.call(args));
  }

  /**
   * As {@link #callLater(Duration, Callback, Object...)}, in a context that is given.
   *
   * @param context what the callback runs in
   * @param delay how long from now; a negative one counts as past
   * @param callback what to run
   * @param args what it is called with
   * @return a handle to call it off
   * @throws IllegalStateException as {@link #callSoon(Runnable)}
   */
  @OfClass(ConformanceClass.CONTEXT)
  default TimerHandle callLater(
      @Keyword Context context, Duration delay, Callback callback, @Nullable Object... args) {
    throw new UnsupportedOperationException("callLater(context)");
  }

  /**
   * Schedules a callback for a time on the loop's clock.
   *
   * @param when the time; it may be past
   * @param callback what to run
   * @return a handle to call it off
   * @throws IllegalStateException as {@link #callSoon(Runnable)}
   */
  @OfClass(ConformanceClass.TIMERS)
  TimerHandle callAt(LoopTime when, Runnable callback);

  /**
   * As {@link #callAt(LoopTime, Runnable)}, with arguments.
   *
   * @param when the time; it may be past
   * @param callback what to run
   * @param args what it is called with
   * @return a handle to call it off
   * @throws IllegalStateException as {@link #callSoon(Runnable)}
   */
  @OfClass(ConformanceClass.TIMERS)
  default TimerHandle callAt(LoopTime when, Callback callback, @Nullable Object... args) {
    return callAt(when, () -> callback.call(args));
  }

  /**
   * As {@link #callAt(LoopTime, Callback, Object...)}, in a context that is given.
   *
   * @param context what the callback runs in
   * @param when the time; it may be past
   * @param callback what to run
   * @param args what it is called with
   * @return a handle to call it off
   * @throws IllegalStateException as {@link #callSoon(Runnable)}
   */
  @OfClass(ConformanceClass.CONTEXT)
  default TimerHandle callAt(
      @Keyword Context context, LoopTime when, Callback callback, @Nullable Object... args) {
    throw new UnsupportedOperationException("callAt(context)");
  }

  /**
   * The time now on the loop's monotonic clock.
   *
   * @return the time
   */
  @OfClass(ConformanceClass.TIMERS)
  LoopTime time();

  /**
   * Creates a future bound to this loop.
   *
   * @param <T> the type of its result
   * @return a pending future
   */
  @OfClass(ConformanceClass.FUTURES)
  default <T extends @Nullable Object> AsyncFuture<T> createFuture() {
    throw new UnsupportedOperationException("createFuture");
  }

  /**
   * Schedules a coroutine as a task.
   *
   * @param coro the coroutine
   * @param <T> the type of its result
   * @return the task
   * @throws IllegalStateException if the loop is closed
   */
  @OfClass(ConformanceClass.TASKS)
  default <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro) {
    throw new UnsupportedOperationException("createTask");
  }

  /**
   * As {@link #createTask(Coroutine)}, with a name. Since 3.8.
   *
   * @param coro the coroutine
   * @param name the name of the task; null for a default one
   * @param <T> the type of its result
   * @return the task
   * @throws IllegalStateException if the loop is closed
   */
  @OfClass(ConformanceClass.TASKS)
  default <T extends @Nullable Object> Task<T> createTask(
      Coroutine<T> coro, @Keyword @Nullable String name) {
    throw new UnsupportedOperationException("createTask");
  }

  /**
   * As {@link #createTask(Coroutine, String)}, named by the text of an object. Since 3.8.
   *
   * @param coro the coroutine
   * @param name what becomes the name of the task
   * @param <T> the type of its result
   * @return the task
   * @throws IllegalStateException if the loop is closed
   */
  default <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro, @Keyword Object name) {
    return createTask(coro, name.toString());
  }

  /**
   * As {@link #createTask(Coroutine)}, in a context that is given. Since 3.11.
   *
   * @param context what the coroutine runs in
   * @param coro the coroutine
   * @param <T> the type of its result
   * @return the task
   * @throws IllegalStateException if the loop is closed
   */
  @OfClass(ConformanceClass.CONTEXT)
  default <T extends @Nullable Object> Task<T> createTask(
      @Keyword Context context, Coroutine<T> coro) {
    throw new UnsupportedOperationException("createTask(context)");
  }

  /**
   * As {@link #createTask(Coroutine)}, with whatever the task or its factory takes. Since 3.13.3.
   *
   * @param coro the coroutine
   * @param kwargs keywords, and what is given by each
   * @param <T> the type of its result
   * @return the task
   */
  default <T extends @Nullable Object> Task<T> createTask(
      Coroutine<T> coro, @Keyword Map<String, ? extends @Nullable Object> kwargs) {
    throw new UnsupportedOperationException("createTask(**kwargs)");
  }

  /**
   * As {@link #createTask(Coroutine)}, saying whether the task begins at once. Since 3.14.
   *
   * @param coro the coroutine
   * @param eagerStart whether it begins before the call returns, if the loop is running
   * @param <T> the type of its result
   * @return the task
   * @throws IllegalStateException if the loop is closed
   */
  @OfClass(ConformanceClass.TASKS)
  default <T extends @Nullable Object> Task<T> createTask(
      Coroutine<T> coro, @Keyword boolean eagerStart) {
    throw new UnsupportedOperationException("createTask(eager_start)");
  }

  /**
   * Sets what the loop makes its tasks with.
   *
   * @param factory the factory; null for the default one
   */
  @OfClass(ConformanceClass.TASKS)
  default void setTaskFactory(@Nullable TaskFactory factory) {
    throw new UnsupportedOperationException("setTaskFactory");
  }

  /**
   * What the loop makes its tasks with.
   *
   * @return the factory that was set, or null for the default one
   */
  @OfClass(ConformanceClass.TASKS)
  default @Nullable TaskFactory getTaskFactory() {
    throw new UnsupportedOperationException("getTaskFactory");
  }

  /**
   * Runs a function in a thread of an executor. May be called in any thread.
   *
   * @param executor where to run it; null for the loop's default executor
   * @param func what to run
   * @param <T> the type of its result
   * @return a future for its result
   * @throws IllegalStateException if the loop is closed or its default executor was shut down
   */
  @OfClass(ConformanceClass.EXECUTORS)
  default <T extends @Nullable Object> AsyncFuture<T> runInExecutor(
      java.util.concurrent.@Nullable Executor executor, Callable<T> func) {
    throw new UnsupportedOperationException("runInExecutor");
  }

  /**
   * As {@link #runInExecutor(java.util.concurrent.Executor, Callable)}, with arguments and without
   * a result.
   *
   * @param executor where to run it; null for the loop's default executor
   * @param func what to run
   * @param args what it is called with
   * @return a future that is done when it has run
   */
  @OfClass(ConformanceClass.EXECUTORS)
  default AsyncFuture<@Nullable Void> runInExecutor(
      java.util.concurrent.@Nullable Executor executor, Callback func, @Nullable Object... args) {
    return this.<@Nullable Void>runInExecutor(
        executor,
        () -> {
          func.call(args);
          return null;
        });
  }

  /**
   * Closes the default executor and waits for its threads to end. Since 3.9.
   *
   * @return a coroutine that does it
   */
  @OfClass(ConformanceClass.EXECUTORS)
  default Coroutine<@Nullable Void> shutdownDefaultExecutor() {
    throw new UnsupportedOperationException("shutdownDefaultExecutor");
  }

  /**
   * As {@link #shutdownDefaultExecutor()}, for a limited time. Since 3.12.
   *
   * @param timeout how long the threads are waited for; after that there is a warning
   * @return a coroutine that does it
   */
  @OfClass(ConformanceClass.EXECUTORS)
  default Coroutine<@Nullable Void> shutdownDefaultExecutor(@Keyword Duration timeout) {
    throw new UnsupportedOperationException("shutdownDefaultExecutor(timeout)");
  }

  /**
   * Sets the default executor.
   *
   * @param executor the executor: a {@link java.util.concurrent.ThreadPoolExecutor}
   * @throws IllegalArgumentException if it is none, since 3.11
   */
  @OfClass(ConformanceClass.EXECUTORS)
  default void setDefaultExecutor(java.util.concurrent.Executor executor) {
    throw new UnsupportedOperationException("setDefaultExecutor");
  }

  /**
   * Closes the asynchronous generators that have begun in this loop and have not ended. One that
   * begins later is warned of.
   *
   * <p>Source: asyncio-eventloop, loop.shutdown_asyncgens.
   *
   * @return a coroutine that returns when all of them are closed
   */
  @OfClass(ConformanceClass.ASYNC_GENERATORS)
  default Coroutine<@Nullable Void> shutdownAsyncgens() {
    throw new UnsupportedOperationException("shutdownAsyncgens");
  }
}
