package io.asynciotck.reference.faults;

import static io.asynciotck.reference.faults.BrokenLoops.loops;

import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.queue.ReadyEntry;
import io.asynciotck.reference.timers.TimerHeap;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Loops that differ from CPython's where they may. */
final class FreeLoops {
  private FreeLoops() {}

  static Stream<FaultProvider> all() {
    return Stream.of(
        new FaultProvider("due timers run before the batch", loops(TimersFirst::new)),
        timersTogether(),
        new FaultProvider("of equal deadlines the newest", loops(NewestTimer::new)));
  }

  /** The reference, if very many timers came due at once each time. */
  static FaultProvider timersTogether() {
    return new FaultProvider("due timers are moved together", loops(TimersTogether::new));
  }

  /** A loop that is as it may be: it calls due timers by itself, before each batch. */
  private static final class TimersFirst extends SelectorEventLoop {
    TimersFirst(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void readyDueTimers() {
      List<ReadyEntry> due = new ArrayList<>();
      while (!timers.isEmpty() && timers.firstDeadlineNanos() <= nanoTime()) {
        due.add(timers.remove());
      }
      due.stream().filter(timer -> !timer.isCalledOff()).forEach(this::runEntry);
    }
  }

  private static final class TimersTogether extends SelectorEventLoop {
    TimersTogether(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void readyDueTimers() {
      long end = nanoTime() + clock.resolution().toNanos();
      if (!timers.isEmpty() && timers.firstDeadlineNanos() < end) {
        adoptForeign();
        timers.moveBefore(end, ready);
      }
    }
  }

  /** A loop that is as it may be: of timers with equal deadlines the newest tends to be first. */
  private static final class NewestTimer extends SelectorEventLoop {
    NewestTimer(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected TimerHeap newTimerHeap() {
      return new TimerHeap() {
        @Override
        protected boolean isBefore(long deadline, long other) {
          return deadline <= other;
        }
      };
    }
  }
}
