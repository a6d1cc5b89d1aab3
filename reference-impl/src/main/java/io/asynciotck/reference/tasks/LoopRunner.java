package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.AwaitableObject;
import io.asynciotck.api.Context;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Runner;
import io.asynciotck.api.Task;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.queue.Report;
import io.asynciotck.reference.seams.Seam;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A loop and a context for several programs, one after the other: {@code Runner}.
 *
 * <p>Loop and context are made together, when the first of them is asked for, and not before.
 */
public class LoopRunner implements Runner {
  /** How long the threads of the default executor are waited for. */
  private static final Duration LONGEST_SHUTDOWN = Duration.ofMinutes(5);

  /**
   * CREATED to INITIALIZED when the loop is needed, and from there to CLOSED. What is closed before
   * it was needed is as it was.
   */
  private enum State {
    CREATED,
    INITIALIZED,
    CLOSED
  }

  private final BaseAsyncio asyncio;
  private final @Nullable Boolean debug;
  private final @Nullable Callable<? extends EventLoop> loopFactory;
  private State state = State.CREATED;
  private @Nullable EventLoop loop;
  private @Nullable Context context;

  /**
   * A runner without a loop.
   *
   * @param debug the debug mode of the loop, or null for that of new loops
   * @param loopFactory makes the loop, or null for a new one that is current as well
   */
  public LoopRunner(
      BaseAsyncio asyncio,
      @Nullable Boolean debug,
      @Nullable Callable<? extends EventLoop> loopFactory) {
    // Rule: runner.create.lazy
    this.asyncio = asyncio;
    this.debug = debug;
    this.loopFactory = loopFactory;
  }

  // Entering and leaving

  @Override
  public Runner enter() {
    // Rule: runner.enter.loop
    initialize();
    // Rule: runner.enter.itself
    return this;
  }

  @Override
  public @Nullable Object exit(
      @Nullable Object excType, @Nullable Throwable exc, @Nullable Object traceback)
      throws Exception {
    // Rule: runner.exit.closes, runner.exit.closes-after-exception
    close();
    // Rule: runner.exit.exception
    return null;
  }

  @Override
  public EventLoop getLoop() {
    // Rule: runner.get-loop.{new, same}, runner.closed.get-loop
    return initialize();
  }

  /** Makes what is embedded, unless it is there. */
  final EventLoop initialize() {
    // Rule: runner.closed.run
    if (state == State.CLOSED) {
      throw new IllegalStateException("The runner is closed");
    }
    EventLoop made = loop;
    // Rule: runner.loop-factory.once, runner.run.same-loop
    if (made == null) {
      made = newLoop();
      loop = made;
      state = State.INITIALIZED;
      // Rule: run.debug.inherited, runner.debug.inherited
      if (debug != null) {
        // Rule: run.debug.on, run.debug.off, runner.debug.{on, off}
        made.setDebug(debug);
      }
      context = newContext();
    }
    return made;
  }

  /** Makes the loop. */
  @Seam
  protected EventLoop newLoop() {
    if (loopFactory != null) {
      // Rule: runner.loop-factory.{used, not-current}
      // Rule: run.loop-factory.used, policy.run.loop-factory
      return made(loopFactory);
    }
    // Rule: run.loop.new, runner.get-loop.current
    EventLoop made = asyncio.newEventLoop();
    asyncio.setEventLoop(made);
    return made;
  }

  private static EventLoop made(Callable<? extends EventLoop> loopFactory) {
    try {
      return Objects.requireNonNull(loopFactory.call(), "The loop factory made nothing");
    } catch (RuntimeException | Error raised) {
      throw raised;
    } catch (Exception raised) {
      throw new IllegalStateException("The loop factory failed", raised);
    }
  }

  /** Makes the context. */
  @Seam
  protected Context newContext() {
    // Rule: runner.context.{at-creation, embedded, inherits}
    return asyncio.contexts().copyContext();
  }

  // Running

  @Override
  public <T extends @Nullable Object> T run(Awaitable<T> coro) throws Exception {
    return runIn(null, coro);
  }

  @Override
  public <T extends @Nullable Object> T run(Context context, Awaitable<T> coro) throws Exception {
    return runIn(Objects.requireNonNull(context, "context"), coro);
  }

  /** Runs a program, in the context of this runner if it is given none. */
  @Seam
  protected <T extends @Nullable Object> T runIn(@Nullable Context given, Awaitable<T> coro)
      throws Exception {
    // Rule: runner.nested.{refused, runtime-error}
    checkNotNested();
    EventLoop mine = initialize();
    // Rule: runner.context.same, runner.run.{context, context-once}
    Context of = given == null ? Objects.requireNonNull(context) : given;
    // Rule: runner.run.{result, exception, is-task, any-awaitable, after-exception}
    // Rule: runner.run.leaves-tasks
    return mine.runUntilComplete(mine.createTask(of, coroutineOf(coro)));
  }

  /** Refuses to run while a loop is running in this thread. */
  @Seam
  protected void checkNotNested() {
    // Rule: run.nested.other-thread
    EventLoop running = asyncio.runningLoopOrNull();
    if (running != null) {
      // Rule: run.nested.runtime-error
      throw new IllegalStateException("run() was called while a loop is running: " + running);
    }
  }

  /** What a program is run as. */
  final <T extends @Nullable Object> Coroutine<T> coroutineOf(Awaitable<T> main) {
    if (main instanceof Coroutine<T> coroutine) {
      return coroutine;
    }
    // Rule: run.argument.any-awaitable
    if (main instanceof AsyncFuture<T> || main instanceof AwaitableObject<T>) {
      return asyncio.coroutine(() -> asyncio.await(main));
    }
    throw BaseAsyncio.notAwaitable(main);
  }

  // Cleaning up

  @Override
  public void close() throws Exception {
    EventLoop mine = loop;
    // Rule: runner.close.{unused, twice}
    if (mine == null) {
      return;
    }
    // Rule: run.loop.{closed-though-clean-up-fails, closed-after-exception}
    loop = null;
    context = null;
    state = State.CLOSED;
    cleanUp(mine);
  }

  /**
   * Leaves nothing behind: no task, no thread, no loop. The loop is closed even if the rest fails.
   */
  @Seam
  protected void cleanUp(EventLoop mine) throws Exception {
    try {
      // Rule: run.clean-up.{tasks-before-executor, tasks-before-generators}
      // Rule: run.clean-up.generators-before-executor
      // Rule: runner.close.{tasks, tasks-before-generators}
      cancelAllTasks(mine);
      shutDownGenerators(mine);
      shutDownExecutor(mine);
    } finally {
      if (loopFactory == null) {
        // Rule: run.current-loop.unset
        asyncio.setEventLoop(null);
      }
      closeLoop(mine);
    }
  }

  /** Closes the asynchronous generators that are open. */
  @Seam
  protected void shutDownGenerators(EventLoop mine) throws Exception {
    // Rule: run.clean-up.generators-finalised, runner.close.generators
    mine.runUntilComplete(mine.shutdownAsyncgens());
  }

  /** Waits for the threads of the default executor. */
  @Seam
  protected void shutDownExecutor(EventLoop mine) throws Exception {
    // Rule: run.clean-up.executor-joined, run.clean-up.executor-limit, runner.close.executor
    mine.runUntilComplete(asyncio.shutdownDefaultExecutor(mine, LONGEST_SHUTDOWN));
  }

  /** Closes the loop. */
  @Seam
  protected void closeLoop(EventLoop mine) {
    // Rule: run.loop.closed, runner.close.loop, run.loop-factory.closed
    mine.close();
  }

  /** Cancels what the programs left, waits for it, and reports what it raised meanwhile. */
  @Seam
  protected void cancelAllTasks(EventLoop mine) throws Exception {
    Set<Task<?>> left = asyncio.allTasks(mine);
    if (left.isEmpty()) {
      return;
    }
    // Rule: run.clean-up.tasks-cancelled, run.clean-up.cancelled-once
    left.forEach(AsyncFuture::cancel);
    // Rule: run.clean-up.tasks-awaited, run.clean-up.after-exception, run.clean-up.result-kept
    mine.runUntilComplete(asyncio.gather(true, left.toArray(Task<?>[]::new)));
    for (Task<?> task : left) {
      // Rule: run.clean-up.errors-reported, run.clean-up.cancellation-not-reported
      // Rule: loop.exception-handler.context-task
      if (!task.isCancelled() && task.exception() != null) {
        mine.callExceptionHandler(
            Report.of("Unhandled exception during the shutdown of run()", task.exception())
                .with("task", task)
                .context());
      }
    }
  }

  /** The module. */
  protected final BaseAsyncio asyncio() {
    return asyncio;
  }

  @Override
  public String toString() {
    return "<Runner " + state.name().toLowerCase(Locale.ROOT) + " loop=" + loop + ">";
  }
}
