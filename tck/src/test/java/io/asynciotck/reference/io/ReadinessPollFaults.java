package io.asynciotck.reference.io;

import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.queue.ForeignQueue;
import io.asynciotck.reference.queue.ReadyEntry;
import io.asynciotck.reference.queue.ReadyQueue;
import io.asynciotck.reference.queue.WakeUp;
import io.asynciotck.reference.timers.Nanos;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Faults in when a loop polls, and for how long. */
final class ReadinessPollFaults {

  private ReadinessPollFaults() {}

  @Fault(
      what = "The loop polls after each callback and serves what is ready at once.",
      breaks = {"loop.poll.once"},
      ripples = {"connection.*", "loop.sock-connect.*", "server.*", "transport.*"})
  static final class PollsAfterEach extends SelectorEventLoop {
    private boolean within;

    PollsAfterEach(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runEntry(ReadyEntry entry) {
      super.runEntry(entry);
      Readiness watched = readiness();
      if (watched != null && !within && !(entry instanceof WatchHandle)) {
        within = true;
        ReadyQueue others = ready;
        ready = new ReadyQueue();
        watched.poll(0);
        runBatch();
        while (!ready.isEmpty()) {
          others.add(ready.remove());
        }
        ready = others;
        within = false;
      }
    }
  }

  @Fault(
      what = "The callbacks of descriptors come before those that were scheduled.",
      breaks = {"loop.poll.order"})
  static final class DescriptorsFirst extends SelectorEventLoop {
    DescriptorsFirst(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void waitForEvents(long timeoutNanos) {
      ReadyQueue others = ready;
      ready = new ReadyQueue();
      super.waitForEvents(timeoutNanos);
      while (!others.isEmpty()) {
        ready.add(others.remove());
      }
    }
  }

  @Fault(
      what = "The loop polls only when no callback is ready.",
      breaks = {
        "loop.add-reader.again",
        "loop.add-reader.arguments",
        "loop.add-reader.calls",
        "loop.add-reader.closed-forgotten",
        "loop.add-reader.each-iteration",
        "loop.add-reader.end",
        "loop.add-reader.error",
        "loop.add-reader.hang-up",
        "loop.add-reader.raises",
        "loop.add-reader.replaced-in-batch",
        "loop.add-reader.replaces",
        "loop.add-reader.replaces-arguments",
        "loop.add-reader.reused",
        "loop.add-reader.stays",
        "loop.add-reader.with-writer",
        "loop.add-writer.again",
        "loop.add-writer.arguments",
        "loop.add-writer.calls",
        "loop.add-writer.each-iteration",
        "loop.add-writer.hang-up",
        "loop.add-writer.replaces",
        "loop.add-writer.replaces-arguments",
        "loop.add-writer.room",
        "loop.poll.not-starved-by-callbacks",
        "loop.poll.once",
        "loop.poll.order",
        "loop.remove-reader.keeps-writer",
        "loop.remove-reader.same-batch",
        "loop.remove-writer.keeps-reader",
        "loop.remove-writer.same-batch"
      },
      ripples = {"loop.sock-*", "server.*", "transport.*"})
  static final class PollsWhenIdle extends SelectorEventLoop {
    PollsWhenIdle(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void waitForEvents(long timeoutNanos) {
      if (ready.isEmpty()) {
        super.waitForEvents(timeoutNanos);
      }
    }
  }

  @Fault(
      what = "As long as descriptors are ready the loop does nothing else.",
      breaks = {"loop.poll.not-starved-by-descriptors"})
  static final class NothingElse extends SelectorEventLoop {
    private boolean stopped;

    NothingElse(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void stop() {
      stopped = true;
      super.stop();
    }

    @Override
    protected void leaveRunning() {
      stopped = false;
      super.leaveRunning();
    }

    @Override
    protected void waitForEvents(long timeoutNanos) {
      Readiness watched = readiness();
      boolean served = false;
      while (watched != null && !stopped && ready.isEmpty() && watched.poll(0)) {
        served = true;
        runBatch();
      }
      if (!served) {
        super.waitForEvents(timeoutNanos);
      }
    }
  }

  @Fault(
      what = "A stop before the first run keeps it from polling.",
      breaks = {"loop.stop.polls-once"})
  static final class EarlyStopDoesNotPoll extends SelectorEventLoop {
    private boolean early;
    private boolean later;

    EarlyStopDoesNotPoll(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void stop() {
      early = !later && !isRunning();
      super.stop();
    }

    @Override
    protected void waitForEvents(long timeoutNanos) {
      if (!early) {
        super.waitForEvents(timeoutNanos);
      }
      early = false;
      later = true;
    }
  }

  @Fault(
      what = "When a callback stops the loop, callbacks of descriptors in its batch are lost.",
      breaks = {"loop.add-reader.several", "loop.stop.descriptors-in-batch"},
      ripples = {"server.*"})
  static final class StopDrops extends SelectorEventLoop {
    private boolean stopped;

    StopDrops(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void stop() {
      stopped = isRunning();
      super.stop();
    }

    @Override
    protected void leaveRunning() {
      stopped = false;
      super.leaveRunning();
    }

    @Override
    protected void runEntry(ReadyEntry entry) {
      if (!stopped || !(entry instanceof WatchHandle)) {
        super.runEntry(entry);
      }
    }
  }

  @Fault(
      what = "A loop that watches descriptors waits for nothing but them.",
      breaks = {"loop.poll.timer"})
  static final class ForgetsTheTime extends SelectorEventLoop {
    ForgetsTheTime(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void waitForEvents(long timeoutNanos) {
      Readiness watched = readiness();
      boolean watches = watched != null && !watched.isIdle();
      super.waitForEvents(watches && timeoutNanos > 0 ? Nanos.FOREVER : timeoutNanos);
    }
  }

  @Fault(
      what = "A loop that has nothing but silent descriptors stops.",
      breaks = {"loop.poll.idle", "loop.poll.no-limit", "loop.poll.wakes"},
      ripples = {"loop.sock-*"})
  static final class EndsWhenSilent extends SelectorEventLoop {
    EndsWhenSilent(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void waitForEvents(long timeoutNanos) {
      Readiness watched = readiness();
      if (watched != null && !watched.isIdle() && timeoutNanos == Nanos.FOREVER) {
        if (!watched.poll(0)) {
          stop();
        }
      } else {
        super.waitForEvents(timeoutNanos);
      }
    }
  }

  @Fault(
      what = "A loop that waits for descriptors is not woken by other threads.",
      breaks = {"loop.poll.idle", "loop.poll.wakes"})
  static final class SleepsOn extends SelectorEventLoop {
    SleepsOn(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected WakeUp newWakeUp() {
      return new WakeUp() {
        private volatile boolean watching;

        @Override
        public int poll(long timeoutNanos, ForeignQueue foreign, Consumer<SelectionKey> ready) {
          watching = timeoutNanos > 0;
          try {
            return super.poll(timeoutNanos, watching ? new ForeignQueue() : foreign, ready);
          } finally {
            watching = false;
          }
        }

        @Override
        public void wakeUp() {
          if (!watching) {
            super.wakeUp();
          }
        }
      };
    }
  }

  @Fault(
      what = "Closing the loop closes the sockets that it watches.",
      breaks = {"loop.close.sockets-stay"})
  static final class ClosesSockets extends SelectorEventLoop {
    private final List<Object> known = new ArrayList<>();

    ClosesSockets(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addReader(Object fd, Runnable callback) {
      super.addReader(fd, callback);
      known.add(fd);
    }

    @Override
    public void close() {
      super.close();
      for (Object fd : known) {
        try {
          ((SelectableChannel) fd).close();
        } catch (IOException failed) {
          throw new UncheckedIOException(failed);
        }
      }
    }
  }

  @Fault(
      what = "The first poll after add_reader waits, though there are callbacks.",
      breaks = {
        "loop.add-reader.closed-forgotten",
        "loop.add-reader.each-iteration",
        "loop.add-reader.error",
        "loop.add-reader.hang-up",
        "loop.add-reader.not-before",
        "loop.add-reader.reused",
        "loop.add-reader.stays",
        "loop.add-reader.with-writer",
        "loop.poll.callbacks-no-wait",
        "loop.poll.idle",
        "loop.poll.no-limit",
        "loop.poll.once",
        "loop.poll.wakes",
        "loop.remove-reader.stops",
        "loop.stop.polls-no-wait"
      })
  static final class WaitsForDescriptors extends SelectorEventLoop {
    private boolean watches;

    WaitsForDescriptors(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addReader(Object fd, Runnable callback) {
      super.addReader(fd, callback);
      watches = !isRunning();
    }

    @Override
    protected long pollTimeout() {
      boolean waits = watches && super.pollTimeout() == 0;
      watches = false;
      return waits ? Nanos.FOREVER : super.pollTimeout();
    }
  }

  @Fault(
      what = "What was closed while it was watched raises an exception at the next poll.",
      breaks = {"loop.add-reader.closed-forgotten"})
  static final class MindsWhatIsClosed extends SelectorEventLoop {
    private final List<SelectableChannel> known = new ArrayList<>();

    MindsWhatIsClosed(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addReader(Object fd, Runnable callback) {
      super.addReader(fd, callback);
      known.add((SelectableChannel) fd);
    }

    @Override
    public boolean removeReader(Object fd) {
      known.remove(fd);
      return super.removeReader(fd);
    }

    @Override
    protected void waitForEvents(long timeoutNanos) {
      if (known.stream().anyMatch(channel -> !channel.isOpen())) {
        throw new IllegalStateException("A descriptor is bad");
      }
      super.waitForEvents(timeoutNanos);
    }
  }

  @Fault(
      what = "After a descriptor was given up and its socket closed, the next one is not watched.",
      breaks = {"loop.add-reader.reused"})
  static final class TakesItForTheOld extends SelectorEventLoop {
    private @Nullable SelectableChannel old;

    TakesItForTheOld(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void addReader(Object fd, Runnable callback) {
      boolean taken = old != null && !old.isOpen();
      super.addReader(fd, taken ? () -> {} : callback);
    }

    @Override
    public boolean removeReader(Object fd) {
      old = fd instanceof SelectableChannel channel ? channel : old;
      return super.removeReader(fd);
    }
  }

  @Fault(
      what = "A loop that waits for nothing but descriptors looks for them again and again.",
      breaks = "loop.poll.idle")
  static final class NeverWaits extends SelectorEventLoop {
    NeverWaits(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void waitForEvents(long timeoutNanos) {
      super.waitForEvents(timeoutNanos == Nanos.FOREVER ? 0 : timeoutNanos);
    }
  }
}
