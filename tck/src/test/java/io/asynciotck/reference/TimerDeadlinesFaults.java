package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenLoops.loops;
import static io.asynciotck.reference.BrokenLoops.timers;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.LoopClock;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.TimerHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Faults in {@code call_at} and in the order of timers. */
final class TimerDeadlinesFaults {

  private TimerDeadlinesFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "call-at-repeats",
            "A callback given to call_at is called again eight seconds later.",
            loops(CallAtRepeats::new),
            "loop.call-at.runs"),
        fault(
            "call-at-has-its-own-clock",
            "The clock of call_at is three seconds behind that of time.",
            loops(OwnClock::new),
            "loop.call-at.equal-deadlines",
            "loop.call-at.overdue-order",
            "loop.call-at.past",
            "loop.call-at.resolution-tie",
            "loop.call-at.same-clock",
            "timer-handle.when.call-at",
            "wait-for.race.timeout-wins"),
        fault(
            "nearly-due-timers-are-lost",
            "A time less than one clock resolution away is taken for one that was served.",
            loops(LosesWhatIsNearlyDue::new),
            "loop.call-at.early-within-resolution",
            "loop.call-at.resolution-tie"),
        fault(
            "a-tie-is-due",
            "A timer is due when its deadline is exactly one clock resolution away.",
            loops(TieIsDue::new),
            "loop.call-at.resolution-tie"),
        fault(
            "timers-in-registration-order",
            "Timers fire in the order in which they were made.",
            loops(InRegistrationOrder::new),
            "detail.timers.fired-not-counted",
            "loop.call-at.deadline-order",
            "loop.call-at.overdue-order",
            "loop.call-at.resolution-tie",
            "sleep.delay.shorter-first",
            "timer-handle.clean-up.head",
            "wait-for.cancel.waits"),
        fault(
            "late-timers-in-registration-order",
            "Timers that are due together fire in the order in which they were made.",
            loops(LateInRegistrationOrder::new),
            "loop.call-at.overdue-order"),
        fault(
            "one-timer-per-time",
            "A timer takes the place of an earlier one for the same time (micropython-lib#140).",
            loops(OneTimerPerTime::new),
            "loop.call-at.equal-deadlines"),
        fault(
            "past-timers-are-dropped",
            "A time in the past is taken for one that was served.",
            loops(DropsThePast::new),
            "loop.call-at.past",
            "loop.call-at.past-order"),
        fault(
            "past-timers-wait-for-a-tick",
            "A time in the past becomes the next tick of the clock.",
            loops(PastWaits::new),
            "loop.call-at.past"),
        fault(
            "when-has-another-epoch",
            "A handle gives its deadline on another clock than the loop's (looptime#3).",
            timers(OtherEpoch::new),
            "loop.call-later.deadline",
            "timer-handle.when.call-at"));
  }

  /** A loop with one fault: what is given to {@code call_at} is called twice. */
  private static final class CallAtRepeats extends SelectorEventLoop {
    CallAtRepeats(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callAt(LoopTime when, Runnable callback) {
      return super.callAt(
          when,
          () -> {
            callback.run();
            super.callAt(when.plus(Duration.ofSeconds(8)), callback);
          });
    }
  }

  /** A loop with one fault: {@code call_at} reads times on a clock that is behind. */
  private static final class OwnClock extends SelectorEventLoop {
    OwnClock(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callAt(LoopTime when, Runnable callback) {
      return super.callAt(when.plus(Duration.ofSeconds(3)), callback);
    }
  }

  /** A loop with one fault: a time that is nearly now counts as over. */
  private static final class LosesWhatIsNearlyDue extends SelectorEventLoop {
    LosesWhatIsNearlyDue(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callAt(LoopTime when, Runnable callback) {
      Duration left = when.since(time());
      boolean nearlyDue = left.isPositive() && left.compareTo(clock.resolution()) < 0;
      return super.callAt(when, nearlyDue ? () -> {} : callback);
    }
  }

  /** A loop with one fault: a timer one resolution away is due. */
  private static final class TieIsDue extends SelectorEventLoop {
    TieIsDue(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void readyDueTimers() {
      long end = nanoTime() + clock.resolution().toNanos();
      while (!timers.isEmpty() && timers.firstDeadlineNanos() <= end) {
        makeReady(timers.remove());
      }
    }
  }

  /** A loop with one fault: the oldest timer is served first, whatever its deadline. */
  private static final class InRegistrationOrder extends SelectorEventLoop {
    InRegistrationOrder(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    TimerHeap newTimerHeap() {
      return new OldestFirst();
    }

    @Override
    LoopTimer newTimer(long whenNanos, Runnable callback) {
      return ((OldestFirst) timers).number(whenNanos, callback);
    }
  }

  /** Timers in the order of their numbers, which they give out as their deadlines. */
  private static final class OldestFirst extends TimerHeap {
    private final List<Long> deadlines = new ArrayList<>();

    @Override
    long firstDeadlineNanos() {
      return deadlines.get((int) super.firstDeadlineNanos());
    }

    LoopTimer number(long whenNanos, Runnable callback) {
      deadlines.add(whenNanos);
      return new LoopTimer(this, deadlines.size() - 1, callback) {
        @Override
        public LoopTime when() {
          return new LoopTime(whenNanos);
        }
      };
    }
  }

  /** A loop with one fault: timers that are due together fire as they were made. */
  private static final class LateInRegistrationOrder extends SelectorEventLoop {
    private int made;

    LateInRegistrationOrder(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    LoopTimer newTimer(long whenNanos, Runnable callback) {
      return new Numbered(made++, timers, whenNanos, callback);
    }

    @Override
    void readyDueTimers() {
      long end = nanoTime() + clock.resolution().toNanos();
      List<Numbered> due = new ArrayList<>();
      while (!timers.isEmpty() && timers.firstDeadlineNanos() < end) {
        due.add((Numbered) timers.remove());
      }
      due.sort(Comparator.comparingInt(timer -> timer.number));
      due.forEach(this::makeReady);
    }
  }

  /** A timer that knows when it was made. */
  private static final class Numbered extends LoopTimer {
    private final int number;

    Numbered(int number, TimerHeap heap, long whenNanos, Runnable callback) {
      super(heap, whenNanos, callback);
      this.number = number;
    }
  }

  /** A loop with one fault: it keeps one timer for each time. */
  private static final class OneTimerPerTime extends SelectorEventLoop {
    private final Set<Long> times = new HashSet<>();

    OneTimerPerTime(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callAt(LoopTime when, Runnable callback) {
      return super.callAt(when, times.add(when.nanos()) ? callback : () -> {});
    }
  }

  /** A loop with one fault: what is to be called in the past is not called. */
  private static final class DropsThePast extends SelectorEventLoop {
    DropsThePast(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callAt(LoopTime when, Runnable callback) {
      return super.callAt(when, when.compareTo(time()) < 0 ? () -> {} : callback);
    }
  }

  /** A loop with one fault: what is to be called in the past is called a tick from now. */
  private static final class PastWaits extends SelectorEventLoop {
    PastWaits(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callAt(LoopTime when, Runnable callback) {
      LoopTime now = time();
      boolean past = when.compareTo(now) < 0;
      return super.callAt(past ? now.plus(clock.resolution()) : when, callback);
    }
  }

  /** A timer with one fault: its deadline is given on another clock. */
  private static final class OtherEpoch extends LoopTimer {
    OtherEpoch(TimerHeap heap, long whenNanos, Runnable callback) {
      super(heap, whenNanos, callback);
    }

    @Override
    public LoopTime when() {
      return super.when().plus(Duration.ofDays(-1));
    }
  }
}
