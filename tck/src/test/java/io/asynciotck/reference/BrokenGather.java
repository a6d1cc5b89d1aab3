package io.asynciotck.reference;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.LoopClock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A module whose {@code gather} is broken, but not for the clean-up of {@code run}. */
class BrokenGather extends ReferenceAsyncio {
  private boolean isCleaningUp;

  BrokenGather(LoopClock clock) {
    super(clock);
  }

  /** A module in which each {@code gather} gives such a future. */
  static Function<LoopClock, Asyncio> gatherings(GatheringMaker maker) {
    return clock ->
        new BrokenGather(clock) {
          @Override
          Gathering newBrokenGathering(
              SelectorEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
            return maker.make(loop, children, returnExceptions);
          }
        };
  }

  /** A module whose {@code gather} does something else. */
  static Function<LoopClock, Asyncio> gathers(Gather gather) {
    return clock ->
        new BrokenGather(clock) {
          @Override
          AsyncFuture<List<@Nullable Object>> brokenGather(
              boolean returnExceptions, Awaitable<?>... aws) {
            return gather.gather(this, returnExceptions, aws);
          }
        };
  }

  Gathering newBrokenGathering(
      SelectorEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
    return super.newGathering(loop, children, returnExceptions);
  }

  AsyncFuture<List<@Nullable Object>> brokenGather(boolean returnExceptions, Awaitable<?>... aws) {
    return super.gather(returnExceptions, aws);
  }

  /** What the reference does. */
  final AsyncFuture<List<@Nullable Object>> soundGather(
      boolean returnExceptions, Awaitable<?>... aws) {
    return super.gather(returnExceptions, aws);
  }

  @Override
  public final AsyncFuture<List<@Nullable Object>> gather(
      boolean returnExceptions, Awaitable<?>... aws) {
    return isCleaningUp ? soundGather(returnExceptions, aws) : brokenGather(returnExceptions, aws);
  }

  @Override
  final Gathering newGathering(
      SelectorEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
    return isCleaningUp
        ? super.newGathering(loop, children, returnExceptions)
        : newBrokenGathering(loop, children, returnExceptions);
  }

  @Override
  <T extends @Nullable Object> ProgramRun<T> newProgramRun(
      Awaitable<T> main, @Nullable Boolean debug) {
    return new ProgramRun<>(this, main, debug) {
      @Override
      void cancelAllTasks(SelectorEventLoop loop) throws Exception {
        isCleaningUp = true;
        try {
          super.cancelAllTasks(loop);
        } finally {
          isCleaningUp = false;
        }
      }
    };
  }

  /** Makes the future of a {@code gather}. */
  @FunctionalInterface
  interface GatheringMaker {
    Gathering make(SelectorEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions);
  }

  /** A {@code gather}. */
  @FunctionalInterface
  interface Gather {
    AsyncFuture<List<@Nullable Object>> gather(
        BrokenGather asyncio, boolean returnExceptions, Awaitable<?>... aws);
  }
}
