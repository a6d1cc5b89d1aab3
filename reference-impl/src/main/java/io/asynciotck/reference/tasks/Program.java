package io.asynciotck.reference.tasks;

import io.asynciotck.api.Awaitable;
import io.asynciotck.api.EventLoop;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.seams.Seam;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** One run of a program in a loop of its own, {@code run}: a runner that is used once. */
public class Program<T extends @Nullable Object> extends LoopRunner {
  private final Awaitable<T> main;

  /**
   * A run of a program.
   *
   * @param debug the debug mode of the loop, or null for that of new loops
   * @param loopFactory makes the loop, or null for a new one
   */
  public Program(
      BaseAsyncio asyncio,
      Awaitable<T> main,
      @Nullable Boolean debug,
      @Nullable Callable<? extends EventLoop> loopFactory) {
    super(asyncio, debug, loopFactory);
    this.main = Objects.requireNonNull(main, "main");
  }

  /** Runs the program. */
  @Seam
  public T execute() throws Exception {
    // Rule: run.nested.refused, run.nested.not-started, run.nested.outer-untouched
    checkNotNested();
    try {
      EventLoop loop = initialize();
      // Rule: run.result.returned, run.exception.{raised, cancelled}, run.main.is-task
      // Rule: run.loop.{running, not-running-after}
      return loop.runUntilComplete(loop.createTask(coroutineOf(main)));
    } finally {
      close();
    }
  }
}
