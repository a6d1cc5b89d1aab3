package io.asynciotck.reference;

import static io.asynciotck.reference.BrokenLoops.loops;
import static io.asynciotck.reference.Fault.fault;

import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.TimerHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in the clock and in {@code call_later}. */
final class TimersFaults {

  private TimersFaults() {}

  static List<Fault> all() {
    return List.of(
        fault(
            "clock-slips",
            "The fourth reading of the clock in a callback is a nanosecond short.",
            loops(SlippingClock::new),
            "loop.time.monotonic"),
        fault(
            "clock-stands-still-in-a-batch",
            "The clock is read once per iteration (uvloop#29).",
            loops(ClockPerIteration::new),
            "loop.debug.slow-callback",
            "loop.debug.slow-equal",
            "loop.debug.slow-step",
            "loop.debug.slow-warning",
            "loop.time.advances"),
        fault(
            "idle-loop-needs-an-event",
            "A run that begins with nothing ready waits for an event, whatever its timers"
                + " say (tonio#35).",
            loops(NeedsAnEvent::new),
            "loop.call-at.deadline-order",
            "loop.call-at.early-within-resolution",
            "loop.call-at.equal-deadlines",
            "loop.call-at.not-early",
            "loop.call-at.over-one-day",
            "loop.call-at.runs",
            "loop.call-at.same-clock",
            "loop.call-later.not-early",
            "loop.call-later.once",
            "loop.call-later.over-one-day",
            "loop.call-later.runs",
            "loop.call-later.survives-stop",
            "loop.exception-handler.called-for-timer",
            "loop.run-forever.idle",
            "loop.run-until-complete.waits",
            "timer-handle.cancel.others-stay",
            "timer-handle.cancel.prevents",
            "timer-handle.when.stays"),
        fault(
            "call-later-repeats",
            "A callback given to call_later is called again eight seconds later.",
            loops(CallLaterRepeats::new),
            "detail.timers.fired-not-counted",
            "loop.call-later.once"),
        fault(
            "timers-fire-a-tick-early",
            "A timer fires ten clock ticks before its deadline (uvloop#739).",
            loops(TimersAreEarly::new),
            "loop.call-at.not-early",
            "loop.call-at.resolution-tie",
            "loop.call-later.not-early"),
        fault(
            "call-later-adds-a-microsecond",
            "A delay is a microsecond longer than was asked for.",
            loops(AddsAMicrosecond::new),
            "loop.call-later.deadline"),
        fault(
            "no-delay-no-timer",
            "call_later without a delay returns the handle of a plain callback (uvloop#482).",
            loops(NoDelayNoTimer::new),
            "loop.call-later.timer-handle",
            "loop.call-later.zero-after-soon"),
        fault(
            "due-timers-are-called-inline",
            "call_later without a delay calls the callback itself while the loop runs.",
            loops(CallsInline::new),
            "loop.call-later.not-inline"),
        fault(
            "busy-loop-starves-timers",
            "A loop that stays busy no longer looks at its timers (micropython-lib#139).",
            loops(StarvesTimers::new),
            "loop.call-later.not-starved"),
        fault(
            "stop-drops-timers",
            "A loop that a callback stops forgets its timers.",
            loops(StopDropsTimers::new),
            "loop.call-later.survives-stop",
            "wait-for.race.timeout-wins"),
        fault(
            "a-day-is-the-longest-delay",
            "A timer fires after a day at the latest.",
            loops(OneDayAtMost::new),
            "loop.call-at.over-one-day",
            "loop.call-later.over-one-day"),
        fault(
            "negative-delay-is-refused",
            "call_later raises ValueError for a negative delay (pyodide#2011).",
            loops(RefusesNegativeDelay::new),
            "loop.call-later.negative"),
        fault(
            "timers-go-first",
            "Due timers run ahead of what is ready (cpython#95051).",
            loops(TimersGoFirst::new),
            "detail.iteration.due-during-batch",
            "loop.call-later.zero-after-soon",
            "wait-for.race.completed-first"),
        fault(
            "closed-loop-takes-timers",
            "call_later and call_at do not mind that the loop is closed.",
            loops(ClosedLoopTakesTimers::new),
            "loop.call-later.closed"));
  }

  /** A loop with one fault: the fourth reading in one callback is a nanosecond short. */
  private static final class SlippingClock extends SelectorEventLoop {
    private int readings;

    SlippingClock(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void runEntry(ReadyEntry entry) {
      readings = 0;
      super.runEntry(entry);
      readings = 0;
    }

    @Override
    public LoopTime time() {
      return ++readings == 4 ? super.time().plus(Duration.ofNanos(-1)) : super.time();
    }
  }

  /** A loop with one fault: its clock stands still while a batch runs. */
  private static final class ClockPerIteration extends SelectorEventLoop {
    private @Nullable LoopTime cached;

    ClockPerIteration(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void runBatch() {
      cached = super.time();
      try {
        super.runBatch();
      } finally {
        cached = null;
      }
    }

    @Override
    public LoopTime time() {
      LoopTime now = cached;
      return now == null ? super.time() : now;
    }
  }

  /** A loop with one fault: idle when a run begins, it waits without a look at its timers. */
  private static final class NeedsAnEvent extends SelectorEventLoop {
    private boolean begins;

    NeedsAnEvent(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void enterRunning() {
      super.enterRunning();
      begins = true;
    }

    @Override
    long pollTimeout() {
      long timeout = super.pollTimeout();
      boolean waits = begins && timeout > 0;
      begins = false;
      return waits ? FOREVER : timeout;
    }
  }

  /** A loop with one fault: what is given to {@code call_later} is called twice. */
  private static final class CallLaterRepeats extends SelectorEventLoop {
    CallLaterRepeats(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callLater(Duration delay, Runnable callback) {
      return super.callLater(
          delay,
          () -> {
            callback.run();
            super.callLater(Duration.ofSeconds(8), callback);
          });
    }
  }

  /** A loop with one fault: its timers are due ten ticks of the clock before their time. */
  private static final class TimersAreEarly extends SelectorEventLoop {
    TimersAreEarly(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void readyDueTimers() {
      long end = nanoTime() + 10 * clock.resolution().toNanos();
      while (!timers.isEmpty() && timers.firstDeadlineNanos() < end) {
        makeReady(timers.remove());
      }
    }
  }

  /** A loop with one fault: {@code call_later} adds a microsecond to each delay. */
  private static final class AddsAMicrosecond extends SelectorEventLoop {
    AddsAMicrosecond(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callLater(Duration delay, Runnable callback) {
      boolean waits = delay.isPositive();
      return super.callLater(waits ? delay.plusNanos(1000) : delay, callback);
    }
  }

  /** A loop with one fault: {@code call_later} without a delay is {@code call_soon}. */
  private static final class NoDelayNoTimer extends SelectorEventLoop {
    NoDelayNoTimer(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callLater(Duration delay, Runnable callback) {
      return delay.isPositive()
          ? super.callLater(delay, callback)
          : new WithoutTime(callSoon(callback));
    }
  }

  /** A handle that cannot say when. */
  private record WithoutTime(Handle handle) implements TimerHandle {
    @Override
    public LoopTime when() {
      throw new UnsupportedOperationException("No such method: when");
    }

    @Override
    public void cancel() {
      handle.cancel();
    }

    @Override
    public boolean isCancelled() {
      return handle.isCancelled();
    }
  }

  /** A loop with one fault: {@code call_later} without a delay is a call. */
  private static final class CallsInline extends SelectorEventLoop {
    CallsInline(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callLater(Duration delay, Runnable callback) {
      if (delay.isPositive() || !isRunning()) {
        return super.callLater(delay, callback);
      }
      callback.run();
      return super.callLater(delay, () -> {});
    }
  }

  /** A loop with one fault: in the third busy iteration it no longer looks at its timers. */
  private static final class StarvesTimers extends SelectorEventLoop {
    private int busyIterations;

    StarvesTimers(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void readyDueTimers() {
      busyIterations = ready.isEmpty() ? 0 : busyIterations + 1;
      if (busyIterations < 3) {
        super.readyDueTimers();
      }
    }
  }

  /** A loop with one fault: when a callback stops it, it forgets its timers. */
  private static final class StopDropsTimers extends SelectorEventLoop {
    private boolean stopped;

    StopDropsTimers(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void stop() {
      stopped |= isRunning();
      super.stop();
    }

    @Override
    void leaveRunning() {
      super.leaveRunning();
      if (stopped) {
        timers.clear();
        stopped = false;
      }
    }
  }

  /** A loop with one fault: its timers wait for a day at most. */
  private static final class OneDayAtMost extends SelectorEventLoop {
    OneDayAtMost(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    LoopTimer newTimer(long whenNanos, Runnable callback) {
      long latest = time().plus(Duration.ofDays(1)).nanos();
      return super.newTimer(Math.min(whenNanos, latest), callback);
    }
  }

  /** A loop with one fault: it refuses negative delays. */
  private static final class RefusesNegativeDelay extends SelectorEventLoop {
    RefusesNegativeDelay(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callLater(Duration delay, Runnable callback) {
      if (delay.isNegative()) {
        throw new IllegalArgumentException("Negative delay: " + delay);
      }
      return super.callLater(delay, callback);
    }
  }

  /** A loop with one fault: due timers overtake what is ready. */
  private static final class TimersGoFirst extends SelectorEventLoop {
    TimersGoFirst(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    void readyDueTimers() {
      List<ReadyEntry> overtaken = new ArrayList<>();
      while (!ready.isEmpty()) {
        overtaken.add(ready.remove());
      }
      super.readyDueTimers();
      overtaken.forEach(ready::add);
    }
  }

  /** A loop with one fault: closed, it still takes timers. */
  private static final class ClosedLoopTakesTimers extends SelectorEventLoop {
    ClosedLoopTakesTimers(ReferenceAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callLater(Duration delay, Runnable callback) {
      return callAt(time().plus(delay), callback);
    }

    @Override
    public TimerHandle callAt(LoopTime when, Runnable callback) {
      return isClosed() ? newTimer(when.nanos(), callback) : super.callAt(when, callback);
    }
  }
}
