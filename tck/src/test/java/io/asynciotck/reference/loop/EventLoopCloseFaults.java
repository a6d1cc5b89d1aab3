package io.asynciotck.reference.loop;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.TimerHandle;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.ThreadState;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.queue.LoopHandle;
import io.asynciotck.reference.queue.ReadyEntry;
import io.asynciotck.reference.stacks.Raise;
import io.asynciotck.reference.timers.LoopTimer;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Faults in the iteration, and in {@code close}. */
final class EventLoopCloseFaults {

  private EventLoopCloseFaults() {}

  @Fault(
      what = "A batch also runs the callbacks that it schedules.",
      breaks = {
        "loop.run-once.batch",
        "loop.run-until-complete.stop-pending",
        "loop.stop.before-run-new-callbacks",
        "loop.stop.new-callbacks",
        "loop.stop.next-run"
      },
      ripples = {
        "detail.*",
        "handle.cancel.between-runs",
        "loop.call-soon.next-iteration",
        "sleep.zero.one-iteration",
        "task.step.bare-yield"
      })
  static final class EndlessBatch extends SelectorEventLoop {
    /** Lets callbacks that schedule themselves for ever come to the next iteration. */
    private static final int LONGEST_BATCH = 1000;

    EndlessBatch(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runBatch() {
      adoptForeign();
      for (int ran = 0; ran < LONGEST_BATCH && !ready.isEmpty(); ran++) {
        ReadyEntry entry = ready.remove();
        if (!entry.isCalledOff()) {
          runEntry(entry);
        }
      }
    }
  }

  @Fault(
      what = "call_soon in a callback lets the oldest of the other callbacks run inside of it.",
      breaks = {"loop.run-once.serial"})
  static final class Overlap extends SelectorEventLoop {
    private boolean inCallback;
    private int toRun;

    Overlap(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runBatch() {
      adoptForeign();
      toRun = ready.size();
      while (toRun > 0) {
        runOldest();
      }
    }

    private void runOldest() {
      toRun--;
      ReadyEntry entry = ready.remove();
      if (!entry.isCalledOff()) {
        inCallback = entry.getClass() == LoopHandle.class;
        runEntry(entry);
        inCallback = false;
      }
    }

    @Override
    public Handle callSoon(Runnable callback) {
      Handle handle = super.callSoon(callback);
      if (inCallback && toRun > 0) {
        runOldest();
      }
      return handle;
    }
  }

  @Fault(
      what = "Timers are called in a thread of their own.",
      breaks = {"loop.run-once.one-thread"})
  static final class TimersElsewhere extends SelectorEventLoop {
    TimersElsewhere(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runEntry(ReadyEntry entry) {
      if (entry instanceof LoopTimer) {
        runElsewhere(entry);
      } else {
        super.runEntry(entry);
      }
    }

    private void runElsewhere(ReadyEntry entry) {
      ThreadState here = asyncio.threads().here();
      FutureTask<@Nullable Void> call =
          new FutureTask<>(() -> {
            asyncio.threads().adopt(here);
            super.runEntry(entry);
            return null;
          });
      Thread.ofPlatform().daemon().start(call);
      try {
        call.get();
      } catch (Exception failed) {
        throw Raise.asIs(failed.getCause() == null ? failed : failed.getCause());
      }
    }
  }

  @Fault(
      what = "is_closed is true for a thread that has run the loop.",
      breaks = {"loop.is-closed.open"})
  static final class StoppedIsClosed extends SelectorEventLoop {
    private volatile @Nullable Thread ranIn;

    StoppedIsClosed(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void leaveRunning() {
      super.leaveRunning();
      ranIn = Thread.currentThread();
    }

    @Override
    public boolean isClosed() {
      return super.isClosed() || (!isRunning() && ranIn == Thread.currentThread());
    }
  }

  @Fault(
      what = "is_closed is always false.",
      breaks = {"loop.close.closed", "loop.close.irreversible"},
      ripples = {"run.*"})
  static final class NeverClosed extends SelectorEventLoop {
    NeverClosed(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public boolean isClosed() {
      return false;
    }
  }

  @Fault(
      what = "close of a closed loop raises.",
      breaks = {"loop.close.idempotent"})
  static final class SecondCloseRaises extends SelectorEventLoop {
    SecondCloseRaises(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void close() {
      checkClosed();
      super.close();
    }
  }

  @Fault(
      what = "A refused call_later opens a closed loop again.",
      breaks = {"loop.close.irreversible"},
      ripples = {"loop.call-later.closed"})
  static final class Reopens extends SelectorEventLoop {
    private boolean reopened;

    Reopens(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callLater(Duration delay, Runnable callback) {
      try {
        return super.callLater(delay, callback);
      } catch (IllegalStateException refused) {
        reopened = true;
        throw refused;
      }
    }

    @Override
    public boolean isClosed() {
      return super.isClosed() && !reopened;
    }

    @Override
    protected void checkClosed() {
      if (!reopened) {
        super.checkClosed();
      }
    }
  }

  @Fault(
      what = "close of a running loop does nothing.",
      breaks = {"loop.close.running", "loop.close.running-refused"})
  static final class IgnoresClose extends SelectorEventLoop {
    IgnoresClose(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void close() {
      if (!isRunning()) {
        super.close();
      }
    }
  }

  @Fault(
      what = "A running loop that refuses to close counts as closed.",
      breaks = {"loop.close.running-goes-on"})
  static final class HalfCloses extends SelectorEventLoop {
    private boolean halfClosed;

    HalfCloses(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void close() {
      halfClosed |= isRunning();
      super.close();
    }

    @Override
    public boolean isClosed() {
      return halfClosed || super.isClosed();
    }
  }

  @Fault(
      what = "close runs the callbacks that are ready.",
      breaks = {"loop.close.discards"})
  static final class CloseRunsCallbacks extends SelectorEventLoop {
    CloseRunsCallbacks(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void close() {
      if (!isRunning() && !isClosed()) {
        enterRunning();
        runBatch();
        leaveRunning();
      }
      super.close();
    }
  }

  @Fault(
      what = "close fires the timers that are due.",
      breaks = {"loop.close.discards-timers"})
  static final class CloseFiresTimers extends SelectorEventLoop {
    CloseFiresTimers(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void close() {
      if (!isRunning()) {
        long now = nanoTime();
        while (!timers.isEmpty() && timers.firstDeadlineNanos() <= now) {
          LoopTimer timer = timers.remove();
          if (!timer.isCalledOff()) {
            timer.run(this);
          }
        }
      }
      super.close();
    }
  }

  @Fault(
      what = "A closed loop takes work and runs it.",
      breaks = {
        "loop.close.call-soon",
        "loop.close.create-task",
        "loop.close.run-forever",
        "loop.close.run-until-complete",
        "loop.call-soon-threadsafe.closed"
      },
      ripples = {"loop.call-later.closed", "run-coroutine-threadsafe.closed"})
  static final class ClosedWorksOn extends SelectorEventLoop {
    ClosedWorksOn(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void checkClosed() {}
  }

  @Fault(
      what = "create_future of a closed loop raises.",
      breaks = {"loop.close.create-future"})
  static final class ClosedRefusesFutures extends SelectorEventLoop {
    ClosedRefusesFutures(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> createFuture() {
      checkClosed();
      return super.createFuture();
    }
  }

  @Fault(
      what = "Closing the current loop leaves the thread without one.",
      breaks = {"loop.close.keeps-current"})
  static final class CloseUnsets extends SelectorEventLoop {
    CloseUnsets(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void close() {
      super.close();
      if (asyncio.threadPolicy().current() == this) {
        asyncio.setEventLoop(null);
      }
    }
  }
}
