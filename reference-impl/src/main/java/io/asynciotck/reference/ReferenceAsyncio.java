package io.asynciotck.reference;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.ConcurrentFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.CoroutineBody;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.SystemExit;
import io.asynciotck.api.Task;
import io.asynciotck.api.TimerHandle;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The module: what belongs to no loop, and the loops that it makes. Shares nothing with any other
 * module.
 */
class ReferenceAsyncio implements Asyncio {
  private final LoopClock clock;
  private final CoroutineMechanism mechanism;
  private final ThreadStates threads = new ThreadStates();
  private final AtomicLong tasksMade = new AtomicLong();

  /** How many coroutines run on the stack of the one that awaits them. */
  final int mostInPlace;

  ReferenceAsyncio(LoopClock clock) {
    this(clock, CoroutineMechanism.best());
  }

  ReferenceAsyncio(LoopClock clock, CoroutineMechanism mechanism) {
    this.clock = Objects.requireNonNull(clock, "clock");
    this.mechanism = mechanism;
    this.mostInPlace = mechanism.mostInPlace();
  }

  final LoopClock clock() {
    return clock;
  }

  final CoroutineMechanism mechanism() {
    return mechanism;
  }

  final ThreadStates threads() {
    return threads;
  }

  final long nextTaskNumber() {
    return tasksMade.incrementAndGet();
  }

  // Coroutines

  @Override
  public <T extends @Nullable Object> Coroutine<T> coroutine(CoroutineBody<T> body) {
    return new BodyCoroutine<>(this, body);
  }

  @Override
  public <T extends @Nullable Object> T await(Awaitable<T> awaitable) throws Exception {
    BodyCoroutine<?> current = currentCoroutine();
    if (awaitable instanceof AsyncFuture<T> future) {
      return current.awaitFuture(future);
    }
    if (awaitable instanceof BodyCoroutine<T> own && own.belongsTo(this)) {
      // Rule: coroutine.await.sequential, coroutine.await.same-task
      return current.awaitOwn(own);
    }
    if (awaitable instanceof Coroutine<T> foreign) {
      return current.awaitForeign(foreign);
    }
    throw notAwaitable(awaitable);
  }

  private BodyCoroutine<?> currentCoroutine() {
    BodyCoroutine<?> current = threads.here().innermostCoroutine();
    if (current == null) {
      throw new IllegalStateException("Asyncio.await was called outside of a coroutine");
    }
    return current;
  }

  // Loops

  @Override
  public EventLoop newEventLoop() {
    // Rule: loop.new.not-current
    return newLoop();
  }

  SelectorEventLoop newLoop() {
    // Rule: loop.new.fresh
    return new SelectorEventLoop(this, clock);
  }

  @Override
  public EventLoop getRunningLoop() {
    return runningLoop();
  }

  private SelectorEventLoop runningLoop() {
    // Rule: loop.get-running.per-thread, loop.get-running.current-is-not-running
    SelectorEventLoop running = threads.here().running;
    // Rule: loop.get-running.none
    if (running == null) {
      throw new IllegalStateException("No loop is running in thread " + threadName());
    }
    return running;
  }

  @Override
  public EventLoop getEventLoop() {
    ThreadState here = threads.here();
    // Rule: loop.get-current.in-callback, loop.get-current.in-coroutine
    if (here.running != null) {
      return here.running;
    }
    EventLoop current = here.current;
    // Rule: loop.get-current.unset, loop.get-current.other-thread, loop.get-current.not-created
    if (current == null) {
      throw new IllegalStateException("No loop is set for thread " + threadName());
    }
    // Rule: loop.get-current.set
    return current;
  }

  @Override
  public void setEventLoop(@Nullable EventLoop loop) {
    // Rule: loop.set-current.per-thread, loop.set-current.keeps-running
    threads.here().current = loop;
  }

  private static String threadName() {
    return Thread.currentThread().getName();
  }

  // Running a program

  @Override
  public <T extends @Nullable Object> T run(Awaitable<T> main) throws Exception {
    return newProgramRun(main, null).execute();
  }

  @Override
  public <T extends @Nullable Object> T run(Awaitable<T> main, boolean debug) throws Exception {
    return newProgramRun(main, debug).execute();
  }

  <T extends @Nullable Object> ProgramRun<T> newProgramRun(
      Awaitable<T> main, @Nullable Boolean debug) {
    return new ProgramRun<>(this, main, debug);
  }

  // Waiting

  @Override
  public Coroutine<@Nullable Void> sleep(Duration delay) {
    return this.<@Nullable Void>sleep(delay, null);
  }

  @Override
  public <T extends @Nullable Object> Coroutine<T> sleep(Duration delay, T result) {
    Objects.requireNonNull(delay, "delay");
    // Rule: sleep.delay.from-await
    return coroutine(() -> sleepNow(delay, result));
  }

  <T extends @Nullable Object> T sleepNow(Duration delay, T result) throws Exception {
    if (!delay.isPositive()) {
      // Rule: sleep.suspends.always
      currentCoroutine().suspend(null);
      return result;
    }
    SelectorEventLoop loop = runningLoop();
    LoopFuture<T> future = loop.newFuture();
    // Rule: sleep.delay.not-early, sleep.delay.returns
    TimerHandle timer =
        loop.callLater(
            delay,
            () -> {
              if (!future.isDone()) {
                // Rule: sleep.result.returned
                future.setResult(result);
              }
            });
    try {
      // Rule: sleep.suspends.only-its-task, sleep.suspends.together, sleep.cancel.at-once
      return await(future);
    } finally {
      timer.cancel();
    }
  }

  @Override
  public AsyncFuture<List<@Nullable Object>> gather(Awaitable<?>... aws) {
    return gather(false, aws);
  }

  @Override
  public AsyncFuture<List<@Nullable Object>> gather(boolean returnExceptions, Awaitable<?>... aws) {
    return Gathering.of(this, returnExceptions, aws);
  }

  /** One gathering of futures that are all of one loop. */
  Gathering newGathering(
      SelectorEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
    return new Gathering(loop, children, returnExceptions);
  }

  @Override
  public <T extends @Nullable Object> Coroutine<T> waitFor(
      Awaitable<T> aw, @Nullable Duration timeout) {
    // Rule: wait-for.start.lazy
    return coroutine(newWaitFor(Objects.requireNonNull(aw, "aw"), timeout));
  }

  <T extends @Nullable Object> WaitFor<T> newWaitFor(
      Awaitable<T> awaitable, @Nullable Duration timeout) {
    return new WaitFor<>(this, awaitable, timeout);
  }

  // Tasks

  @Override
  public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro) {
    // Rule: create-task.loop.running, create-task.loop.none
    return runningLoop().createTask(coro, null);
  }

  @Override
  public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro, @Nullable String name) {
    return runningLoop().createTask(coro, name);
  }

  @Override
  public @Nullable Task<?> currentTask() {
    // Rule: current-task.loop.none
    return runningLoop().currentTask();
  }

  @Override
  public @Nullable Task<?> currentTask(EventLoop loop) {
    // Rule: current-task.loop.idle
    return own(loop).currentTask();
  }

  @Override
  public Set<Task<?>> allTasks() {
    // Rule: all-tasks.loop.none
    return runningLoop().allTasks();
  }

  @Override
  public Set<Task<?>> allTasks(EventLoop loop) {
    return own(loop).allTasks();
  }

  private static SelectorEventLoop own(EventLoop loop) {
    if (loop instanceof SelectorEventLoop own) {
      return own;
    }
    throw new IllegalArgumentException("Not a loop of this implementation: " + loop);
  }

  @Override
  public <T extends @Nullable Object> ConcurrentFuture<T> runCoroutineThreadsafe(
      Coroutine<T> coro, EventLoop loop) {
    Objects.requireNonNull(coro, "coro");
    ThreadFuture<T> future = new ThreadFuture<>();
    // Rule: run-coroutine-threadsafe.wakes, run-coroutine-threadsafe.loop-thread
    // Rule: run-coroutine-threadsafe.pending
    loop.callSoonThreadsafe(() -> start(coro, loop, future));
    return future;
  }

  private <T extends @Nullable Object> void start(
      Coroutine<T> coroutine, EventLoop loop, ThreadFuture<T> future) {
    try {
      // Rule: run-coroutine-threadsafe.task
      FutureChain.toThreads(ensureFuture(coroutine, loop), future);
    } catch (SystemExit | KeyboardInterrupt leaving) {
      throw leaving;
    } catch (Throwable raised) {
      if (future.begin()) {
        future.fail(raised);
      }
      throw raised;
    }
  }

  // Futures

  @Override
  public <T extends @Nullable Object> AsyncFuture<T> ensureFuture(Awaitable<T> obj) {
    if (obj instanceof AsyncFuture<T> future) {
      // Rule: ensure-future.future.same
      return future;
    }
    if (obj instanceof Coroutine<T> coroutine) {
      // Rule: ensure-future.coroutine.task, ensure-future.coroutine.scheduled
      return getEventLoop().createTask(coroutine);
    }
    throw notAwaitable(obj);
  }

  @Override
  public <T extends @Nullable Object> AsyncFuture<T> ensureFuture(
      Awaitable<T> obj, EventLoop loop) {
    if (obj instanceof AsyncFuture<T> future) {
      if (future.getLoop() != loop) {
        throw new IllegalArgumentException(
            "The future belongs to another loop than " + loop + ": " + future);
      }
      return future;
    }
    if (obj instanceof Coroutine<T> coroutine) {
      return loop.createTask(coroutine);
    }
    throw notAwaitable(obj);
  }

  static IllegalArgumentException notAwaitable(@Nullable Object object) {
    Objects.requireNonNull(object, "awaitable");
    return new IllegalArgumentException("Neither a future nor a coroutine: " + object);
  }

  @Override
  public <T extends @Nullable Object> AsyncFuture<T> wrapFuture(ConcurrentFuture<T> future) {
    Objects.requireNonNull(future, "future");
    LoopFuture<T> wrapped = own(getEventLoop()).newFuture();
    FutureChain.toLoop(future, wrapped);
    return wrapped;
  }

  @Override
  public boolean isfuture(@Nullable Object obj) {
    // Rule: isfuture.future.true, isfuture.other.false
    return obj instanceof AsyncFuture;
  }

  @Override
  public boolean iscoroutine(@Nullable Object obj) {
    // Rule: coroutine.iscoroutine.true, coroutine.iscoroutine.false
    return obj instanceof Coroutine;
  }

  @Override
  public String toString() {
    return "<ReferenceAsyncio on " + mechanism + ">";
  }
}
