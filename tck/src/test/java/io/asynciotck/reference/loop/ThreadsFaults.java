package io.asynciotck.reference.loop;

import io.asynciotck.api.Callback;
import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.queue.ReadyEntry;
import io.asynciotck.reference.queue.ReadyQueue;
import io.asynciotck.reference.timers.Nanos;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Faults in {@code call_soon_threadsafe}. */
final class ThreadsFaults {

  private ThreadsFaults() {}

  @Fault(
      what = "What another thread brings before the first run is dropped.",
      breaks = {"loop.call-soon-threadsafe.before-run"},
      ripples = {"wrap-future.concurrent.thread"})
  static final class DropsEarlyCalls extends SelectorEventLoop {
    private boolean hasRun;

    DropsEarlyCalls(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void enterRunning() {
      super.enterRunning();
      if (!hasRun && !foreign.isEmpty()) {
        foreign.drainTo(new ReadyQueue());
      }
      hasRun = true;
    }
  }

  @Fault(
      what = "What another thread brings between two runs is dropped.",
      breaks = {"loop.call-soon-threadsafe.before-run"})
  static final class DropsCallsBetweenRuns extends SelectorEventLoop {
    private volatile boolean hasRun;

    DropsCallsBetweenRuns(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void leaveRunning() {
      super.leaveRunning();
      hasRun = true;
    }

    @Override
    public Handle callSoonThreadsafe(Runnable callback) {
      return super.callSoonThreadsafe(hasRun && !isRunning() ? () -> {} : callback);
    }
  }

  @Fault(
      what = "What is given to call_soon_threadsafe is called in a thread of its own.",
      breaks = {"loop.call-soon-threadsafe.loop-thread"})
  static final class HasAWorker extends SelectorEventLoop {
    private final ExecutorService worker =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("worker of the loop").factory());

    HasAWorker(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Handle callSoonThreadsafe(Runnable callback) {
      return super.callSoonThreadsafe(() -> CompletableFuture.runAsync(callback, worker).join());
    }

    @Override
    public void close() {
      super.close();
      worker.shutdown();
    }
  }

  @Fault(
      what = "call_soon_threadsafe calls the callback itself while a callback of the loop waits.",
      breaks = {"loop.call-soon-threadsafe.one-order", "loop.call-soon-threadsafe.serialized"})
  static final class DoesNotSerialize extends SelectorEventLoop {
    private final Thread mine = Thread.currentThread();
    private volatile @Nullable ReadyEntry running;

    DoesNotSerialize(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runEntry(ReadyEntry entry) {
      running = entry;
      super.runEntry(entry);
      running = null;
    }

    @Override
    public Handle callSoonThreadsafe(Runnable callback) {
      if (Thread.currentThread() == mine || !isCallbackWaiting()) {
        return super.callSoonThreadsafe(callback);
      }
      callback.run();
      return newHandle(() -> {});
    }

    private boolean isCallbackWaiting() {
      ReadyEntry current = running;
      while (current != null && running == current && mine.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      return current != null && running == current;
    }
  }

  @Fault(
      what = "After ten calls from other threads the loop is no longer woken (asyncio-glib#3).",
      breaks = {
        "loop.call-soon-threadsafe.starts-timer",
        "loop.call-soon-threadsafe.wakes",
        "loop.run-in-executor.wakes",
        "run-coroutine-threadsafe.wakes"
      })
  static final class WakesTenTimes extends SelectorEventLoop {
    private final AtomicInteger calls = new AtomicInteger();

    WakesTenTimes(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void wakeUp() {
      if (calls.incrementAndGet() <= 10) {
        super.wakeUp();
      }
    }
  }

  @Fault(
      what = "Of more than one hundred calls that wait, the later ones are lost (uvloop#408).",
      breaks = {"loop.call-soon-threadsafe.concurrent", "loop.call-soon-threadsafe.fifo"})
  static final class HoldsOneHundred extends SelectorEventLoop {
    private final AtomicInteger held = new AtomicInteger();

    HoldsOneHundred(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Handle callSoonThreadsafe(Runnable callback) {
      if (held.incrementAndGet() > 100) {
        held.decrementAndGet();
        return newHandle(callback);
      }
      return super.callSoonThreadsafe(() -> {
        held.decrementAndGet();
        callback.run();
      });
    }
  }

  @Fault(
      what = "Calls from other threads are taken newest first.",
      breaks = {"loop.call-soon-threadsafe.fifo", "run-coroutine-threadsafe.order"})
  static final class NewestFirst extends SelectorEventLoop {
    NewestFirst(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void adoptForeign() {
      if (foreign.isEmpty()) {
        return;
      }
      ReadyQueue brought = new ReadyQueue();
      foreign.drainTo(brought);
      List<ReadyEntry> entries = new ArrayList<>();
      while (!brought.isEmpty()) {
        entries.add(brought.remove());
      }
      Collections.reverse(entries);
      entries.forEach(ready::add);
    }
  }

  @Fault(
      what = "Calls from other threads have a queue of their own, which comes second.",
      breaks = {"loop.call-soon-threadsafe.one-order", "loop.call-soon-threadsafe.own-order"})
  static final class TwoQueues extends SelectorEventLoop {
    TwoQueues(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void makeReady(ReadyEntry entry) {
      ready.add(entry);
    }
  }

  @Fault(
      what = "A call that comes while a batch runs is made in that batch.",
      breaks = {"loop.call-soon-threadsafe.next-iteration"})
  static final class JoinsTheBatch extends SelectorEventLoop {
    JoinsTheBatch(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runBatch() {
      do {
        super.runBatch();
      } while (!foreign.isEmpty());
    }
  }

  @Fault(
      what = "call_soon_threadsafe returns a handle that cancels nothing.",
      breaks = {"loop.call-soon-threadsafe.handle"})
  static final class HandleOfNothing extends SelectorEventLoop {
    HandleOfNothing(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Handle callSoonThreadsafe(Runnable callback) {
      super.callSoonThreadsafe(callback);
      return newHandle(callback);
    }
  }

  @Fault(
      what = "A loop that was woken runs what it was woken for and waits on as before.",
      breaks = {"loop.call-soon-threadsafe.starts-timer"})
  static final class SleepsOn extends SelectorEventLoop {
    private boolean stopped;

    SleepsOn(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void stop() {
      stopped = true;
      super.stop();
    }

    @Override
    protected void leaveRunning() {
      super.leaveRunning();
      stopped = false;
    }

    @Override
    protected void waitForEvents(long timeoutNanos) {
      super.waitForEvents(timeoutNanos);
      while (timeoutNanos == Nanos.FOREVER && !stopped) {
        adoptForeign();
        if (ready.isEmpty()) {
          super.waitForEvents(timeoutNanos);
        } else {
          runBatch();
        }
      }
    }
  }

  @Fault(
      what = "call_soon_threadsafe does not mind that the loop is closed.",
      breaks = {"loop.call-soon-threadsafe.closed", "run-coroutine-threadsafe.closed"})
  static final class ClosedLoopTakesCalls extends SelectorEventLoop {
    ClosedLoopTakesCalls(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Handle callSoonThreadsafe(Runnable callback) {
      return isClosed() ? newHandle(callback) : super.callSoonThreadsafe(callback);
    }
  }

  @Fault(
      what = "`call_soon_threadsafe` drops the last argument.",
      breaks = {"loop.call-soon-threadsafe.arguments"})
  static final class ThreadsafeDropsTheLastArgument extends SelectorEventLoop {
    ThreadsafeDropsTheLastArgument(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Handle callSoonThreadsafe(Callback callback, @Nullable Object... args) {
      return super.callSoonThreadsafe(callback, Arrays.copyOf(args, Math.max(0, args.length - 1)));
    }
  }

  @Fault(
      what = "A callback with arguments that comes by `call_soon_threadsafe` cannot be cancelled.",
      breaks = {"loop.call-soon-threadsafe.handle"})
  static final class ThreadsafeForgetsItsHandle extends SelectorEventLoop {
    ThreadsafeForgetsItsHandle(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Handle callSoonThreadsafe(Callback callback, @Nullable Object... args) {
      super.callSoonThreadsafe(callback, args);
      return super.callSoonThreadsafe(() -> {});
    }
  }
}
