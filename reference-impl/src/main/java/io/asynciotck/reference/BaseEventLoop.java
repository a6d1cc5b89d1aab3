package io.asynciotck.reference;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.ExceptionHandler;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.Task;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What a loop keeps besides its queues: its clock, its tasks, its threads for blocking work, its
 * exception handler and its debug mode. The pages {@code tasks}, {@code executors}, {@code errors}
 * and {@code debug} of the specification.
 */
abstract class BaseEventLoop implements EventLoop {
  final ReferenceAsyncio asyncio;
  final LoopClock clock;
  final DefaultExecutor defaultExecutor = new DefaultExecutor(this);
  final TaskList tasks = new TaskList();
  final ExceptionReports reports = new ExceptionReports(this);
  private @Nullable CoroutineTask<?> currentTask;
  // Rule: loop.debug.default
  private boolean debug;
  // Rule: loop.debug.slow-default
  private Duration slowCallbackDuration = Duration.ofMillis(100);

  BaseEventLoop(ReferenceAsyncio asyncio, LoopClock clock) {
    this.asyncio = asyncio;
    this.clock = clock;
  }

  // Time

  @Override
  public LoopTime time() {
    // Rule: loop.time.monotonic
    return clock.time();
  }

  final long nanoTime() {
    return time().nanos();
  }

  // Tasks

  @Override
  public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro) {
    return createTask(coro, null);
  }

  @Nullable CoroutineTask<?> currentTask() {
    return currentTask;
  }

  /** The coroutine of the current task, if this module made it. */
  @Nullable BodyCoroutine<?> currentCoroutine() {
    CoroutineTask<?> task = currentTask;
    return task != null && task.coroutine instanceof BodyCoroutine<?> own ? own : null;
  }

  Set<Task<?>> allTasks() {
    return tasks.snapshot();
  }

  /** Called when a step of a task begins. */
  void enterTask(CoroutineTask<?> task) {
    CoroutineTask<?> other = currentTask;
    if (other != null) {
      throw new IllegalStateException(
          "A step of " + task + " cannot begin while " + other + " is running");
    }
    currentTask = task;
  }

  /** Called when a step of a task has ended. */
  void leaveTask(CoroutineTask<?> task) {
    if (currentTask != task) {
      throw new AssertionError("Left " + task + " while " + currentTask + " is running");
    }
    currentTask = null;
  }

  /** Called when a task is done. */
  void forgetTask(CoroutineTask<?> task) {
    tasks.remove(task);
  }

  /** Refuses to go on if the loop is closed. */
  abstract void checkClosed();

  // Executors

  @Override
  public <T extends @Nullable Object> AsyncFuture<T> runInExecutor(
      @Nullable Executor executor, Callable<T> func) {
    Objects.requireNonNull(func, "func");
    checkClosed();
    ThreadFuture<T> call = new ThreadFuture<>();
    AsyncFuture<T> future = createFuture();
    // Rule: loop.run-in-executor.other-thread, loop.run-in-executor.given-executor
    Executor chosen = executor == null ? defaultExecutor.get() : executor;
    FutureChain.toLoop(call, future);
    // Rule: loop.run-in-executor.not-blocking
    chosen.execute(() -> call.complete(func));
    return future;
  }

  @Override
  public Coroutine<@Nullable Void> shutdownDefaultExecutor() {
    return asyncio.coroutine(() -> defaultExecutor.shutDown(DefaultExecutor.NO_LIMIT));
  }

  // Errors

  void report(Report report) {
    callExceptionHandler(report.context());
  }

  @Override
  public void setExceptionHandler(@Nullable ExceptionHandler handler) {
    reports.setHandler(handler);
  }

  @Override
  public @Nullable ExceptionHandler getExceptionHandler() {
    return reports.handler();
  }

  @Override
  public void defaultExceptionHandler(Map<String, @Nullable Object> context) {
    // Rule: loop.default-handler.deferred-to
    reports.log(context);
  }

  @Override
  public void callExceptionHandler(Map<String, @Nullable Object> context) {
    reports.call(context);
  }

  // Debugging

  @Override
  public boolean getDebug() {
    return debug;
  }

  @Override
  public void setDebug(boolean enabled) {
    // Rule: loop.debug.set
    debug = enabled;
  }

  /** Reports an entry whose turn took too long. */
  void reportIfSlow(ReadyEntry entry, long tookNanos) {
    // Rule: loop.debug.slow-callback, loop.debug.slow-threshold, loop.debug.slow-equal
    // Rule: loop.debug.slow-step
    if (tookNanos >= slowCallbackDuration.toNanos()) {
      reports.logSlow(entry, tookNanos);
    }
  }

  @Override
  public Duration slowCallbackDuration() {
    return slowCallbackDuration;
  }

  @Override
  public void setSlowCallbackDuration(Duration threshold) {
    slowCallbackDuration = Objects.requireNonNull(threshold, "threshold");
  }
}
