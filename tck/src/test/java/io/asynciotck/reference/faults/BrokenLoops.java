package io.asynciotck.reference.faults;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.queue.LoopHandle;
import io.asynciotck.reference.timers.LoopTimer;
import io.asynciotck.reference.timers.TimerHeap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Modules that are the reference but for one part. */
final class BrokenLoops {

  private BrokenLoops() {}

  /** A module whose loops are broken. */
  static Function<LoopClock, Asyncio> loops(LoopMaker maker) {
    return clock ->
        new ReferenceAsyncio(clock) {
          @Override
          protected SelectorEventLoop newLoop() {
            return maker.make(this, clock());
          }
        };
  }

  /** A module whose handles of callbacks are broken. */
  static Function<LoopClock, Asyncio> handles(HandleMaker maker) {
    return loops((asyncio, clock) ->
        new SelectorEventLoop(asyncio, clock) {
          @Override
          protected LoopHandle newHandle(Runnable callback) {
            return maker.make(this, callback);
          }
        });
  }

  /** A module whose timers are broken. */
  static Function<LoopClock, Asyncio> timers(TimerMaker maker) {
    return loops((asyncio, clock) ->
        new SelectorEventLoop(asyncio, clock) {
          @Override
          protected LoopTimer newTimer(long whenNanos, Runnable callback) {
            return maker.make(timers, whenNanos, callback);
          }
        });
  }

  /** A module whose heaps of timers are broken. */
  static Function<LoopClock, Asyncio> heaps(Supplier<TimerHeap> maker) {
    return loops((asyncio, clock) ->
        new SelectorEventLoop(asyncio, clock) {
          @Override
          protected TimerHeap newTimerHeap() {
            return maker.get();
          }
        });
  }

  /** Makes a loop of a module. */
  @FunctionalInterface
  interface LoopMaker {
    SelectorEventLoop make(BaseAsyncio asyncio, LoopClock clock);
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
