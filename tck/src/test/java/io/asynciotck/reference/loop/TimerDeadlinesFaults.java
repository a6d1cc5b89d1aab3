package io.asynciotck.reference.loop;

import io.asynciotck.api.Callback;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.TimerHandle;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.timers.LoopTimer;
import io.asynciotck.reference.timers.TimerHeap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Faults in {@code call_at} and in the order of timers. */
final class TimerDeadlinesFaults {

  private TimerDeadlinesFaults() {}

  @Fault(
      what = "call_at for a time that has come returns a handle that has no time (uvloop#482).",
      breaks = {"loop.call-at.timer-handle"})
  static final class NoTimeForThePast extends SelectorEventLoop {
    NoTimeForThePast(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callAt(LoopTime when, Runnable callback) {
      TimerHandle handle = super.callAt(when, callback);
      return when.compareTo(time()) > 0 ? handle : new TimersFaults.WithoutTime(handle);
    }
  }

  @Fault(
      what = "A callback given to call_at is called again eight seconds later.",
      breaks = {"loop.call-at.runs"})
  static final class CallAtRepeats extends SelectorEventLoop {
    CallAtRepeats(BaseAsyncio asyncio, LoopClock clock) {
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

  @Fault(
      what = "The clock of call_at is three seconds behind that of time.",
      breaks = {
        "loop.call-at.runs",
        "loop.call-at.equal-deadlines",
        "loop.call-at.overdue-order",
        "loop.call-at.past",
        "loop.call-at.resolution-tie",
        "loop.call-at.same-clock",
        "timer-handle.when.call-at"
      },
      ripples = {"wait-for.race.timeout-wins"})
  static final class OwnClock extends SelectorEventLoop {
    OwnClock(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callAt(LoopTime when, Runnable callback) {
      return super.callAt(when.plus(Duration.ofSeconds(3)), callback);
    }
  }

  @Fault(
      what = "A timer takes the place of one with the same time and the same callback.",
      breaks = {"loop.call-at.runs"})
  static final class EqualTimersAreOne extends SelectorEventLoop {
    private final Map<List<Object>, TimerHandle> known = new HashMap<>();

    EqualTimersAreOne(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callAt(LoopTime when, Runnable callback) {
      TimerHandle made = super.callAt(when, callback);
      TimerHandle equal = known.put(List.of(when, callback), made);
      if (equal != null) {
        equal.cancel();
      }
      return made;
    }
  }

  @Fault(
      what = "A time less than one clock resolution away is taken for one that was served.",
      breaks = {"loop.call-at.early-within-resolution", "loop.call-at.resolution-tie"})
  static final class LosesWhatIsNearlyDue extends SelectorEventLoop {
    LosesWhatIsNearlyDue(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callAt(LoopTime when, Runnable callback) {
      Duration left = when.since(time());
      boolean nearlyDue = left.isPositive() && left.compareTo(clock.resolution()) < 0;
      return super.callAt(when, nearlyDue ? () -> {} : callback);
    }
  }

  @Fault(
      what = "A timer is due when its deadline is exactly one clock resolution away.",
      breaks = {"loop.call-at.resolution-tie"})
  static final class TieIsDue extends SelectorEventLoop {
    TieIsDue(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void readyDueTimers() {
      long end = nanoTime() + clock.resolution().toNanos();
      while (!timers.isEmpty() && timers.firstDeadlineNanos() <= end) {
        makeReady(timers.remove());
      }
    }
  }

  @Fault(
      what = "Timers fire in the order in which they were made.",
      breaks = {
        "loop.call-later.over-one-day",
        "loop.call-at.deadline-order",
        "loop.call-at.overdue-order",
        "loop.call-at.resolution-tie",
        "timer-handle.clean-up.head"
      },
      ripples = {
        "detail.timers.fired-not-counted",
        "sleep.delay.shorter-first",
        "wait-for.cancel.waits"
      })
  static final class InRegistrationOrder extends SelectorEventLoop {
    InRegistrationOrder(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected TimerHeap newTimerHeap() {
      return new OldestFirst();
    }

    @Override
    protected LoopTimer newTimer(long whenNanos, Runnable callback) {
      return ((OldestFirst) timers).number(whenNanos, callback);
    }
  }

  /** Timers in the order of their numbers, which they give out as their deadlines. */
  private static final class OldestFirst extends TimerHeap {
    private final List<Long> deadlines = new ArrayList<>();

    @Override
    public long firstDeadlineNanos() {
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

  @Fault(
      what = "Of more than 64 timers those that were made last are not sorted.",
      breaks = {"loop.call-at.deadline-order", "loop.call-at.overdue-order"},
      reason = "What comes before its turn, and what comes behind it, are one fault.")
  static final class SortsAFew extends TimerHeap {
    private boolean adding;

    @Override
    public void dropCancelled() {
      adding = size() > 64;
      super.dropCancelled();
      adding = false;
    }

    @Override
    protected boolean isBefore(long deadline, long other) {
      return !adding && super.isBefore(deadline, other);
    }
  }

  @Fault(
      what = "Timers that are due together fire in the order in which they were made.",
      breaks = {"loop.call-at.overdue-order"})
  static final class LateInRegistrationOrder extends SelectorEventLoop {
    private int made;

    LateInRegistrationOrder(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected LoopTimer newTimer(long whenNanos, Runnable callback) {
      return new Numbered(made++, timers, whenNanos, callback);
    }

    @Override
    protected void readyDueTimers() {
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

  @Fault(
      what = "A timer takes the place of an earlier one for the same time (micropython-lib#140).",
      breaks = {"loop.call-at.equal-deadlines", "loop.call-at.runs"})
  static final class OneTimerPerTime extends SelectorEventLoop {
    private final Set<Long> times = new HashSet<>();

    OneTimerPerTime(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callAt(LoopTime when, Runnable callback) {
      return super.callAt(when, times.add(when.nanos()) ? callback : () -> {});
    }
  }

  @Fault(
      what = "A time in the past is taken for one that was served.",
      breaks = {"loop.call-at.runs", "loop.call-at.past", "loop.call-at.past-order"})
  static final class DropsThePast extends SelectorEventLoop {
    DropsThePast(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callAt(LoopTime when, Runnable callback) {
      return super.callAt(when, when.compareTo(time()) < 0 ? () -> {} : callback);
    }
  }

  @Fault(
      what = "A time in the past becomes the next tick of the clock.",
      breaks = {"loop.call-at.past"})
  static final class PastWaits extends SelectorEventLoop {
    PastWaits(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callAt(LoopTime when, Runnable callback) {
      LoopTime now = time();
      boolean past = when.compareTo(now) < 0;
      return super.callAt(past ? now.plus(clock.resolution()) : when, callback);
    }
  }

  @Fault(
      what = "A handle gives its deadline on another clock than the loop's (looptime#3).",
      breaks = {
        "loop.call-later.over-one-day",
        "loop.call-later.deadline",
        "timer-handle.when.call-at"
      })
  static final class OtherEpoch extends LoopTimer {
    OtherEpoch(TimerHeap heap, long whenNanos, Runnable callback) {
      super(heap, whenNanos, callback);
    }

    @Override
    public LoopTime when() {
      return super.when().plus(Duration.ofDays(-1));
    }
  }

  @Fault(
      what = "`call_at` drops the last argument.",
      breaks = {"loop.call-at.arguments"})
  static final class AtDropsTheLastArgument extends SelectorEventLoop {
    AtDropsTheLastArgument(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callAt(LoopTime when, Callback callback, @Nullable Object... args) {
      return super.callAt(when, callback, Arrays.copyOf(args, Math.max(0, args.length - 1)));
    }
  }

  @Fault(
      what = "A time that is more than half a minute ago is not called.",
      breaks = {"loop.call-at.runs"})
  static final class LeavesThePastAlone extends SelectorEventLoop {
    LeavesThePastAlone(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callAt(LoopTime when, Runnable callback) {
      boolean tooLate = when.plus(Duration.ofSeconds(30)).compareTo(time()) < 0;
      return super.callAt(when, tooLate ? () -> {} : callback);
    }
  }
}
