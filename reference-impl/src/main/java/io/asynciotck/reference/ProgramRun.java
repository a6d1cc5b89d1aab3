package io.asynciotck.reference;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Task;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One run of a program in a loop of its own: {@code run}. */
class ProgramRun<T extends @Nullable Object> {
  /** How long the threads of the default executor are waited for. */
  private static final Duration LONGEST_SHUTDOWN = Duration.ofMinutes(5);

  private final ReferenceAsyncio asyncio;
  private final Awaitable<T> main;
  private final @Nullable Boolean debug;

  ProgramRun(ReferenceAsyncio asyncio, Awaitable<T> main, @Nullable Boolean debug) {
    this.asyncio = asyncio;
    this.main = Objects.requireNonNull(main, "main");
    this.debug = debug;
  }

  T execute() throws Exception {
    checkNotNested();
    SelectorEventLoop loop = asyncio.newLoop();
    try {
      asyncio.setEventLoop(loop);
      if (debug != null) {
        loop.setDebug(debug);
      }
      return loop.runUntilComplete(loop.createTask(mainCoroutine()));
    } finally {
      cleanUp(loop);
    }
  }

  void checkNotNested() {
    EventLoop running = asyncio.threads().here().running;
    if (running != null) {
      throw new IllegalStateException("run() was called while a loop is running: " + running);
    }
  }

  private Coroutine<T> mainCoroutine() {
    if (main instanceof Coroutine<T> coroutine) {
      return coroutine;
    }
    if (main instanceof AsyncFuture<T> future) {
      return asyncio.coroutine(() -> asyncio.await(future));
    }
    throw ReferenceAsyncio.notAwaitable(main);
  }

  /**
   * Leaves nothing behind: no task, no thread, no loop. The loop is closed even if the rest fails.
   */
  void cleanUp(SelectorEventLoop loop) throws Exception {
    try {
      cancelAllTasks(loop);
      loop.runUntilComplete(
          asyncio.coroutine(() -> loop.defaultExecutor.shutDown(LONGEST_SHUTDOWN)));
    } finally {
      asyncio.setEventLoop(null);
      closeLoop(loop);
    }
  }

  void closeLoop(SelectorEventLoop loop) {
    loop.close();
  }

  /** Cancels what the program left, waits for it, and reports what it raised meanwhile. */
  void cancelAllTasks(SelectorEventLoop loop) throws Exception {
    Set<Task<?>> left = loop.allTasks();
    if (left.isEmpty()) {
      return;
    }
    left.forEach(AsyncFuture::cancel);
    loop.runUntilComplete(asyncio.gather(true, left.toArray(Task<?>[]::new)));
    for (Task<?> task : left) {
      if (!task.isCancelled() && task.exception() != null) {
        loop.report(
            Report.of("Unhandled exception during the shutdown of run()", task.exception())
                .with("task", task));
      }
    }
  }
}
