package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenLoops.loops;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.TimerHandle;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Faults in the iteration, and in {@code close}. */
final class EventLoopCloseFaults {

  private EventLoopCloseFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "batch-runs-what-it-schedules",
            "A batch also runs the callbacks that it schedules.",
            loops(EndlessBatch::new),
            "detail.run-until-complete.done-one-iteration",
            "detail.run-until-complete.last-iteration",
            "handle.cancel.between-runs",
            "loop.call-soon.next-iteration",
            "loop.run-once.batch",
            "loop.run-until-complete.stop-pending",
            "loop.stop.before-run-new-callbacks",
            "loop.stop.new-callbacks",
            "loop.stop.next-run",
            "sleep.zero.one-iteration",
            "task.step.bare-yield"),
        fault(
            "callbacks-overlap",
            "call_soon in a callback lets the oldest of the other callbacks run inside of it.",
            loops(Overlap::new),
            "loop.run-once.serial"),
        fault(
            "timers-in-another-thread",
            "Timers are called in a thread of their own.",
            loops(TimersElsewhere::new),
            "loop.run-once.one-thread"),
        fault(
            "stopped-counts-as-closed",
            "is_closed is true for a thread that has run the loop.",
            loops(StoppedIsClosed::new),
            "loop.is-closed.open"),
        fault(
            "never-says-that-it-is-closed",
            "is_closed is always false.",
            loops(NeverClosed::new),
            "loop.close.closed",
            "loop.close.irreversible",
            "run.loop.closed",
            "run.loop.closed-after-exception",
            "run.loop.closed-though-clean-up-fails"),
        fault(
            "second-close-raises",
            "close of a closed loop raises.",
            loops(SecondCloseRaises::new),
            "loop.close.idempotent"),
        fault(
            "reopens",
            "A refused call_later opens a closed loop again.",
            loops(Reopens::new),
            "loop.call-later.closed",
            "loop.close.irreversible"),
        fault(
            "close-of-a-running-loop-is-ignored",
            "close of a running loop does nothing.",
            loops(IgnoresClose::new),
            "loop.close.running",
            "loop.close.running-refused"),
        fault(
            "refused-close-half-closes",
            "A running loop that refuses to close counts as closed.",
            loops(HalfCloses::new),
            "loop.close.running-goes-on"),
        fault(
            "close-runs-callbacks",
            "close runs the callbacks that are ready.",
            loops(CloseRunsCallbacks::new),
            "loop.close.discards"),
        fault(
            "close-fires-timers",
            "close fires the timers that are due.",
            loops(CloseFiresTimers::new),
            "loop.close.discards-timers"),
        fault(
            "closed-loop-works-on",
            "A closed loop takes work and runs it.",
            loops(ClosedWorksOn::new),
            "loop.call-later.closed",
            "loop.call-soon-threadsafe.closed",
            "loop.close.call-soon",
            "loop.close.create-task",
            "loop.close.run-forever",
            "loop.close.run-until-complete",
            "run-coroutine-threadsafe.closed"),
        fault(
            "closed-loop-refuses-futures",
            "create_future of a closed loop raises.",
            loops(ClosedRefusesFutures::new),
            "loop.close.create-future"),
        fault(
            "close-unsets-the-current-loop",
            "Closing the current loop leaves the thread without one.",
            loops(CloseUnsets::new),
            "loop.close.keeps-current"));
  }

  private static final class EndlessBatch extends SelectorEventLoop {
    /** Lets callbacks that schedule themselves for ever come to the next iteration. */
    private static final int LONGEST_BATCH = 1000;

    EndlessBatch(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void runBatch() {
      adoptForeign();
      for (int ran = 0; ran < LONGEST_BATCH && !ready.isEmpty(); ran++) {
        ReadyEntry entry = ready.remove();
        if (!entry.isCalledOff()) {
          runEntry(entry);
        }
      }
    }
  }

  private static final class Overlap extends SelectorEventLoop {
    private boolean inCallback;
    private int toRun;

    Overlap(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void runBatch() {
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

  private static final class TimersElsewhere extends SelectorEventLoop {
    TimersElsewhere(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void runEntry(ReadyEntry entry) {
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

  private static final class StoppedIsClosed extends SelectorEventLoop {
    private volatile @Nullable Thread ranIn;

    StoppedIsClosed(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void leaveRunning() {
      super.leaveRunning();
      ranIn = Thread.currentThread();
    }

    @Override
    public boolean isClosed() {
      return super.isClosed() || (!isRunning() && ranIn == Thread.currentThread());
    }
  }

  private static final class NeverClosed extends SelectorEventLoop {
    NeverClosed(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public boolean isClosed() {
      return false;
    }
  }

  private static final class SecondCloseRaises extends SelectorEventLoop {
    SecondCloseRaises(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void close() {
      checkClosed();
      super.close();
    }
  }

  private static final class Reopens extends SelectorEventLoop {
    private boolean reopened;

    Reopens(ReferenceAsyncio asyncio, LoopClock clock) {
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
    void checkClosed() {
      if (!reopened) {
        super.checkClosed();
      }
    }
  }

  private static final class IgnoresClose extends SelectorEventLoop {
    IgnoresClose(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void close() {
      if (!isRunning()) {
        super.close();
      }
    }
  }

  private static final class HalfCloses extends SelectorEventLoop {
    private boolean halfClosed;

    HalfCloses(ReferenceAsyncio asyncio, LoopClock clock) {
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

  private static final class CloseRunsCallbacks extends SelectorEventLoop {
    CloseRunsCallbacks(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void close() {
      if (!isRunning() && !isClosed()) {
        runBatch();
      }
      super.close();
    }
  }

  private static final class CloseFiresTimers extends SelectorEventLoop {
    CloseFiresTimers(ReferenceAsyncio asyncio, LoopClock clock) {
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

  private static final class ClosedWorksOn extends SelectorEventLoop {
    ClosedWorksOn(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void checkClosed() {}
  }

  private static final class ClosedRefusesFutures extends SelectorEventLoop {
    ClosedRefusesFutures(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public <T extends @Nullable Object> AsyncFuture<T> createFuture() {
      checkClosed();
      return super.createFuture();
    }
  }

  private static final class CloseUnsets extends SelectorEventLoop {
    CloseUnsets(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void close() {
      super.close();
      ThreadState here = asyncio.threads().here();
      if (here.current == this) {
        here.current = null;
      }
    }
  }
}
