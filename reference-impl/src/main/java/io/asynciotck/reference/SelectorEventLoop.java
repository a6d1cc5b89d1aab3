package io.asynciotck.reference;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.ExceptionHandler;
import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.Task;
import io.asynciotck.api.TimerHandle;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The event loop.
 *
 * <p>Design: everything that will run passes through one queue, {@link #ready}, which belongs to
 * the loop's thread. Other threads put what they bring into {@link #foreign}. So that there is one
 * order for both, whoever appends to the ready queue first moves there what is in the other: work
 * that was brought before comes before. That costs the loop's own path one read of a field that is
 * seldom written.
 *
 * <p>A poll of the selector that must not wait could only bring events of channels. There are none,
 * so that poll is left out. The clock is not read while there are no timers.
 */
class SelectorEventLoop implements EventLoop {
  /** The poll's time-out when there is nothing to wait for but other threads. */
  static final long FOREVER = Long.MAX_VALUE;

  final ReferenceAsyncio asyncio;
  final LoopClock clock;
  final ReadyQueue ready = new ReadyQueue();
  final ForeignQueue foreign = new ForeignQueue();
  final TimerHeap timers;
  final WakeUp wakeUp = new WakeUp();
  final TaskList tasks = new TaskList();
  final DefaultExecutor defaultExecutor;
  private final ExceptionReports reports;
  private final long resolutionNanos;

  /** The state of the thread that runs this loop; null while it does not run. */
  private volatile @Nullable ThreadState runner;

  private volatile boolean closed;
  private boolean stopping;
  private @Nullable CoroutineTask<?> currentTask;
  // Rule: loop.debug.default
  private boolean debug;
  // Rule: loop.debug.slow-default
  private Duration slowCallbackDuration = Duration.ofMillis(100);

  SelectorEventLoop(ReferenceAsyncio asyncio, LoopClock clock) {
    this.asyncio = asyncio;
    this.clock = clock;
    this.timers = newTimerHeap();
    this.reports = new ExceptionReports(this);
    this.defaultExecutor = new DefaultExecutor(this);
    this.resolutionNanos = clock.resolution().toNanos();
  }

  // Running

  @Override
  public void runForever() {
    checkClosed();
    checkRunning();
    enterRunning();
    try {
      do {
        runOnce();
      } while (!stopping);
    } finally {
      leaveRunning();
    }
  }

  @Override
  public <T extends @Nullable Object> T runUntilComplete(Awaitable<T> future) throws Exception {
    checkClosed();
    checkRunning();
    return new CompleteRun<>(this, asyncio.ensureFuture(future, this)).execute();
  }

  /** One iteration. */
  void runOnce() {
    dropCancelledTimers();
    waitForEvents(pollTimeout()); // the only place where this loop may block
    // Rule: loop.call-later.not-starved
    readyDueTimers();
    runBatch();
  }

  void dropCancelledTimers() {
    if (!timers.isEmpty()) {
      timers.dropCancelled();
    }
  }

  /** How long the loop may wait for events, in nanoseconds. */
  long pollTimeout() {
    if (stopping || !ready.isEmpty() || !foreign.isEmpty()) {
      return 0;
    }
    if (timers.isEmpty()) {
      return FOREVER;
    }
    long now = nanoTime();
    // Rule: loop.call-soon-threadsafe.starts-timer
    long deadline = timers.firstDeadlineNanos();
    // Rule: loop.call-later.over-one-day, loop.call-at.over-one-day
    return deadline <= now ? 0 : saturated(deadline - now);
  }

  void waitForEvents(long timeoutNanos) {
    if (timeoutNanos == 0) {
      return;
    }
    Duration timeout = timeoutNanos == FOREVER ? null : Duration.ofNanos(timeoutNanos);
    if (!clock.skip(timeout)) {
      wakeUp.block(timeoutNanos, foreign);
    }
  }

  /** Moves the timers whose time has come to the ready queue, the earliest first. */
  void readyDueTimers() {
    if (timers.isEmpty()) {
      return;
    }
    long end = saturatedSum(nanoTime(), resolutionNanos);
    // Rule: loop.call-later.not-early, loop.call-at.not-early
    while (!timers.isEmpty() && timers.firstDeadlineNanos() < end) {
      // Rule: loop.call-later.runs, loop.call-later.once, loop.call-at.runs
      makeReady(timers.remove());
    }
  }

  /** Runs the callbacks that were ready when the batch began, and no others. */
  void runBatch() {
    adoptForeign();
    // Rule: loop.call-soon-threadsafe.next-iteration
    ReadyEntry last = ready.last();
    if (last == null) {
      return;
    }
    ReadyEntry entry;
    do {
      entry = ready.remove();
      // Rule: timer-handle.cancel.prevents, timer-handle.cancel.when-due
      if (!entry.isCalledOff()) {
        // Rule: loop.call-soon-threadsafe.loop-thread, loop.call-soon-threadsafe.serialized
        runEntry(entry);
      }
    } while (entry != last);
  }

  void runEntry(ReadyEntry entry) {
    if (debug) {
      runTimed(entry);
    } else {
      entry.run(this);
    }
  }

  private void runTimed(ReadyEntry entry) {
    long began = nanoTime();
    entry.run(this);
    long took = nanoTime() - began;
    // Rule: loop.debug.slow-callback, loop.debug.slow-threshold, loop.debug.slow-equal
    // Rule: loop.debug.slow-step
    if (took >= slowCallbackDuration.toNanos()) {
      reports.logSlow(entry, took);
    }
  }

  /** Makes this the running loop of the thread. */
  void enterRunning() {
    ThreadState here = asyncio.threads().here();
    here.running = this;
    runner = here;
  }

  /** Leaves everything as it was before the run, whatever ended it. */
  void leaveRunning() {
    stopping = false;
    ThreadState here = runner;
    runner = null;
    if (here != null) {
      here.running = null;
    }
  }

  @Override
  public void stop() {
    stopping = true;
  }

  @Override
  public boolean isRunning() {
    return runner != null;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    if (isRunning()) {
      throw new IllegalStateException("A running loop cannot be closed: " + this);
    }
    if (closed) {
      return;
    }
    closed = true;
    ready.clear();
    if (!foreign.isEmpty()) {
      adoptForeign();
      ready.clear();
    }
    timers.clear();
    defaultExecutor.abandon();
    wakeUp.close();
  }

  // Scheduling

  @Override
  public Handle callSoon(Runnable callback) {
    LoopHandle handle = newHandle(callback);
    schedule(handle);
    return handle;
  }

  @Override
  public Handle callSoonThreadsafe(Runnable callback) {
    LoopHandle handle = newHandle(callback);
    // Rule: loop.call-soon-threadsafe.closed
    checkClosed();
    // Rule: loop.call-soon-threadsafe.runs, loop.call-soon-threadsafe.before-run
    // Rule: loop.debug.thread-safe-allowed
    foreign.add(handle);
    // Rule: loop.call-soon-threadsafe.wakes
    wakeUp();
    // Rule: loop.call-soon-threadsafe.handle
    return handle;
  }

  @Override
  public TimerHandle callLater(Duration delay, Runnable callback) {
    // Rule: loop.call-later.deadline, loop.call-later.timer-handle
    return callAtNanos(time().plus(delay).nanos(), callback);
  }

  @Override
  public TimerHandle callAt(LoopTime when, Runnable callback) {
    // Rule: loop.call-at.same-clock
    return callAtNanos(when.nanos(), callback);
  }

  private TimerHandle callAtNanos(long whenNanos, Runnable callback) {
    LoopTimer timer = newTimer(whenNanos, callback);
    checkClosed();
    // Rule: loop.debug.thread-call-at
    checkThread();
    // Rule: loop.call-later.not-inline, loop.call-later.survives-stop
    timers.add(timer);
    return timer;
  }

  @Override
  public LoopTime time() {
    // Rule: loop.time.monotonic
    return clock.time();
  }

  final long nanoTime() {
    return time().nanos();
  }

  /** Lets an entry run in the next batch. Called in the loop's thread. */
  void schedule(ReadyEntry entry) {
    checkClosed();
    // Rule: loop.debug.thread-call-soon
    checkThread();
    makeReady(entry);
  }

  /** Puts an entry behind all that other threads have brought so far. */
  void makeReady(ReadyEntry entry) {
    // Rule: loop.call-soon-threadsafe.one-order
    adoptForeign();
    ready.add(entry);
  }

  /** Moves what other threads have brought to the ready queue. */
  void adoptForeign() {
    if (!foreign.isEmpty()) {
      foreign.drainTo(ready);
    }
  }

  /** Wakes the loop if it sleeps. Called in any thread. */
  void wakeUp() {
    wakeUp.wakeUp();
  }

  void checkClosed() {
    if (closed) {
      throw new IllegalStateException("Event loop is closed: " + this);
    }
  }

  private void checkRunning() {
    if (isRunning()) {
      throw new IllegalStateException("The loop is running already: " + this);
    }
    EventLoop other = asyncio.threads().here().running;
    if (other != null) {
      throw new IllegalStateException(
          "Another loop is running in this thread: " + other + ", so this one cannot: " + this);
    }
  }

  /** In debug mode, refuses a thread other than the one that runs this loop. */
  void checkThread() {
    if (debug) {
      ThreadState running = runner;
      if (running != null && running != asyncio.threads().here()) {
        throw new IllegalStateException(
            "Called in thread "
                + Thread.currentThread().getName()
                + ", which does not run the loop; use callSoonThreadsafe: "
                + this);
      }
    }
  }

  // What the loop makes

  LoopHandle newHandle(Runnable callback) {
    return new LoopHandle(callback);
  }

  LoopTimer newTimer(long whenNanos, Runnable callback) {
    return new LoopTimer(timers, whenNanos, callback);
  }

  TimerHeap newTimerHeap() {
    return new TimerHeap();
  }

  <T extends @Nullable Object> LoopFuture<T> newFuture() {
    return new LoopFuture<>(this);
  }

  <T extends @Nullable Object> CoroutineTask<T> newTask(
      Coroutine<T> coroutine, @Nullable String name) {
    return new CoroutineTask<>(this, coroutine, name, asyncio.nextTaskNumber());
  }

  @Override
  public <T extends @Nullable Object> AsyncFuture<T> createFuture() {
    return newFuture();
  }

  @Override
  public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro) {
    return createTask(coro, null);
  }

  @Override
  public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro, @Nullable String name) {
    CoroutineTask<T> task = newTask(coro, name);
    // Rule: create-task.start.not-immediate, create-task.start.by-itself
    // Rule: create-task.loop.not-running
    schedule(task);
    // Rule: all-tasks.pending.listed, all-tasks.loop.own
    tasks.add(task);
    return task;
  }

  // Tasks

  @Nullable CoroutineTask<?> currentTask() {
    return currentTask;
  }

  Set<Task<?>> allTasks() {
    return tasks.snapshot();
  }

  void enterTask(CoroutineTask<?> task) {
    CoroutineTask<?> other = currentTask;
    if (other != null) {
      throw new IllegalStateException(
          "A step of " + task + " cannot begin while " + other + " is running");
    }
    currentTask = task;
  }

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

  // Executors

  @Override
  public <T extends @Nullable Object> AsyncFuture<T> runInExecutor(
      @Nullable Executor executor, Callable<T> func) {
    Objects.requireNonNull(func, "func");
    checkClosed();
    ThreadFuture<T> call = new ThreadFuture<>();
    LoopFuture<T> future = newFuture();
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

  // Errors and debugging

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

  @Override
  public boolean getDebug() {
    return debug;
  }

  @Override
  public void setDebug(boolean enabled) {
    // Rule: loop.debug.set
    debug = enabled;
  }

  @Override
  public Duration slowCallbackDuration() {
    return slowCallbackDuration;
  }

  @Override
  public void setSlowCallbackDuration(Duration threshold) {
    slowCallbackDuration = Objects.requireNonNull(threshold, "threshold");
  }

  @Override
  public String toString() {
    String state = closed ? "closed" : isRunning() ? "running" : "idle";
    return "<SelectorEventLoop "
        + state
        + " ready="
        + ready.size()
        + " scheduled="
        + timers.size()
        + (debug ? " debug" : "")
        + ">";
  }

  /** What a difference of times became that is longer than any time. */
  private static long saturated(long difference) {
    return difference < 0 ? FOREVER - 1 : difference;
  }

  private static long saturatedSum(long time, long resolution) {
    long sum = time + resolution;
    return sum < time ? Long.MAX_VALUE : sum;
  }
}
