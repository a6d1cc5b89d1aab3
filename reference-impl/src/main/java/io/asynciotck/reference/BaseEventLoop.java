package io.asynciotck.reference;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Callback;
import io.asynciotck.api.Context;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.ExceptionHandler;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.Task;
import io.asynciotck.api.TaskFactory;
import io.asynciotck.reference.contexts.Contexts;
import io.asynciotck.reference.contexts.CurrentContext;
import io.asynciotck.reference.contexts.VariableContext;
import io.asynciotck.reference.queue.ForeignQueue;
import io.asynciotck.reference.queue.LoopHandle;
import io.asynciotck.reference.queue.ReadyEntry;
import io.asynciotck.reference.queue.Report;
import io.asynciotck.reference.queue.RunningLoop;
import io.asynciotck.reference.queue.WakeUp;
import io.asynciotck.reference.seams.Seam;
import io.asynciotck.reference.threads.DefaultExecutor;
import io.asynciotck.reference.threads.FutureChain;
import io.asynciotck.reference.threads.ThreadFuture;
import io.asynciotck.reference.timers.TimerHeap;
import java.time.Duration;
import java.util.HashMap;
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
public abstract class BaseEventLoop extends InputOutputLoop implements RunningLoop {
  /** The keyword that asks for a task which begins when it is made. */
  static final String EAGER_START = "eager_start";

  /** Those that the class of tasks takes. */
  private static final Set<String> KEYWORDS = Set.of("loop", "name", "context", EAGER_START);

  /** What its time is read from. */
  protected final LoopClock clock;

  /** Its threads for blocking work. */
  protected final DefaultExecutor defaultExecutor;

  private @Nullable OpenGenerators generators;

  /** Its tasks that are not done. */
  public final TaskList tasks = new TaskList();

  private final OtherTasks others = new OtherTasks(this);

  final ExceptionReports reports = new ExceptionReports(this);
  final UnseenExceptions unseen = new UnseenExceptions(this);
  private @Nullable CoroutineTask<?> currentTask;
  private @Nullable TaskFactory taskFactory;
  private boolean debug;
  // Rule: loop.debug.slow-default
  private Duration slowCallbackDuration = Duration.ofMillis(100);

  BaseEventLoop(BaseAsyncio asyncio, LoopClock clock) {
    super(asyncio);
    this.clock = clock;
    this.defaultExecutor = new DefaultExecutor(this, asyncio);
    // Rule: loop.debug.default
    this.debug = asyncio.isDebugAtFirst();
  }

  // Time

  @Override
  public LoopTime time() {
    // Rule: loop.time.monotonic
    return clock.time();
  }

  /** The time in nanoseconds. */
  protected final long nanoTime() {
    return time().nanos();
  }

  // Parts

  /** Makes the handle of a callback. */
  @Seam
  protected LoopHandle newHandle(Runnable callback) {
    return new LoopHandle(callback);
  }

  /** Makes what timers wait in. */
  @Seam
  protected TimerHeap newTimerHeap() {
    return new TimerHeap();
  }

  /** Makes what other threads bring work to. */
  @Seam
  protected ForeignQueue newForeignQueue() {
    return new ForeignQueue();
  }

  /** Makes what the loop sleeps in. */
  @Seam
  protected WakeUp newWakeUp() {
    return new WakeUp();
  }

  // Futures

  /** Lets an entry run in the next batch. Called in the loop's thread. */
  @Seam
  public abstract void schedule(ReadyEntry entry);

  /** Makes a future. */
  @Seam
  public <T extends @Nullable Object> LoopFuture<T> newFuture() {
    return new LoopFuture<>(this);
  }

  @Override
  public <T extends @Nullable Object> AsyncFuture<T> createFuture() {
    return newFuture();
  }

  // Making tasks

  @Override
  public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro) {
    return createTask(coro, (String) null);
  }

  @Override
  public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro, @Nullable String name) {
    TaskFactory factory = taskFactory;
    return factory == null
        ? createPlainTask(coro, name)
        : madeBy(factory, coro, name == null ? Map.of() : Map.of("name", name));
  }

  @Override
  public <T extends @Nullable Object> Task<T> createTask(Context context, Coroutine<T> coro) {
    TaskFactory factory = taskFactory;
    return factory == null
        // Rule: create-task.context.given
        ? started(newTask(coro, null), Contexts.own(context))
        : madeBy(factory, coro, Map.of("context", context));
  }

  @Override
  public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro, boolean eagerStart) {
    TaskFactory factory = taskFactory;
    // Rule: create-task.eager-start.{true, false, of-loop}
    Map<String, Object> keywords = Map.of(EAGER_START, eagerStart);
    return factory == null ? constructTask(coro, keywords) : madeBy(factory, coro, keywords);
  }

  @Override
  public <T extends @Nullable Object> Task<T> createTask(
      Coroutine<T> coro, Map<String, ? extends @Nullable Object> kwargs) {
    TaskFactory factory = taskFactory;
    // Rule: loop.task-factory.{keywords, keywords-of-module}
    return factory == null ? constructTask(coro, kwargs) : madeBy(factory, coro, kwargs);
  }

  @SuppressWarnings("unchecked") // a factory makes a task of the coroutine that it is given
  private <T extends @Nullable Object> Task<T> madeBy(
      TaskFactory factory, Coroutine<T> coro, Map<String, ? extends @Nullable Object> keywords) {
    Map<String, @Nullable Object> kwargs = new HashMap<>(keywords);
    // Rule: loop.task-factory.{used, arguments, result, of-module, of-ensure-future, name, context}
    return (Task<T>) factory.create(this, coro, kwargs);
  }

  @Override
  public void setTaskFactory(@Nullable TaskFactory factory) {
    // Rule: loop.task-factory.reset
    taskFactory = factory;
  }

  @Override
  public @Nullable TaskFactory getTaskFactory() {
    // Rule: loop.task-factory.get, loop.task-factory.get-none
    return taskFactory;
  }

  /** Makes a task without asking a factory, from the keywords that the class of tasks takes. */
  final <T extends @Nullable Object> Task<T> constructTask(
      Coroutine<T> coro, Map<String, ? extends @Nullable Object> keywords) {
    for (String keyword : keywords.keySet()) {
      if (!KEYWORDS.contains(keyword)) {
        throw new IllegalArgumentException("A task takes no such keyword: " + keyword);
      }
    }
    // Rule: eager-task.name.given
    CoroutineTask<T> task = newTask(coro, (String) keywords.get("name"));
    Object given = keywords.get("context");
    VariableContext context =
        given == null ? asyncio.contexts().copyOfCurrent() : Contexts.own((Context) given);
    boolean eagerly = Boolean.TRUE.equals(keywords.get(EAGER_START));
    // Rule: eager-task.start.{constructor, not-running}
    return eagerly && isRunningHere() ? begun(task, context) : started(task, context);
  }

  private boolean isRunningHere() {
    return asyncio.threads().here().running == this;
  }

  /** Makes a task without asking a factory. */
  final <T extends @Nullable Object> Task<T> createPlainTask(
      Coroutine<T> coro, @Nullable String name) {
    // Rule: create-task.context.{copied, when-made}, create-task.class.of-loop
    return started(newTask(coro, name), asyncio.contexts().copyOfCurrent());
  }

  /** Makes a task. */
  @Seam
  protected <T extends @Nullable Object> CoroutineTask<T> newTask(
      Coroutine<T> coroutine, @Nullable String name) {
    return new CoroutineTask<>(this, coroutine, name, asyncio.nextTaskNumber());
  }

  private <T extends @Nullable Object> Task<T> started(
      CoroutineTask<T> task, @Nullable VariableContext context) {
    prepare(task, context);
    // Rule: create-task.start.not-immediate, create-task.start.by-itself
    // Rule: create-task.loop.not-running
    schedule(task);
    // Rule: all-tasks.pending.listed, all-tasks.loop.own
    tasks.add(task);
    return task;
  }

  private <T extends @Nullable Object> Task<T> begun(
      CoroutineTask<T> task, @Nullable VariableContext context) {
    prepare(task, context);
    // Rule: eager-task.blocked.listed, eager-task.current.listed
    tasks.add(task);
    task.begin();
    return task;
  }

  private void prepare(CoroutineTask<?> task, @Nullable VariableContext context) {
    task.runIn(context);
    if (getDebug()) {
      unseen.keepSource(task);
    }
  }

  // The tasks there are

  /** The task whose step is running; null between steps. */
  public @Nullable CoroutineTask<?> currentTask() {
    return currentTask;
  }

  /** The coroutine of the current task, if this module made it. */
  @Nullable BodyCoroutine<?> currentCoroutine() {
    CoroutineTask<?> task = currentTask;
    return task != null && task.coroutine instanceof BodyCoroutine<?> own ? own : null;
  }

  /** Makes a task the current one, or none; returns the one before. */
  final @Nullable CoroutineTask<?> exchangeCurrentTask(@Nullable CoroutineTask<?> next) {
    CoroutineTask<?> before = currentTask;
    currentTask = next;
    return before;
  }

  /** Called when a step of a task begins. */
  protected void enterTask(CoroutineTask<?> task) {
    CoroutineTask<?> other = currentTask;
    if (other != null) {
      throw new IllegalStateException(
          "A step of " + task + " cannot begin while " + other + " is running");
    }
    currentTask = task;
  }

  /** Called when a step of a task has ended. */
  @Seam
  protected void leaveTask(CoroutineTask<?> task) {
    if (currentTask != task) {
      throw new AssertionError("Left " + task + " while " + currentTask + " is running");
    }
    currentTask = null;
  }

  /** Called when a task is done. */
  @Seam
  protected void forgetTask(CoroutineTask<?> task) {
    tasks.remove(task);
  }

  /** The tasks that are not done. */
  public Set<Task<?>> allTasks() {
    return others.with(tasks.snapshot());
  }

  /** The tasks of another make. */
  final OtherTasks others() {
    return others;
  }

  /** The context of the thread that runs this loop. */
  abstract CurrentContext currentContext();

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
    // Rule: loop.run-in-executor.{cancelled-raised, cancelled-message}
    FutureChain.toLoop(call, future);
    // Rule: loop.run-in-executor.{not-blocking, cancelled-others}
    chosen.execute(() -> call.complete(func));
    return future;
  }

  @Override
  public Coroutine<@Nullable Void> shutdownDefaultExecutor() {
    return asyncio.coroutine(() -> defaultExecutor.shutDown(DefaultExecutor.NO_LIMIT));
  }

  @Override
  public Coroutine<@Nullable Void> shutdownDefaultExecutor(Duration timeout) {
    Objects.requireNonNull(timeout, "timeout");
    return asyncio.coroutine(() -> defaultExecutor.shutDownWithin(timeout));
  }

  @Override
  public void setDefaultExecutor(Executor executor) {
    // Rule: loop.set-default-executor.{used, other-refused, type-error}
    defaultExecutor.set(executor);
  }

  @Override
  public AsyncFuture<@Nullable Void> runInExecutor(
      @Nullable Executor executor, Callback func, @Nullable Object... args) {
    Objects.requireNonNull(func, "func");
    return this.<@Nullable Void>runInExecutor(
        executor,
        () -> {
          // Rule: loop.run-in-executor.arguments
          func.call(args);
          return null;
        });
  }

  // Asynchronous generators

  @Override
  public Coroutine<@Nullable Void> shutdownAsyncgens() {
    return asyncio.coroutine(() -> {
      generators().shutDown();
      return null;
    });
  }

  /** The asynchronous generators of this loop. */
  public final OpenGenerators generators() {
    if (generators == null) {
      generators = newOpenGenerators();
    }
    return generators;
  }

  /** Closes the generators that nobody holds any longer. */
  final void closeGarbage() {
    if (generators != null) {
      generators.closeGarbage();
    }
  }

  /** Makes the list of the asynchronous generators. */
  @Seam
  protected OpenGenerators newOpenGenerators() {
    return new OpenGenerators(asyncio, this);
  }

  // Errors

  @Override
  @Seam
  public void report(Report report) {
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
    reports.tellHandler(context);
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

  /** Lets an entry take its turn, and looks how long it takes. */
  final void runTimed(ReadyEntry entry) {
    long began = nanoTime();
    // Rule: loop.debug.{callbacks, contexts, reports, tasks}
    entry.run(this);
    reportIfSlow(entry, nanoTime() - began);
  }

  /** Reports an entry whose turn took too long. */
  private void reportIfSlow(ReadyEntry entry, long tookNanos) {
    // Rule: loop.debug.{slow-callback, slow-threshold, slow-equal, slow-step}
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
