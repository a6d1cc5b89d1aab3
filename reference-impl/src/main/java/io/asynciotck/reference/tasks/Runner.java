package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Task;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.queue.Report;
import io.asynciotck.reference.seams.Seam;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One run of a program in a loop of its own: {@code run}. */
public class Runner<T extends @Nullable Object> {
  /** How long the threads of the default executor are waited for. */
  private static final Duration LONGEST_SHUTDOWN = Duration.ofMinutes(5);

  private final BaseAsyncio asyncio;
  private final Awaitable<T> main;
  private final @Nullable Boolean debug;

  /** A run of a program; with the debug mode that is given, or else that of new loops. */
  public Runner(BaseAsyncio asyncio, Awaitable<T> main, @Nullable Boolean debug) {
    this.asyncio = asyncio;
    this.main = Objects.requireNonNull(main, "main");
    this.debug = debug;
  }

  /** Runs the program. */
  @Seam
  public T execute() throws Exception {
    // Rule: run.nested.refused, run.nested.not-started, run.nested.outer-untouched
    checkNotNested();
    // Rule: run.loop.new
    EventLoop loop = asyncio.newEventLoop();
    try {
      asyncio.setEventLoop(loop);
      // Rule: run.debug.inherited
      if (debug != null) {
        // Rule: run.debug.on, run.debug.off
        loop.setDebug(debug);
      }
      // Rule: run.result.returned, run.exception.{raised, cancelled}, run.main.is-task
      // Rule: run.loop.{running, not-running-after}
      return loop.runUntilComplete(loop.createTask(mainCoroutine()));
    } finally {
      // Rule: run.loop.closed-after-exception
      cleanUp(loop);
    }
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

  private Coroutine<T> mainCoroutine() {
    if (main instanceof Coroutine<T> coroutine) {
      return coroutine;
    }
    // Rule: run.argument.any-awaitable
    if (main instanceof AsyncFuture<T> future) {
      return asyncio.coroutine(() -> asyncio.await(future));
    }
    throw BaseAsyncio.notAwaitable(main);
  }

  /**
   * Leaves nothing behind: no task, no thread, no loop. The loop is closed even if the rest fails.
   */
  @Seam
  protected void cleanUp(EventLoop loop) throws Exception {
    try {
      // Rule: run.clean-up.tasks-before-executor
      cancelAllTasks(loop);
      // Rule: run.clean-up.executor-joined, run.clean-up.executor-limit
      loop.runUntilComplete(asyncio.shutdownDefaultExecutor(loop, LONGEST_SHUTDOWN));
    } finally {
      // Rule: run.current-loop.unset, run.loop.closed-though-clean-up-fails
      asyncio.setEventLoop(null);
      closeLoop(loop);
    }
  }

  /** Closes the loop of this run. */
  @Seam
  protected void closeLoop(EventLoop loop) {
    // Rule: run.loop.closed
    loop.close();
  }

  /** Cancels what the program left, waits for it, and reports what it raised meanwhile. */
  @Seam
  protected void cancelAllTasks(EventLoop loop) throws Exception {
    Set<Task<?>> left = asyncio.allTasks(loop);
    if (left.isEmpty()) {
      return;
    }
    // Rule: run.clean-up.tasks-cancelled, run.clean-up.cancelled-once
    left.forEach(AsyncFuture::cancel);
    // Rule: run.clean-up.tasks-awaited, run.clean-up.after-exception, run.clean-up.result-kept
    loop.runUntilComplete(asyncio.gather(true, left.toArray(Task<?>[]::new)));
    for (Task<?> task : left) {
      // Rule: run.clean-up.errors-reported, run.clean-up.cancellation-not-reported
      if (!task.isCancelled() && task.exception() != null) {
        loop.callExceptionHandler(
            Report.of("Unhandled exception during the shutdown of run()", task.exception())
                .with("task", task)
                .context());
      }
    }
  }
}
