package io.asynciotck.reference.faults;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseEventLoop;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.tasks.Gathering;
import io.asynciotck.reference.tasks.Program;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A module whose {@code gather} is broken, but not for the clean-up of {@code run}. */
public class BrokenGather extends ReferenceAsyncio {
  private boolean isCleaningUp;

  /** A module with the clock of a test. */
  protected BrokenGather(LoopClock clock) {
    super(clock);
  }

  /** A module in which each {@code gather} gives such a future. */
  static Function<LoopClock, Asyncio> gatherings(Gathering.Maker maker) {
    return clock ->
        new BrokenGather(clock) {
          @Override
          protected Gathering newBrokenGathering(
              BaseEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
            return maker.make(loop, children, returnExceptions);
          }
        };
  }

  protected Gathering newBrokenGathering(
      BaseEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
    return super.newGathering(loop, children, returnExceptions);
  }

  /** What {@code gather} does. */
  protected AsyncFuture<List<@Nullable Object>> brokenGather(
      boolean returnExceptions, Awaitable<?>... aws) {
    return super.gather(returnExceptions, aws);
  }

  /** What the reference does. */
  protected final AsyncFuture<List<@Nullable Object>> soundGather(
      boolean returnExceptions, Awaitable<?>... aws) {
    return super.gather(returnExceptions, aws);
  }

  @Override
  public final AsyncFuture<List<@Nullable Object>> gather(
      boolean returnExceptions, Awaitable<?>... aws) {
    return isCleaningUp ? soundGather(returnExceptions, aws) : brokenGather(returnExceptions, aws);
  }

  @Override
  protected final Gathering newGathering(
      BaseEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
    return isCleaningUp
        ? super.newGathering(loop, children, returnExceptions)
        : newBrokenGathering(loop, children, returnExceptions);
  }

  @Override
  protected <T extends @Nullable Object> Program<T> newProgram(
      Awaitable<T> main,
      @Nullable Boolean debug,
      @Nullable Callable<? extends EventLoop> loopFactory) {
    return new Program<>(this, main, debug, loopFactory) {
      @Override
      protected void cancelAllTasks(EventLoop loop) throws Exception {
        isCleaningUp = true;
        try {
          super.cancelAllTasks(loop);
        } finally {
          isCleaningUp = false;
        }
      }
    };
  }
}
