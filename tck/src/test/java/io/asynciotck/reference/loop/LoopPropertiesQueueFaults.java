package io.asynciotck.reference.loop;

import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.queue.LoopHandle;
import io.asynciotck.reference.queue.ReadyEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Faults in the order of callbacks, for the properties: each with the rules of which a property
 * must say that they are broken.
 */
final class LoopPropertiesQueueFaults {
  private LoopPropertiesQueueFaults() {}

  @Fault(
      what = "A batch newest first.",
      breaks = {"loop.call-soon.fifo"})
  static final class Lifo extends SelectorEventLoop {
    Lifo(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runBatch() {
      adoptForeign();
      List<ReadyEntry> batch = new ArrayList<>();
      while (!ready.isEmpty()) {
        batch.add(ready.remove());
      }
      Collections.reverse(batch);
      batch.stream().filter(entry -> !entry.isCalledOff()).forEach(this::runEntry);
    }
  }

  @Fault(
      what = "Of a batch of more than 64 callbacks the rest runs newest first.",
      breaks = {"loop.call-soon.fifo"})
  static final class LongBatchTurnsRound extends SelectorEventLoop {
    private static final int LONG = 64;

    LongBatchTurnsRound(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runBatch() {
      adoptForeign();
      List<ReadyEntry> batch = new ArrayList<>();
      while (!ready.isEmpty()) {
        batch.add(ready.remove());
      }
      if (batch.size() > LONG) {
        Collections.reverse(batch.subList(LONG, batch.size()));
      }
      batch.stream().filter(entry -> !entry.isCalledOff()).forEach(this::runEntry);
    }
  }

  @Fault(
      what = "Every third is lost.",
      breaks = {"loop.call-soon.fifo"})
  static final class Losing extends SelectorEventLoop {
    private int scheduled;

    Losing(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void schedule(ReadyEntry entry) {
      if (++scheduled % 3 != 0) {
        super.schedule(entry);
      }
    }
  }

  @Fault(
      what = "Callbacks run twice.",
      breaks = {"loop.call-soon.once"})
  static final class Doubling extends SelectorEventLoop {
    Doubling(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runEntry(ReadyEntry entry) {
      super.runEntry(entry);
      super.runEntry(entry);
    }
  }

  @Fault(
      what = "Call_soon calls.",
      breaks = {"loop.run-once.serial"})
  static final class Inline extends SelectorEventLoop {
    Inline(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void schedule(ReadyEntry entry) {
      if (isRunning()) {
        entry.run(this);
      } else {
        super.schedule(entry);
      }
    }
  }

  @Fault(
      what = "Waits though some are ready.",
      breaks = {"loop.call-soon.next-iteration"})
  static final class Sleepy extends SelectorEventLoop {
    Sleepy(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected long pollTimeout() {
      long wait = timers.isEmpty() ? 0 : timers.firstDeadlineNanos() - nanoTime();
      return Math.max(0, wait);
    }
  }

  @Fault(
      what = "Cancelled callbacks run.",
      breaks = {"handle.cancel.prevents"})
  static final class Deaf extends LoopHandle {
    Deaf(Runnable callback) {
      super(callback);
    }

    @Override
    public void cancel() {}
  }

  @Fault(
      what = "What is brought waits for an empty queue.",
      breaks = {"loop.call-soon-threadsafe.own-order", "loop.stop.before-run"})
  static class ForeignLate extends SelectorEventLoop {
    final List<ReadyEntry> brought = new ArrayList<>();

    ForeignLate(BaseAsyncio asyncio, LoopClock clock) {
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
    protected final void adoptForeign() {
      synchronized (brought) {
        if (isTime()) {
          brought.forEach(ready::add);
          brought.clear();
        }
      }
    }

    @Override
    protected final long pollTimeout() {
      synchronized (brought) {
        return brought.isEmpty() ? super.pollTimeout() : 0;
      }
    }
  }

  @Fault(
      what = "What is brought is run newest first.",
      breaks = {"loop.call-soon-threadsafe.fifo"})
  static final class ForeignLifo extends ForeignLate {
    ForeignLifo(BaseAsyncio asyncio, LoopClock clock) {
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

  @Fault(
      what = "Of what is brought only the newest stays.",
      breaks = {"loop.call-soon-threadsafe.runs"})
  static final class ForeignLost extends ForeignLate {
    ForeignLost(BaseAsyncio asyncio, LoopClock clock) {
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
