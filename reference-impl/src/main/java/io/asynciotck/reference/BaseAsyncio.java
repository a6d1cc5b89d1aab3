package io.asynciotck.reference;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.AwaitableObject;
import io.asynciotck.api.ConcurrentFuture;
import io.asynciotck.api.Context;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.CoroutineBody;
import io.asynciotck.api.CoroutineFunction;
import io.asynciotck.api.DefaultEventLoopPolicy;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.EventLoopPolicy;
import io.asynciotck.api.FutureCallGraph;
import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.SystemExit;
import io.asynciotck.api.Task;
import io.asynciotck.api.TaskConstructor;
import io.asynciotck.api.TaskFactory;
import io.asynciotck.api.io.File;
import io.asynciotck.reference.contexts.Contexts;
import io.asynciotck.reference.seams.Seam;
import io.asynciotck.reference.stacks.CoroutineMechanism;
import io.asynciotck.reference.threads.FutureChain;
import io.asynciotck.reference.threads.ThreadFuture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a module is made of: coroutines, the loops that it makes, their tasks and futures. The
 * functions that stand on these are in the rooms above the kernel. Shares nothing with any other
 * module.
 */
public abstract class BaseAsyncio implements Asyncio {
  private final LoopClock clock;
  private final CoroutineMechanism mechanism;
  private final ThreadStates threads = new ThreadStates();
  private final AtomicLong tasksMade = new AtomicLong();
  private final Contexts contexts = new Contexts();
  private final TaskFactory eagerTaskFactory = eagerFactoryOf(BaseAsyncio::constructTask);

  @SuppressWarnings("this-escape") // it is only kept
  private final ThreadPolicy threadPolicy = new ThreadPolicy(this);

  private volatile EventLoopPolicy policy = threadPolicy;
  private final LongAdder deprecatedCalls = new LongAdder();
  private boolean debugAtFirst;

  /** How many coroutines run on the stack of the one that awaits them. */
  final int mostInPlace;

  /** A module whose loops have a clock, and whose coroutines run on such stacks. */
  protected BaseAsyncio(LoopClock clock, CoroutineMechanism mechanism) {
    this.clock = Objects.requireNonNull(clock, "clock");
    this.mechanism = mechanism;
    this.mostInPlace = mechanism.mostInPlace();
  }

  /** Takes what the environment of the process asks for. */
  @Seam
  public void useEnvironment(Map<String, String> environment) {
    // Rule: loop.debug.environment, loop.debug.development-mode
    debugAtFirst =
        Stream.of("PYTHONASYNCIODEBUG", "PYTHONDEVMODE")
            .anyMatch(name -> !environment.getOrDefault(name, "").isEmpty());
  }

  /** Whether new loops are in debug mode. */
  final boolean isDebugAtFirst() {
    return debugAtFirst;
  }

  /** The clock of all loops. */
  protected final LoopClock clock() {
    return clock;
  }

  final CoroutineMechanism mechanism() {
    return mechanism;
  }

  /** What each thread has of this module. */
  public final ThreadStates threads() {
    return threads;
  }

  /** A number that no task of this module has yet. */
  public final long nextTaskNumber() {
    return tasksMade.incrementAndGet();
  }

  /** The context variables. */
  public final Contexts contexts() {
    return contexts;
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
    if (awaitable instanceof AwaitableObject<T> object) {
      return await(object.awaited());
    }
    throw notAwaitable(awaitable);
  }

  /** Lets the others take their turns: a bare yield, in a coroutine of this module. */
  protected final void yieldOnce() {
    currentCoroutine().suspend(null);
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
    // Rule: policy.new-event-loop.asked, policy.run.loop, policy.runner.loop
    return policy().newEventLoop();
  }

  /** Makes what a policy returns as a new loop. */
  protected EventLoop makeLoop() {
    return newLoop();
  }

  /** Makes a loop. */
  @Seam
  protected SelectorEventLoop newLoop() {
    // Rule: loop.new.fresh
    return new SelectorEventLoop(this, clock);
  }

  @Override
  public EventLoop getRunningLoop() {
    return runningLoop();
  }

  /** The loop that runs in the current thread; null if there is none. */
  public final @Nullable EventLoop runningLoopOrNull() {
    return threads.here().running;
  }

  private BaseEventLoop runningLoop() {
    // Rule: loop.get-running.per-thread, loop.get-running.current-is-not-running
    BaseEventLoop running = threads.here().running;
    // Rule: loop.get-running.none
    if (running == null) {
      throw new IllegalStateException("No loop is running in thread " + threadName());
    }
    return running;
  }

  @Override
  public EventLoop getEventLoop() {
    EventLoop running = threads.here().running;
    // Rule: loop.get-current.in-callback, loop.get-current.in-coroutine
    // Rule: policy.get-event-loop.{asked, other-thread, running}
    return running != null ? running : policy().getEventLoop();
  }

  @Override
  public void setEventLoop(@Nullable EventLoop loop) {
    // Rule: loop.set-current.keeps-running, policy.set-event-loop.asked, policy.runner.current
    policy().setEventLoop(loop);
  }

  /** The asynchronous generators of the loop that runs. */
  public final OpenGenerators openGenerators() {
    return runningLoop().generators();
  }

  /** Waits until the threads of a loop's default executor have ended, or the time has passed. */
  public final Coroutine<@Nullable Void> shutdownDefaultExecutor(EventLoop loop, Duration limit) {
    BaseEventLoop own = own(loop);
    return coroutine(() -> own.defaultExecutor.shutDown(limit));
  }

  private static BaseEventLoop own(@Nullable EventLoop loop) {
    if (loop instanceof BaseEventLoop own) {
      return own;
    }
    throw new IllegalArgumentException("Not a loop of this implementation: " + loop);
  }

  // Policies

  @Override
  public EventLoopPolicy getEventLoopPolicy() {
    deprecated("get_event_loop_policy");
    return policy();
  }

  /** The policy that is asked. */
  @Seam
  protected EventLoopPolicy policy() {
    // Rule: policy.get.{last, all-threads, default}
    return policy;
  }

  @Override
  public void setEventLoopPolicy(@Nullable EventLoopPolicy policy) {
    deprecated("set_event_loop_policy");
    // Rule: policy.set.none
    this.policy = policy == null ? threadPolicy : policy;
  }

  @Override
  public DefaultEventLoopPolicy newDefaultEventLoopPolicy() {
    deprecated("DefaultEventLoopPolicy");
    return new ThreadPolicy(this);
  }

  /** Counts a call of a function that is deprecated. */
  @Seam
  protected void deprecated(String function) {
    // Rule: deprecation.policy.{get, set, default}
    deprecatedCalls.increment();
  }

  /** How many calls of this module were deprecated. */
  public final long deprecatedCalls() {
    return deprecatedCalls.sum();
  }

  /** The policy that is there without being set. */
  public final ThreadPolicy threadPolicy() {
    return threadPolicy;
  }

  static String threadName() {
    return Thread.currentThread().getName();
  }

  // Making tasks

  @Override
  public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro) {
    // Rule: eager-task.start.of-module
    // Rule: create-task.loop.running, create-task.loop.none, create-task.class.of-module
    return runningLoop().createTask(coro, (String) null);
  }

  @Override
  public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro, @Nullable String name) {
    return runningLoop().createTask(coro, name);
  }

  @Override
  public <T extends @Nullable Object> Task<T> createTask(Context context, Coroutine<T> coro) {
    return runningLoop().createTask(context, coro);
  }

  @Override
  public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coro, boolean eagerStart) {
    return runningLoop().createTask(coro, eagerStart);
  }

  @Override
  public <T extends @Nullable Object> Task<T> createTask(
      Coroutine<T> coro, Map<String, ? extends @Nullable Object> kwargs) {
    return runningLoop().createTask(coro, kwargs);
  }

  @Override
  public <T extends @Nullable Object> Task<T> newTask(Coroutine<T> coro) {
    return newTask(coro, getEventLoop());
  }

  @Override
  public <T extends @Nullable Object> Task<T> newTask(Coroutine<T> coro, EventLoop loop) {
    return own(loop).createPlainTask(coro, null);
  }

  @Override
  public <T extends @Nullable Object> Task<T> newTask(Coroutine<T> coro, boolean eagerStart) {
    // Rule: eager-task.start.default-loop
    return newTask(coro, runningLoop(), eagerStart);
  }

  @Override
  public <T extends @Nullable Object> Task<T> newTask(
      Coroutine<T> coro, EventLoop loop, boolean eagerStart) {
    return own(loop).constructTask(coro, Map.of(BaseEventLoop.EAGER_START, eagerStart));
  }

  @Override
  public TaskFactory eagerTaskFactory() {
    return eagerTaskFactory;
  }

  @Override
  public TaskFactory createEagerTaskFactory(TaskConstructor customTaskConstructor) {
    return eagerFactoryOf(customTaskConstructor);
  }

  private static TaskFactory eagerFactoryOf(TaskConstructor constructor) {
    Objects.requireNonNull(constructor, "customTaskConstructor");
    return (loop, coro, kwargs) -> {
      // Rule: create-eager-task-factory.constructor.{arguments, name, context, result}
      Map<String, @Nullable Object> all = new HashMap<>(kwargs);
      all.put("loop", loop);
      all.putIfAbsent(BaseEventLoop.EAGER_START, true);
      return constructor.construct(coro, all);
    };
  }

  private static Task<?> constructTask(Coroutine<?> coro, Map<String, @Nullable Object> kwargs) {
    return own((EventLoop) kwargs.get("loop")).constructTask(coro, kwargs);
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
      FutureChain.toThreads(
          ensureFuture(coroutine, loop), future, () -> runningLoopOrNull() == loop);
    } catch (SystemExit | KeyboardInterrupt leaving) {
      throw leaving;
    } catch (Throwable raised) {
      if (future.begin()) {
        future.fail(raised);
      }
      throw raised;
    }
  }

  // The tasks there are

  @Override
  public @Nullable Task<?> currentTask() {
    // Rule: current-task.loop.none
    return runningLoop().others().current();
  }

  @Override
  public @Nullable Task<?> currentTask(EventLoop loop) {
    // Rule: current-task.loop.idle
    return own(loop).others().current();
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

  // Tasks of another make

  @Override
  public void registerTask(Task<?> task) {
    own(task.getLoop()).others().register(task);
  }

  @Override
  public void unregisterTask(Task<?> task) {
    own(task.getLoop()).others().unregister(task);
  }

  @Override
  public void enterTask(EventLoop loop, Task<?> task) {
    own(loop).others().enter(task);
  }

  @Override
  public void leaveTask(EventLoop loop, Task<?> task) {
    own(loop).others().leave(task);
  }

  // Who awaits whom

  @Override
  public @Nullable FutureCallGraph captureCallGraph() {
    return captureCallGraph(1);
  }

  @Override
  public @Nullable FutureCallGraph captureCallGraph(int depth) {
    BaseEventLoop running = threads.here().running;
    CoroutineTask<?> task = running == null ? null : running.currentTask();
    // Rule: call-graph.future.{current, none}
    return running == null || task == null
        ? null
        : new CallGraphCapture(running, null, depth).of(task);
  }

  @Override
  public FutureCallGraph captureCallGraph(AsyncFuture<?> future) {
    return new CallGraphCapture(own(future.getLoop()), null, 1).of(future);
  }

  @Override
  public FutureCallGraph captureCallGraph(AsyncFuture<?> future, int limit) {
    return new CallGraphCapture(own(future.getLoop()), limit, 1).of(future);
  }

  @Override
  public String formatCallGraph() {
    FutureCallGraph graph = captureCallGraph();
    // Rule: format-call-graph.task.none
    return graph == null ? "" : CallGraphCapture.format(graph);
  }

  @Override
  public String formatCallGraph(AsyncFuture<?> future) {
    return CallGraphCapture.format(captureCallGraph(future));
  }

  @Override
  public String formatCallGraph(AsyncFuture<?> future, int limit) {
    return CallGraphCapture.format(captureCallGraph(future, limit));
  }

  @Override
  public void printCallGraph(AsyncFuture<?> future) {
    // Rule: print-call-graph.file.standard-output
    System.out.println(formatCallGraph(future));
  }

  @Override
  public void printCallGraph(AsyncFuture<?> future, File file) throws IOException {
    file.write((formatCallGraph(future) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void futureAddToAwaitedBy(@Nullable Object future, @Nullable Object waiter) {
    // Rule: future-add-to-awaited-by.other.ignored
    if (future instanceof LoopFuture<?> own && waiter instanceof LoopFuture<?> other) {
      own.loop.others().addWaiter(own, other);
    }
  }

  @Override
  public void futureDiscardFromAwaitedBy(@Nullable Object future, @Nullable Object waiter) {
    // Rule: future-discard-from-awaited-by.other.ignored
    if (future instanceof LoopFuture<?> own && waiter instanceof LoopFuture<?> other) {
      own.loop.others().removeWaiter(own, other);
    }
  }

  // Futures

  @Override
  public <T extends @Nullable Object> AsyncFuture<T> newFuture() {
    return newFuture(getEventLoop());
  }

  @Override
  public <T extends @Nullable Object> AsyncFuture<T> newFuture(EventLoop loop) {
    // Rule: future.create.loop-given
    return own(loop).newFuture();
  }

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
    return ensureFuture(obj, getEventLoop());
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
      // Rule: ensure-future.class.task, ensure-future.loop.given
      return loop.createTask(coroutine);
    }
    if (obj instanceof AwaitableObject<T> object) {
      // Rule: ensure-future.awaitable.task
      return loop.createTask(coroutine(() -> await(object.awaited())));
    }
    // Rule: ensure-future.other.refused
    throw notAwaitable(obj);
  }

  /** The error for what can be awaited by nobody. */
  public static IllegalArgumentException notAwaitable(@Nullable Object object) {
    Objects.requireNonNull(object, "awaitable");
    return new IllegalArgumentException("Nobody can await this: " + object);
  }

  @Override
  public <T extends @Nullable Object> AsyncFuture<T> wrapFuture(ConcurrentFuture<T> future) {
    return wrapFuture(future, getEventLoop());
  }

  @Override
  public <T extends @Nullable Object> AsyncFuture<T> wrapFuture(
      ConcurrentFuture<T> future, EventLoop loop) {
    Objects.requireNonNull(future, "future");
    // Rule: wrap-future.loop.given
    LoopFuture<T> wrapped = own(loop).newFuture();
    FutureChain.toLoop(future, wrapped);
    return wrapped;
  }

  @Override
  public boolean isfuture(@Nullable Object obj) {
    // Rule: isfuture.future.true, isfuture.future-like.true, isfuture.other.false
    return obj instanceof AsyncFuture;
  }

  @Override
  public boolean iscoroutinefunction(@Nullable Object func) {
    // Rule: deprecation.iscoroutinefunction.call
    deprecated("iscoroutinefunction");
    // Rule: iscoroutinefunction.undocumented.told
    return func instanceof CoroutineFunction<?>;
  }

  @Override
  public boolean iscoroutine(@Nullable Object obj) {
    // Rule: coroutine.iscoroutine.true, coroutine.iscoroutine.false
    return obj instanceof Coroutine;
  }

  @Override
  public String toString() {
    return "<" + getClass().getSimpleName() + " on " + mechanism + ">";
  }
}
