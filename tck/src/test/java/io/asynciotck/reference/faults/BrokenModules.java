package io.asynciotck.reference.faults;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.ConcurrentFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.CoroutineBody;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.TaskGroup;
import io.asynciotck.api.Timeout;
import io.asynciotck.api.io.BaseProtocol;
import io.asynciotck.api.io.BufferedProtocol;
import io.asynciotck.api.io.PipeProtocol;
import io.asynciotck.api.io.Protocol;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.BaseEventLoop;
import io.asynciotck.reference.BodyCoroutine;
import io.asynciotck.reference.CoroutineTask;
import io.asynciotck.reference.LoopFuture;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.BrokenAwaitables.WholeTasksLoop;
import io.asynciotck.reference.io.BrokenConnections;
import io.asynciotck.reference.io.BrokenServer;
import io.asynciotck.reference.io.BrokenTransport;
import io.asynciotck.reference.io.BufferedRelay;
import io.asynciotck.reference.io.PipesBroken;
import io.asynciotck.reference.io.Relay;
import io.asynciotck.reference.io.SocketServer;
import io.asynciotck.reference.io.SocketTransport;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.queue.LoopHandle;
import io.asynciotck.reference.sync.LoopOfOne;
import io.asynciotck.reference.tasks.Completions;
import io.asynciotck.reference.tasks.Gathering;
import io.asynciotck.reference.tasks.LoopRunner;
import io.asynciotck.reference.tasks.ReferenceTaskGroup;
import io.asynciotck.reference.tasks.TaskTimeout;
import io.asynciotck.reference.tasks.Waiting;
import io.asynciotck.reference.timers.LoopTimer;
import io.asynciotck.reference.timers.TimerHeap;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Modules that are the reference but for one part, by the class of the part: a module, a loop, the
 * futures, tasks and coroutines that a program makes, handles, timers and their heap, the
 * transports, protocols and servers of connections, locks and what else tasks coordinate with, a
 * {@code gather}, a {@code wait_for}, a {@code timeout}, a {@code TaskGroup}, a {@code wait}, an
 * {@code as_completed}, a {@code run}, a {@code Runner}, what {@code run_coroutine_threadsafe}
 * returns.
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
    if (isA(type, LoopOfOne.class)) {
      return BrokenSynchronization.brokenBy(type);
    }
    return isA(type, BrokenTransport.class)
            || isA(type, BaseProtocol.class)
            || isA(type, PipesBroken.Reader.class)
            || isA(type, PipesBroken.Writer.class)
            || isA(type, BrokenServer.class)
        ? brokenConnections(type)
        : brokenAwaitables(type);
  }

  private static Function<LoopClock, Asyncio> brokenConnections(Class<?> type) {
    if (isA(type, BrokenTransport.class)) {
      Part<SocketTransport> part = new Part<>(type, BrokenTransport.Parts.class);
      return BrokenLoops.loops(
          (asyncio, clock) -> BrokenConnections.transports(asyncio, clock, part::make));
    }
    if (isA(type, Relay.class)) {
      Part<Relay> part = new Part<>(type, Protocol.class);
      return BrokenLoops.loops(
          (asyncio, clock) -> BrokenConnections.relays(asyncio, clock, part::make));
    }
    if (isA(type, BufferedRelay.class)) {
      Part<BufferedRelay> part = new Part<>(type, BufferedProtocol.class);
      return BrokenLoops.loops(
          (asyncio, clock) -> BrokenConnections.bufferedRelays(asyncio, clock, part::make));
    }
    if (isA(type, PipesBroken.Reader.class)) {
      Part<PipesBroken.Reader> part = new Part<>(type, PipesBroken.Parts.class);
      return BrokenLoops.loops((asyncio, clock) -> PipesBroken.readers(asyncio, clock, part::make));
    }
    if (isA(type, PipesBroken.Writer.class)) {
      Part<PipesBroken.Writer> part = new Part<>(type, PipesBroken.Parts.class);
      return BrokenLoops.loops((asyncio, clock) -> PipesBroken.writers(asyncio, clock, part::make));
    }
    if (isA(type, PipesBroken.PipeRelay.class)) {
      Part<PipesBroken.PipeRelay> part = new Part<>(type, PipeProtocol.class);
      return BrokenLoops.loops((asyncio, clock) -> PipesBroken.relays(asyncio, clock, part::make));
    }
    Part<SocketServer> part = new Part<>(type, BrokenServer.Parts.class);
    return BrokenLoops.loops(
        (asyncio, clock) -> BrokenConnections.servers(asyncio, clock, part::make));
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
    if (isA(type, TaskTimeout.class)) {
      Part<TaskTimeout> part = new Part<>(type, Asyncio.class, LoopTime.class);
      return clock ->
          new ReferenceAsyncio(clock) {
            @Override
            public Timeout timeoutAt(@Nullable LoopTime when) {
              return part.make(this, when);
            }
          };
    }
    if (isA(type, ReferenceTaskGroup.class)) {
      Part<ReferenceTaskGroup> part = new Part<>(type, Asyncio.class);
      return clock ->
          new ReferenceAsyncio(clock) {
            @Override
            public TaskGroup newTaskGroup() {
              return part.make(this);
            }
          };
    }
    if (isA(type, Waiting.class)) {
      Part<Waiting> part = new Part<>(type, Asyncio.class, List.class, Waiting.Until.class);
      return clock ->
          new ReferenceAsyncio(clock) {
            @Override
            protected Waiting newWaiting(List<? extends AsyncFuture<?>> aws, Waiting.Until until) {
              return part.make(this, aws, until);
            }
          };
    }
    if (isA(type, Completions.class)) {
      Part<Completions> part = new Part<>(type, Asyncio.class, List.class, Duration.class);
      return clock ->
          new ReferenceAsyncio(clock) {
            @Override
            protected Completions newCompletions(
                List<? extends Awaitable<?>> aws, @Nullable Duration timeout) {
              return part.make(this, aws, timeout);
            }
          };
    }
    if (isA(type, BrokenRunner.class)) {
      return BrokenRunner.runners(new Part<LoopRunner>(type, BrokenRunner.Parts.class)::make);
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
