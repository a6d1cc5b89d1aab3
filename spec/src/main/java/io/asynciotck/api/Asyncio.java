package io.asynciotck.api;

import io.asynciotck.api.io.Streams;
import io.asynciotck.api.sync.Synchronization;
import io.asynciotck.spec.ConformanceClass;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The module: what Python offers as functions of {@code asyncio}, and the two words of the language
 * that go with it, {@code async} ({@link #coroutine}) and {@code await} ({@link #await}).
 *
 * <p>Source: asyncio-eventloop, asyncio-future, asyncio-task, asyncio-runner.
 */
@OfClass(ConformanceClass.TASKS)
public interface Asyncio
    extends Streams,
        Synchronization,
        WaitingPrimitives,
        EagerTasks,
        TaskRegistration,
        CallGraphs,
        Policies {

  /**
   * Makes a coroutine from a body in direct style: Python's {@code async def}, called. Nothing of
   * the body runs yet.
   *
   * @param body what the coroutine does
   * @param <T> the type of its result
   * @return the coroutine
   */
  default <T extends @Nullable Object> Coroutine<T> coroutine(CoroutineBody<T> body) {
    throw new UnsupportedOperationException("coroutine");
  }

  /**
   * Waits inside a coroutine: Python's {@code await}. What is not done suspends the coroutine, so
   * that the loop can run other things in the same thread; a coroutine given here runs in place.
   *
   * @param awaitable what to wait for
   * @param <T> the type of its result
   * @return its result
   * @throws IllegalStateException if called outside of a coroutine, or if {@code awaitable} is a
   *     coroutine that was awaited before
   * @throws Exception the exception of what was waited for
   */
  default <T extends @Nullable Object> T await(Awaitable<T> awaitable) throws Exception {
    throw new UnsupportedOperationException("await");
  }

  /**
   * Creates an event loop.
   *
   * @return a loop that is neither running nor closed nor current
   */
  @OfClass(ConformanceClass.CORE)
  EventLoop newEventLoop();

  /**
   * The loop that runs in the current thread. Since 3.7.
   *
   * @return the loop
   * @throws IllegalStateException if none is running
   */
  @OfClass(ConformanceClass.CORE)
  EventLoop getRunningLoop();

  /**
   * The loop that runs in the current thread, else the one that was set for it.
   *
   * @return the loop
   * @throws IllegalStateException if there is none
   */
  @OfClass(ConformanceClass.CORE)
  EventLoop getEventLoop();

  /**
   * Sets the current loop of the current thread.
   *
   * @param loop the loop, or null for none
   */
  @OfClass(ConformanceClass.CORE)
  void setEventLoop(@Nullable EventLoop loop);

  /**
   * Runs a coroutine in a new loop, to its end, and cleans up after it. Since 3.7.
   *
   * @param main the coroutine; since 3.14 any awaitable
   * @param <T> the type of its result
   * @return its result
   * @throws IllegalStateException if a loop is running in the current thread
   * @throws IllegalArgumentException if {@code main} is not a coroutine, before 3.14
   * @throws Exception the exception of the coroutine
   */
  @OfClass(ConformanceClass.RUNNER)
  default <T extends @Nullable Object> T run(Awaitable<T> main) throws Exception {
    throw new UnsupportedOperationException("run");
  }

  /**
   * As {@link #run(Awaitable)}, with the debug mode given.
   *
   * @param main the coroutine
   * @param debug whether the loop is in debug mode
   * @param <T> the type of its result
   * @return its result
   * @throws Exception as {@link #run(Awaitable)}
   */
  @OfClass(ConformanceClass.RUNNER)
  default <T extends @Nullable Object> T run(Awaitable<T> main, @Keyword boolean debug)
      throws Exception {
    throw new UnsupportedOperationException("run");
  }

  /**
   * As {@link #run(Awaitable)}, with the maker of the loop given. Since 3.12.
   *
   * @param loopFactory makes the loop
   * @param main the coroutine
   * @param <T> the type of its result
   * @return its result
   * @throws Exception as {@link #run(Awaitable)}
   */
  @OfClass(ConformanceClass.RUNNER)
  default <T extends @Nullable Object> T run(
      @Keyword Callable<? extends EventLoop> loopFactory, Awaitable<T> main) throws Exception {
    throw new UnsupportedOperationException("run(loop_factory)");
  }

  /**
   * Makes a runner of several programs. Since 3.11.
   *
   * @return a runner that has made no loop yet
   */
  @PythonName("Runner")
  @OfClass(ConformanceClass.RUNNER)
  default Runner newRunner() {
    throw new UnsupportedOperationException("Runner");
  }

  /**
   * As {@link #newRunner()}, with the debug mode given.
   *
   * @param debug whether the loop is in debug mode
   * @return a runner that has made no loop yet
   */
  @PythonName("Runner")
  @OfClass(ConformanceClass.RUNNER)
  default Runner newRunner(@Keyword boolean debug) {
    throw new UnsupportedOperationException("Runner");
  }

  /**
   * As {@link #newRunner()}, with the maker of the loop given.
   *
   * @param loopFactory makes the loop
   * @return a runner that has made no loop yet
   */
  @PythonName("Runner")
  @OfClass(ConformanceClass.RUNNER)
  default Runner newRunner(@Keyword Callable<? extends EventLoop> loopFactory) {
    throw new UnsupportedOperationException("Runner");
  }

  /**
   * Suspends the current task for a time.
   *
   * @param delay how long; zero and less give other tasks one chance to run
   * @return a coroutine that does it
   */
  @OfClass(ConformanceClass.TIMERS)
  default Coroutine<@Nullable Void> sleep(Duration delay) {
    throw new UnsupportedOperationException("sleep");
  }

  /**
   * As {@link #sleep(Duration)}, for a number of seconds as Python has it. No {@link Duration} is
   * what is not a number.
   *
   * @param delay the seconds
   * @return a coroutine that does it, and raises {@link IllegalArgumentException} for what is not a
   *     number, since 3.13
   */
  @OfClass(ConformanceClass.TIMERS)
  default Coroutine<@Nullable Void> sleep(double delay) {
    throw new UnsupportedOperationException("sleep(double)");
  }

  /**
   * As {@link #sleep(Duration)}, with a result.
   *
   * @param delay how long
   * @param result what the coroutine returns
   * @param <T> the type of the result
   * @return a coroutine that does it
   */
  @OfClass(ConformanceClass.TIMERS)
  default <T extends @Nullable Object> Coroutine<T> sleep(Duration delay, T result) {
    throw new UnsupportedOperationException("sleep");
  }

  /**
   * Runs awaitables concurrently. The first exception is raised to the awaiter at once; the others
   * run on.
   *
   * @param aws the awaitables; coroutines become tasks
   * @return a future for the list of their results, in the order of {@code aws}
   */
  @OfClass(ConformanceClass.GATHER)
  default AsyncFuture<List<@Nullable Object>> gather(Awaitable<?>... aws) {
    throw new UnsupportedOperationException("gather");
  }

  /**
   * As {@link #gather(Awaitable...)}, with the treatment of exceptions given.
   *
   * @param returnExceptions whether exceptions take the place of results in the list
   * @param aws the awaitables; coroutines become tasks
   * @return a future for the list of their results, in the order of {@code aws}
   */
  @OfClass(ConformanceClass.GATHER)
  default AsyncFuture<List<@Nullable Object>> gather(
      @Keyword boolean returnExceptions, Awaitable<?>... aws) {
    throw new UnsupportedOperationException("gather");
  }

  /**
   * Protects an awaitable from being cancelled with who waits for it.
   *
   * @param aw what to protect; a coroutine becomes a task
   * @param <T> the type of its result
   * @return what gives the outcome of {@code aw}
   */
  @OfClass(ConformanceClass.CANCELLATION)
  default <T extends @Nullable Object> Awaitable<T> shield(Awaitable<T> aw) {
    throw new UnsupportedOperationException("shield");
  }

  /**
   * Waits for an awaitable, for a limited time. When the time has passed, it is cancelled.
   *
   * @param aw what to wait for
   * @param timeout how long; null for no limit
   * @param <T> the type of its result
   * @return a coroutine that does it, and raises {@link java.util.concurrent.TimeoutException} when
   *     the time has passed
   */
  @OfClass(ConformanceClass.TIMEOUTS)
  default <T extends @Nullable Object> Coroutine<T> waitFor(
      Awaitable<T> aw, @Nullable Duration timeout) {
    throw new UnsupportedOperationException("waitFor");
  }

  /**
   * Makes a limit on the time of a block. Since 3.11.
   *
   * @param delay how long the block may take from now, or null for no limit
   * @return the limit, which is to be entered
   */
  @OfClass(ConformanceClass.TIMEOUTS)
  default Timeout timeout(@Nullable Duration delay) {
    throw new UnsupportedOperationException("timeout");
  }

  /**
   * Makes a limit on the time of a block. Since 3.11.
   *
   * @param when until when the block may take, or null for no limit
   * @return the limit, which is to be entered
   */
  @OfClass(ConformanceClass.TIMEOUTS)
  default Timeout timeoutAt(@Nullable LoopTime when) {
    throw new UnsupportedOperationException("timeoutAt");
  }

  /**
   * Makes a group of tasks for a block. Since 3.11.
   *
   * @return the group, which is to be entered
   */
  @PythonName("TaskGroup")
  @OfClass(ConformanceClass.TASK_GROUPS)
  default TaskGroup newTaskGroup() {
    throw new UnsupportedOperationException("TaskGroup");
  }

  /**
   * Schedules a coroutine as a task of the running loop. Since 3.7.
   *
   * @param coro the coroutine
   * @param <T> the type of its result
   * @return the task
   * @throws IllegalStateException if no loop is running in the current thread
   */
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
   * @throws IllegalStateException if no loop is running in the current thread
   */
  default <T extends @Nullable Object> Task<T> createTask(
      Coroutine<T> coro, @Keyword @Nullable String name) {
    throw new UnsupportedOperationException("createTask");
  }

  /**
   * As {@link #createTask(Coroutine)}, in a context that is given. Since 3.11.
   *
   * @param context what the coroutine runs in
   * @param coro the coroutine
   * @param <T> the type of its result
   * @return the task
   * @throws IllegalStateException if no loop is running in the current thread
   */
  @OfClass(ConformanceClass.CONTEXT)
  default <T extends @Nullable Object> Task<T> createTask(
      @Keyword Context context, Coroutine<T> coro) {
    throw new UnsupportedOperationException("createTask(context)");
  }

  /**
   * As {@link #createTask(Coroutine)}, with whatever the task or its factory takes. Since 3.14.
   *
   * @param coro the coroutine
   * @param kwargs keywords, and what is given by each
   * @param <T> the type of its result
   * @return the task
   * @throws IllegalStateException if no loop is running in the current thread
   */
  default <T extends @Nullable Object> Task<T> createTask(
      Coroutine<T> coro, @Keyword Map<String, ? extends @Nullable Object> kwargs) {
    throw new UnsupportedOperationException("createTask(**kwargs)");
  }

  /**
   * Makes a task by the constructor of its class, without the factory of the loop. For task
   * factories; others use {@link #createTask(Coroutine)}.
   *
   * @param coro the coroutine
   * @param loop the loop
   * @param <T> the type of its result
   * @return the task
   */
  @PythonName("Task")
  default <T extends @Nullable Object> Task<T> newTask(Coroutine<T> coro, @Keyword EventLoop loop) {
    throw new UnsupportedOperationException("newTask");
  }

  /**
   * As {@link #newTask(Coroutine, EventLoop)}, in the running loop, else in the current one.
   *
   * @param coro the coroutine
   * @param <T> the type of its result
   * @return the task
   * @throws IllegalStateException if there is no loop
   */
  @PythonName("Task")
  default <T extends @Nullable Object> Task<T> newTask(Coroutine<T> coro) {
    throw new UnsupportedOperationException("newTask");
  }

  /**
   * Makes a future by the constructor of its class, in the running loop, else in the current one.
   * Others use {@link EventLoop#createFuture}.
   *
   * @param <T> the type of its result
   * @return the future
   * @throws IllegalStateException if there is no loop
   */
  @PythonName("Future")
  @OfClass(ConformanceClass.FUTURES)
  default <T extends @Nullable Object> AsyncFuture<T> newFuture() {
    throw new UnsupportedOperationException("newFuture");
  }

  /**
   * As {@link #newFuture()}, in the loop that is given.
   *
   * @param loop the loop
   * @param <T> the type of its result
   * @return the future
   */
  @PythonName("Future")
  @OfClass(ConformanceClass.FUTURES)
  default <T extends @Nullable Object> AsyncFuture<T> newFuture(@Keyword EventLoop loop) {
    throw new UnsupportedOperationException("newFuture");
  }

  /**
   * The task that is running in the running loop. Since 3.7.
   *
   * @return the task, or null if none is running
   * @throws IllegalStateException if no loop is running in the current thread
   */
  default @Nullable Task<?> currentTask() {
    throw new UnsupportedOperationException("currentTask");
  }

  /**
   * The task that is running in a loop. Since 3.7.
   *
   * @param loop the loop
   * @return the task, or null if none is running
   */
  default @Nullable Task<?> currentTask(EventLoop loop) {
    throw new UnsupportedOperationException("currentTask");
  }

  /**
   * The tasks of the running loop that are not done. Since 3.7.
   *
   * @return a set that does not change any more
   * @throws IllegalStateException if no loop is running in the current thread
   */
  default Set<Task<?>> allTasks() {
    throw new UnsupportedOperationException("allTasks");
  }

  /**
   * The tasks of a loop that are not done. Since 3.7.
   *
   * @param loop the loop
   * @return a set that does not change any more
   */
  default Set<Task<?>> allTasks(EventLoop loop) {
    throw new UnsupportedOperationException("allTasks");
  }

  /**
   * Runs a function in another thread, in a copy of the current context. Since 3.9.
   *
   * @param func the function
   * @param <T> the type of its result
   * @return a coroutine that does it
   */
  @OfClass(ConformanceClass.EXECUTORS)
  default <T extends @Nullable Object> Coroutine<T> toThread(Callable<T> func) {
    throw new UnsupportedOperationException("toThread");
  }

  /**
   * As {@link #toThread(Callable)}, with arguments and without a result.
   *
   * @param func the function
   * @param args what it is called with
   * @return a coroutine that does it
   */
  @OfClass(ConformanceClass.EXECUTORS)
  default Coroutine<@Nullable Void> toThread(Callback func, @Nullable Object... args) {
    return this.<@Nullable Void>toThread(() -> {
      func.call(args);
      return null;
    });
  }

  /**
   * As {@link #toThread(Callable)}, with keywords and without a result.
   *
   * @param kwargs what the function is called with, by the keywords
   * @param func the function
   * @return a coroutine that does it
   */
  @OfClass(ConformanceClass.EXECUTORS)
  default Coroutine<@Nullable Void> toThread(
      @Keyword Map<String, ? extends @Nullable Object> kwargs, KeywordCallback func) {
    return this.<@Nullable Void>toThread(() -> {
      func.call(new HashMap<>(kwargs));
      return null;
    });
  }

  /**
   * Submits a coroutine to a loop from another thread. May be called in any thread.
   *
   * @param coro the coroutine
   * @param loop the loop
   * @param <T> the type of its result
   * @return a future for that thread to wait on
   * @throws IllegalStateException if the loop is closed
   */
  @OfClass(ConformanceClass.THREADS)
  default <T extends @Nullable Object> ConcurrentFuture<T> runCoroutineThreadsafe(
      Coroutine<T> coro, EventLoop loop) {
    throw new UnsupportedOperationException("runCoroutineThreadsafe");
  }

  /**
   * The future of an awaitable: itself if it is one, a task for a coroutine.
   *
   * @param obj the awaitable
   * @param <T> the type of its result
   * @return the future
   * @throws IllegalStateException if a task is needed and there is no loop for it
   */
  @OfClass(ConformanceClass.FUTURES)
  default <T extends @Nullable Object> AsyncFuture<T> ensureFuture(Awaitable<T> obj) {
    throw new UnsupportedOperationException("ensureFuture");
  }

  /**
   * As {@link #ensureFuture(Awaitable)}, with the loop given.
   *
   * @param obj the awaitable
   * @param loop the loop that a task is made in
   * @param <T> the type of its result
   * @return the future
   * @throws IllegalArgumentException if {@code obj} is a future of another loop
   */
  @OfClass(ConformanceClass.FUTURES)
  default <T extends @Nullable Object> AsyncFuture<T> ensureFuture(
      Awaitable<T> obj, @Keyword EventLoop loop) {
    throw new UnsupportedOperationException("ensureFuture");
  }

  /**
   * Wraps a concurrent future in a future of the running loop.
   *
   * @param future the concurrent future
   * @param <T> the type of its result
   * @return a future that is done when it is
   */
  @OfClass(ConformanceClass.FUTURES)
  default <T extends @Nullable Object> AsyncFuture<T> wrapFuture(ConcurrentFuture<T> future) {
    throw new UnsupportedOperationException("wrapFuture");
  }

  /**
   * As {@link #wrapFuture(ConcurrentFuture)}, in a future of the loop that is given.
   *
   * @param future the concurrent future
   * @param loop the loop
   * @param <T> the type of its result
   * @return a future that is done when it is
   */
  @OfClass(ConformanceClass.FUTURES)
  default <T extends @Nullable Object> AsyncFuture<T> wrapFuture(
      ConcurrentFuture<T> future, @Keyword EventLoop loop) {
    throw new UnsupportedOperationException("wrapFuture");
  }

  /**
   * Whether an object is a future.
   *
   * @param obj any object
   * @return whether it is an {@link AsyncFuture}
   */
  @OfClass(ConformanceClass.FUTURES)
  default boolean isfuture(@Nullable Object obj) {
    throw new UnsupportedOperationException("isfuture");
  }

  /**
   * Whether an object is a coroutine.
   *
   * @param obj any object
   * @return whether it is a {@link Coroutine}
   */
  default boolean iscoroutine(@Nullable Object obj) {
    throw new UnsupportedOperationException("iscoroutine");
  }

  /**
   * Whether an object is a coroutine function. Deprecated since 3.14.
   *
   * @param func any object
   * @return whether it is a {@link CoroutineFunction}
   */
  default boolean iscoroutinefunction(@Nullable Object func) {
    throw new UnsupportedOperationException("iscoroutinefunction");
  }

  /**
   * As {@link #iscoroutinefunction(Object)}, for a function that is none.
   *
   * @param func a function
   * @return whether it is a {@link CoroutineFunction}
   */
  default boolean iscoroutinefunction(Runnable func) {
    return iscoroutinefunction((Object) func);
  }
}
