package io.asynciotck.reference;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.LoopClock;
import java.util.function.Function;

/** Modules that are the reference but for one part. */
final class BrokenLoops {

  private BrokenLoops() {}

  /** A module whose loops are broken. */
  static Function<LoopClock, Asyncio> loops(LoopMaker maker) {
    return clock ->
        new ReferenceAsyncio(clock) {
          @Override
          SelectorEventLoop newLoop() {
            return maker.make(this, clock());
          }
        };
  }

  /** A module whose handles of callbacks are broken. */
  static Function<LoopClock, Asyncio> handles(HandleMaker maker) {
    return loops((asyncio, clock) ->
        new SelectorEventLoop(asyncio, clock) {
          @Override
          LoopHandle newHandle(Runnable callback) {
            return maker.make(this, callback);
          }
        });
  }

  /** A module whose timers are broken. */
  static Function<LoopClock, Asyncio> timers(TimerMaker maker) {
    return loops((asyncio, clock) ->
        new SelectorEventLoop(asyncio, clock) {
          @Override
          LoopTimer newTimer(long whenNanos, Runnable callback) {
            return maker.make(timers, whenNanos, callback);
          }
        });
  }

  /** Makes a loop of a module. */
  @FunctionalInterface
  interface LoopMaker {
    SelectorEventLoop make(ReferenceAsyncio asyncio, LoopClock clock);
  }

  /** Makes a handle of a loop. */
  @FunctionalInterface
  interface HandleMaker {
    LoopHandle make(SelectorEventLoop loop, Runnable callback);
  }

  /** Makes a timer in a heap. */
  @FunctionalInterface
  interface TimerMaker {
    LoopTimer make(TimerHeap heap, long whenNanos, Runnable callback);
  }
}
