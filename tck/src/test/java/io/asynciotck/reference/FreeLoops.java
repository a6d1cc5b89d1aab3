package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenLoops.loops;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.LoopClock;
import java.util.ArrayList;
import java.util.List;

/** Loops that differ from CPython's where they may. */
final class FreeLoops {
  private FreeLoops() {}

  static List<Fault> all() {
    return List.of(
        fault("timers-first", "due timers run before the batch", loops(TimersFirst::new)),
        timersTogether(),
        fault("newest-timer-first", "of equal deadlines the newest", loops(NewestTimer::new)));
  }

  /** The reference, if very many timers came due at once each time. */
  static Fault timersTogether() {
    return fault("timers-together", "due timers are moved together", loops(TimersTogether::new));
  }

  /** A loop that is as it may be: it calls due timers by itself, before each batch. */
  private static final class TimersFirst extends SelectorEventLoop {
    TimersFirst(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void readyDueTimers() {
      List<ReadyEntry> due = new ArrayList<>();
      while (!timers.isEmpty() && timers.firstDeadlineNanos() <= nanoTime()) {
        due.add(timers.remove());
      }
      due.stream().filter(timer -> !timer.isCalledOff()).forEach(this::runEntry);
    }
  }

  private static final class TimersTogether extends SelectorEventLoop {
    TimersTogether(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void readyDueTimers() {
      long end = nanoTime() + clock.resolution().toNanos();
      if (!timers.isEmpty() && timers.firstDeadlineNanos() < end) {
        adoptForeign();
        timers.moveBefore(end, ready);
      }
    }
  }

  /** A loop that is as it may be: of timers with equal deadlines the newest tends to be first. */
  private static final class NewestTimer extends SelectorEventLoop {
    NewestTimer(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    TimerHeap newTimerHeap() {
      return new TimerHeap() {
        @Override
        boolean isBefore(long deadline, long other) {
          return deadline <= other;
        }
      };
    }
  }
}
