package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenLoops.handles;
import static io.asynciotck.reference.BrokenLoops.loops;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.LoopClock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Faults in the order of callbacks, for the properties: each with the rules of which a property
 * must say that they are broken.
 */
final class QueuePropertyFaults {
  private QueuePropertyFaults() {}

  static List<Fault> all() {
    return List.of(
        fault("newest-first", "a batch newest first", loops(Lifo::new), "loop.call-soon.fifo"),
        fault("loses", "every third is lost", loops(Losing::new), "loop.call-soon.fifo"),
        fault("doubles", "callbacks run twice", loops(Doubling::new), "loop.call-soon.once"),
        fault("inline", "call_soon calls", loops(Inline::new), "loop.run-once.serial"),
        fault(
            "sleepy",
            "waits though some are ready",
            loops(Sleepy::new),
            "loop.call-soon.next-iteration"),
        fault(
            "deaf-handles",
            "cancelled callbacks run",
            handles((loop, callback) -> new Deaf(callback)),
            "handle.cancel.prevents"),
        fault(
            "foreign-late",
            "what is brought waits for an empty queue",
            loops(ForeignLate::new),
            "loop.call-soon-threadsafe.own-order"),
        fault(
            "foreign-newest-first",
            "what is brought is run newest first",
            loops(ForeignLifo::new),
            "loop.call-soon-threadsafe.fifo"),
        fault(
            "foreign-lost",
            "of what is brought only the newest stays",
            loops(ForeignLost::new),
            "loop.call-soon-threadsafe.runs"));
  }

  /** A loop with one fault: it runs a batch newest first. */
  private static final class Lifo extends SelectorEventLoop {
    Lifo(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void runBatch() {
      adoptForeign();
      List<ReadyEntry> batch = new ArrayList<>();
      while (!ready.isEmpty()) {
        batch.add(ready.remove());
      }
      Collections.reverse(batch);
      batch.stream().filter(entry -> !entry.isCalledOff()).forEach(this::runEntry);
    }
  }

  /** A loop with one fault: it loses every third callback. */
  private static final class Losing extends SelectorEventLoop {
    private int scheduled;

    Losing(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void schedule(ReadyEntry entry) {
      if (++scheduled % 3 != 0) {
        super.schedule(entry);
      }
    }
  }

  /** A loop with one fault: it runs each callback twice. */
  private static final class Doubling extends SelectorEventLoop {
    Doubling(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void runEntry(ReadyEntry entry) {
      super.runEntry(entry);
      super.runEntry(entry);
    }
  }

  /** A loop with one fault: call_soon calls, instead of scheduling. */
  private static final class Inline extends SelectorEventLoop {
    Inline(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void schedule(ReadyEntry entry) {
      if (isRunning()) {
        entry.run(this);
      } else {
        super.schedule(entry);
      }
    }
  }

  /** A loop with one fault: it waits for its timers though callbacks are ready. */
  private static final class Sleepy extends SelectorEventLoop {
    Sleepy(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    long pollTimeout() {
      long wait = timers.isEmpty() ? 0 : timers.firstDeadlineNanos() - nanoTime();
      return Math.max(0, wait);
    }
  }

  /** A handle with one fault: cancelling it does nothing. */
  private static final class Deaf extends LoopHandle {
    Deaf(Runnable callback) {
      super(callback);
    }

    @Override
    public void cancel() {}
  }

  /** A loop with one fault: what is brought waits until nothing else is ready. */
  private static class ForeignLate extends SelectorEventLoop {
    final List<ReadyEntry> brought = new ArrayList<>();

    ForeignLate(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public final LoopHandle callSoonThreadsafe(Runnable callback) {
      LoopHandle handle = newHandle(callback);
      synchronized (brought) {
        bring(handle);
      }
      return handle;
    }

    void bring(LoopHandle handle) {
      brought.add(handle);
    }

    boolean isTime() {
      return ready.isEmpty();
    }

    @Override
    final void adoptForeign() {
      synchronized (brought) {
        if (isTime()) {
          brought.forEach(ready::add);
          brought.clear();
        }
      }
    }

    @Override
    final long pollTimeout() {
      synchronized (brought) {
        return brought.isEmpty() ? super.pollTimeout() : 0;
      }
    }
  }

  /** A loop with one fault: what is brought is run newest first. */
  private static final class ForeignLifo extends ForeignLate {
    ForeignLifo(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void bring(LoopHandle handle) {
      brought.addFirst(handle);
    }

    @Override
    boolean isTime() {
      return true;
    }
  }

  /** A loop with one fault: of what is brought at once it keeps only the newest. */
  private static final class ForeignLost extends ForeignLate {
    ForeignLost(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void bring(LoopHandle handle) {
      brought.clear();
      brought.add(handle);
    }

    @Override
    boolean isTime() {
      return true;
    }
  }
}
