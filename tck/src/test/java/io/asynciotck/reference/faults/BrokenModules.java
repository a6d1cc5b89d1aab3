package io.asynciotck.reference.faults;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.ConcurrentFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.CoroutineBody;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.BaseEventLoop;
import io.asynciotck.reference.BodyCoroutine;
import io.asynciotck.reference.CoroutineTask;
import io.asynciotck.reference.LoopFuture;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.BrokenAwaitables.WholeTasksLoop;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.queue.LoopHandle;
import io.asynciotck.reference.tasks.Gathering;
import io.asynciotck.reference.timers.LoopTimer;
import io.asynciotck.reference.timers.TimerHeap;
import java.util.List;
import java.util.function.Function;

/**
 * Modules that are the reference but for one part, by the class of the part: a module, a loop, the
 * futures, tasks and coroutines that a program makes, handles, timers and their heap, a {@code
 * gather}, a {@code wait_for}, a {@code run}, what {@code run_coroutine_threadsafe} returns.
 */
final class BrokenModules {
  private BrokenModules() {}

  static Function<LoopClock, Asyncio> brokenBy(Class<?> type) {
    if (isA(type, ReferenceAsyncio.class)) {
      Part<ReferenceAsyncio> module = new Part<>(type, LoopClock.class);
      return module::make;
    }
    if (isA(type, WholeTasksLoop.class)) {
      return BrokenAwaitables.taskLoops(loopsOf(type));
    }
    if (isA(type, SelectorEventLoop.class)) {
      return BrokenLoops.loops(loopsOf(type));
    }
    if (isA(type, LoopTimer.class)) {
      return BrokenLoops.timers(
          new Part<LoopTimer>(type, TimerHeap.class, long.class, Runnable.class)::make);
    }
    if (isA(type, LoopHandle.class)) {
      return BrokenLoops.handles(
          new Part<LoopHandle>(type, SelectorEventLoop.class, Runnable.class)::make);
    }
    if (isA(type, TimerHeap.class)) {
      return BrokenLoops.heaps(new Part<TimerHeap>(type)::make);
    }
    return brokenAwaitables(type);
  }

  private static Function<LoopClock, Asyncio> brokenAwaitables(Class<?> type) {
    if (isA(type, CoroutineTask.class)) {
      return BrokenAwaitables.tasks(
          new Part<CoroutineTask<?>>(
                  type, SelectorEventLoop.class, Coroutine.class, String.class, long.class)
              ::make);
    }
    if (isA(type, Gathering.class)) {
      return BrokenGather.gatherings(
          new Part<Gathering>(type, BaseEventLoop.class, List.class, boolean.class)::make);
    }
    if (isA(type, LoopFuture.class)) {
      return BrokenAwaitables.futures(new Part<LoopFuture<?>>(type, SelectorEventLoop.class)::make);
    }
    if (isA(type, BodyCoroutine.class)) {
      return BrokenAwaitables.coroutines(
          new Part<BodyCoroutine<?>>(type, BaseAsyncio.class, CoroutineBody.class)::make);
    }
    if (isA(type, ConcurrentFuture.class)) {
      return BrokenAwaitables.concurrentFutures(
          new Part<ConcurrentFuture<?>>(type, ConcurrentFuture.class)::make);
    }
    if (isA(type, BrokenWaitFor.class)) {
      return BrokenWaitFor.waits(new Part<BrokenWaitFor>(type)::make);
    }
    if (isA(type, BrokenRun.class)) {
      return BrokenRun.runs(new Part<BrokenRun>(type)::make);
    }
    throw new AssertionError("Nothing is known that a fault can be of this kind: " + type);
  }

  private static BrokenLoops.LoopMaker loopsOf(Class<?> type) {
    return new Part<SelectorEventLoop>(type, BaseAsyncio.class, LoopClock.class)::make;
  }

  private static boolean isA(Class<?> type, Class<?> kind) {
    return kind.isAssignableFrom(type);
  }
}
