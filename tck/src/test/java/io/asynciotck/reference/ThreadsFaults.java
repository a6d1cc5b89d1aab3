package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenLoops.loops;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopClock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Faults in {@code call_soon_threadsafe}. */
final class ThreadsFaults {

  private ThreadsFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "idle-loop-forgets-calls",
            "What another thread brings before the first run is dropped.",
            loops(DropsEarlyCalls::new),
            "loop.call-soon-threadsafe.before-run",
            "loop.call-soon-threadsafe.runs",
            "wrap-future.concurrent.thread"),
        fault(
            "foreign-calls-have-a-thread",
            "What is given to call_soon_threadsafe is called in a thread of its own.",
            loops(HasAWorker::new),
            "loop.call-soon-threadsafe.loop-thread"),
        fault(
            "foreign-calls-do-not-wait",
            "call_soon_threadsafe calls the callback itself while a callback of the loop waits.",
            loops(DoesNotSerialize::new),
            "loop.call-soon-threadsafe.one-order",
            "loop.call-soon-threadsafe.own-order",
            "loop.call-soon-threadsafe.serialized"),
        fault(
            "wakes-ten-times",
            "After ten calls from other threads the loop is no longer woken (asyncio-glib#3).",
            loops(WakesTenTimes::new),
            "loop.call-soon-threadsafe.starts-timer",
            "loop.call-soon-threadsafe.wakes",
            "loop.run-in-executor.wakes",
            "run-coroutine-threadsafe.wakes"),
        fault(
            "forgets-what-it-cannot-hold",
            "Of more than one hundred calls that wait, the later ones are lost (uvloop#408).",
            loops(HoldsOneHundred::new),
            "loop.call-soon-threadsafe.concurrent"),
        fault(
            "newest-call-first",
            "Calls from other threads are taken newest first.",
            loops(NewestFirst::new),
            "loop.call-soon-threadsafe.fifo",
            "run-coroutine-threadsafe.order"),
        fault(
            "two-queues",
            "Calls from other threads have a queue of their own, which comes second.",
            loops(TwoQueues::new),
            "loop.call-soon-threadsafe.one-order"),
        fault(
            "foreign-calls-join-the-batch",
            "A call that comes while a batch runs is made in that batch.",
            loops(JoinsTheBatch::new),
            "loop.call-soon-threadsafe.next-iteration"),
        fault(
            "handle-of-nothing",
            "call_soon_threadsafe returns a handle that cancels nothing.",
            loops(HandleOfNothing::new),
            "loop.call-soon-threadsafe.handle"),
        fault(
            "sleeps-on-when-woken",
            "A loop that was woken runs what it was woken for and waits on as before.",
            loops(SleepsOn::new),
            "loop.call-soon-threadsafe.starts-timer"),
        fault(
            "closed-loop-takes-calls",
            "call_soon_threadsafe does not mind that the loop is closed.",
            loops(ClosedLoopTakesCalls::new),
            "loop.call-soon-threadsafe.closed",
            "run-coroutine-threadsafe.closed"));
  }

  /** A loop with one fault: its first run begins with nothing from other threads. */
  private static final class DropsEarlyCalls extends SelectorEventLoop {
    private boolean hasRun;

    DropsEarlyCalls(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void enterRunning() {
      super.enterRunning();
      if (!hasRun && !foreign.isEmpty()) {
        foreign.drainTo(new ReadyQueue());
      }
      hasRun = true;
    }
  }

  /** A loop with one fault: what other threads bring is called in a thread of its own. */
  private static final class HasAWorker extends SelectorEventLoop {
    HasAWorker(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Handle callSoonThreadsafe(Runnable callback) {
      return super.callSoonThreadsafe(() -> {
        Thread worker = Thread.ofPlatform().start(callback);
        try {
          worker.join();
        } catch (InterruptedException abandoned) {
          Thread.currentThread().interrupt();
        }
      });
    }
  }

  /** A loop with one fault: a callback that waits does not keep other threads from their calls. */
  private static final class DoesNotSerialize extends SelectorEventLoop {
    private final Thread mine = Thread.currentThread();
    private volatile @Nullable ReadyEntry running;

    DoesNotSerialize(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void runEntry(ReadyEntry entry) {
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

  /** A loop with one fault: it can be woken ten times. */
  private static final class WakesTenTimes extends SelectorEventLoop {
    private final AtomicInteger calls = new AtomicInteger();

    WakesTenTimes(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void wakeUp() {
      if (calls.incrementAndGet() <= 10) {
        super.wakeUp();
      }
    }
  }

  /** A loop with one fault: it holds one hundred calls from other threads. */
  private static final class HoldsOneHundred extends SelectorEventLoop {
    private final AtomicInteger held = new AtomicInteger();

    HoldsOneHundred(ReferenceAsyncio asyncio, LoopClock clock) {
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

  /** A loop with one fault: what other threads brought last comes first. */
  private static final class NewestFirst extends SelectorEventLoop {
    NewestFirst(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void adoptForeign() {
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

  /** A loop with one fault: what other threads brought is looked at once per iteration. */
  private static final class TwoQueues extends SelectorEventLoop {
    TwoQueues(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void makeReady(ReadyEntry entry) {
      ready.add(entry);
    }
  }

  /** A loop with one fault: a batch goes on as long as other threads bring something. */
  private static final class JoinsTheBatch extends SelectorEventLoop {
    JoinsTheBatch(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void runBatch() {
      do {
        super.runBatch();
      } while (!foreign.isEmpty());
    }
  }

  /** A loop with one fault: it gives away handles of something else. */
  private static final class HandleOfNothing extends SelectorEventLoop {
    HandleOfNothing(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Handle callSoonThreadsafe(Runnable callback) {
      super.callSoonThreadsafe(callback);
      return newHandle(callback);
    }
  }

  /** A loop with one fault: while it waits, it serves other threads, and nothing else. */
  private static final class SleepsOn extends SelectorEventLoop {
    private boolean stopped;

    SleepsOn(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void stop() {
      stopped = true;
      super.stop();
    }

    @Override
    void leaveRunning() {
      super.leaveRunning();
      stopped = false;
    }

    @Override
    void waitForEvents(long timeoutNanos) {
      super.waitForEvents(timeoutNanos);
      while (timeoutNanos == FOREVER && !stopped) {
        adoptForeign();
        if (ready.isEmpty()) {
          super.waitForEvents(timeoutNanos);
        } else {
          runBatch();
        }
      }
    }
  }

  /** A loop with one fault: closed, it still takes calls from other threads. */
  private static final class ClosedLoopTakesCalls extends SelectorEventLoop {
    ClosedLoopTakesCalls(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public Handle callSoonThreadsafe(Runnable callback) {
      return isClosed() ? newHandle(callback) : super.callSoonThreadsafe(callback);
    }
  }
}
