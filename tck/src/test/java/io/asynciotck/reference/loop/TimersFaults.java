package io.asynciotck.reference.loop;

import io.asynciotck.api.Callback;
import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.TimerHandle;
import io.asynciotck.reference.BaseAsyncio;
import io.asynciotck.reference.SelectorEventLoop;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.queue.ReadyEntry;
import io.asynciotck.reference.timers.LoopTimer;
import io.asynciotck.reference.timers.Nanos;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Faults in the clock and in {@code call_later}. */
final class TimersFaults {

  private TimersFaults() {}

  @Fault(
      what = "The fourth reading of the clock in a callback is a nanosecond short.",
      breaks = {"loop.time.monotonic"})
  static final class SlippingClock extends SelectorEventLoop {
    private int readings;

    SlippingClock(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runEntry(ReadyEntry entry) {
      readings = 0;
      super.runEntry(entry);
      readings = 0;
    }

    @Override
    public LoopTime time() {
      return ++readings == 4 ? super.time().plus(Duration.ofNanos(-1)) : super.time();
    }
  }

  @Fault(
      what = "The clock is read once per iteration (uvloop#29).",
      breaks = {"loop.time.advances"},
      ripples = {"loop.debug.*"})
  static final class ClockPerIteration extends SelectorEventLoop {
    private @Nullable LoopTime cached;

    ClockPerIteration(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void runBatch() {
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

  @Fault(
      what =
          "A run that begins with nothing ready waits for an event, whatever its timers say"
              + " (tonio#35).",
      breaks = {
        "loop.call-at.arguments",
        "loop.call-later.arguments",
        "timer-handle.cancel.with-arguments",
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
        "timer-handle.cancel.others-stay",
        "timer-handle.cancel.prevents",
        "timer-handle.when.stays"
      },
      ripples = {
        "loop.exception-handler.called-for-timer",
        "loop.run-forever.idle",
        "loop.run-until-complete.waits"
      })
  static final class NeedsAnEvent extends SelectorEventLoop {
    private boolean begins;

    NeedsAnEvent(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void enterRunning() {
      super.enterRunning();
      begins = true;
    }

    @Override
    protected long pollTimeout() {
      long timeout = super.pollTimeout();
      boolean waits = begins && timeout > 0;
      begins = false;
      return waits ? Nanos.FOREVER : timeout;
    }
  }

  @Fault(
      what = "A callback given to call_later is called again eight seconds later.",
      breaks = {"loop.call-later.once", "timer-handle.cancel.others-stay"},
      ripples = {"detail.timers.fired-not-counted"})
  static final class CallLaterRepeats extends SelectorEventLoop {
    CallLaterRepeats(BaseAsyncio asyncio, LoopClock clock) {
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

  @Fault(
      what = "A timer fires ten clock ticks before its deadline (uvloop#739).",
      breaks = {
        "loop.call-at.not-early",
        "loop.call-at.resolution-tie",
        "loop.call-later.not-early"
      })
  static final class TimersAreEarly extends SelectorEventLoop {
    TimersAreEarly(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void readyDueTimers() {
      long end = nanoTime() + 10 * clock.resolution().toNanos();
      while (!timers.isEmpty() && timers.firstDeadlineNanos() < end) {
        makeReady(timers.remove());
      }
    }
  }

  @Fault(
      what = "A delay is a microsecond longer than was asked for.",
      breaks = {"loop.call-later.deadline"})
  static final class AddsAMicrosecond extends SelectorEventLoop {
    AddsAMicrosecond(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callLater(Duration delay, Runnable callback) {
      boolean waits = delay.isPositive();
      return super.callLater(waits ? delay.plusNanos(1000) : delay, callback);
    }
  }

  @Fault(
      what = "call_later without a delay returns the handle of a plain callback (uvloop#482).",
      breaks = {"loop.call-later.timer-handle", "loop.call-later.zero-after-soon"})
  static final class NoDelayNoTimer extends SelectorEventLoop {
    NoDelayNoTimer(BaseAsyncio asyncio, LoopClock clock) {
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
  record WithoutTime(Handle handle) implements TimerHandle {
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

  @Fault(
      what = "call_later without a delay calls the callback itself while the loop runs.",
      breaks = {"loop.call-later.not-inline"})
  static final class CallsInline extends SelectorEventLoop {
    CallsInline(BaseAsyncio asyncio, LoopClock clock) {
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

  @Fault(
      what = "A loop that stays busy no longer looks at its timers (micropython-lib#139).",
      breaks = {
        "loop.call-at.not-early",
        "loop.call-later.not-early",
        "loop.call-later.not-starved"
      })
  static final class StarvesTimers extends SelectorEventLoop {
    private int busyIterations;

    StarvesTimers(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void readyDueTimers() {
      busyIterations = ready.isEmpty() ? 0 : busyIterations + 1;
      if (busyIterations < 3) {
        super.readyDueTimers();
      }
    }
  }

  @Fault(
      what = "A loop that a callback stops forgets its timers.",
      breaks = {
        "loop.call-later.survives-stop",
        "timer-handle.cancel.others-stay",
        "timer-handle.clean-up.few-stay",
        "timer-handle.clean-up.half-stays",
        "timer-handle.clean-up.head",
        "timer-handle.clean-up.most-go"
      },
      ripples = {"wait-for.race.timeout-wins"})
  static final class StopDropsTimers extends SelectorEventLoop {
    private boolean stopped;

    StopDropsTimers(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public void stop() {
      stopped |= isRunning();
      super.stop();
    }

    @Override
    protected void leaveRunning() {
      super.leaveRunning();
      if (stopped) {
        timers.clear();
        stopped = false;
      }
    }
  }

  @Fault(
      what = "A timer fires after a day at the latest.",
      breaks = {
        "loop.call-at.over-one-day",
        "loop.call-later.over-one-day",
        "timer-handle.cancel.others-stay"
      })
  static final class OneDayAtMost extends SelectorEventLoop {
    OneDayAtMost(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected LoopTimer newTimer(long whenNanos, Runnable callback) {
      long latest = time().plus(Duration.ofDays(1)).nanos();
      return super.newTimer(Math.min(whenNanos, latest), callback);
    }
  }

  @Fault(
      what = "call_later raises ValueError for a negative delay (pyodide#2011).",
      breaks = {"loop.call-later.negative", "loop.call-later.negative-soon"})
  static final class RefusesNegativeDelay extends SelectorEventLoop {
    RefusesNegativeDelay(BaseAsyncio asyncio, LoopClock clock) {
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

  @Fault(
      what = "Due timers run ahead of what is ready (cpython#95051).",
      breaks = {"loop.call-later.zero-after-soon"},
      ripples = {"detail.iteration.due-during-batch", "wait-for.race.completed-first"})
  static final class TimersGoFirst extends SelectorEventLoop {
    TimersGoFirst(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void readyDueTimers() {
      List<ReadyEntry> overtaken = new ArrayList<>();
      while (!ready.isEmpty()) {
        overtaken.add(ready.remove());
      }
      super.readyDueTimers();
      overtaken.forEach(ready::add);
    }
  }

  @Fault(
      what = "call_later and call_at do not mind that the loop is closed.",
      breaks = {"loop.call-later.closed"})
  static final class ClosedLoopTakesTimers extends SelectorEventLoop {
    ClosedLoopTakesTimers(BaseAsyncio asyncio, LoopClock clock) {
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

  @Fault(
      what = "`call_later` drops the last argument.",
      breaks = {"loop.call-later.arguments"})
  static final class LaterDropsTheLastArgument extends SelectorEventLoop {
    LaterDropsTheLastArgument(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callLater(Duration delay, Callback callback, @Nullable Object... args) {
      return super.callLater(delay, callback, Arrays.copyOf(args, Math.max(0, args.length - 1)));
    }
  }

  @Fault(
      what = "A delay of more milliseconds than fit into 31 bits ends at once.",
      breaks = {"loop.call-later.over-one-day", "timer-handle.cancel.others-stay"})
  static final class CountsInSmallNumbers extends SelectorEventLoop {
    CountsInSmallNumbers(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    public TimerHandle callLater(Duration delay, Runnable callback) {
      return super.callLater(
          delay.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0 ? Duration.ZERO : delay,
          callback);
    }
  }

  @Fault(
      what = "A timer whose time comes while the loop does not run is lost.",
      breaks = {"loop.call-later.survives-stop"})
  static final class LosesWhatComesBetweenRuns extends SelectorEventLoop {
    private int runs;
    private long beganNanos;

    LosesWhatComesBetweenRuns(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected void enterRunning() {
      super.enterRunning();
      runs++;
      beganNanos = nanoTime();
    }

    @Override
    protected LoopTimer newTimer(long whenNanos, Runnable callback) {
      int made = isRunning() ? runs : runs + 1;
      return super.newTimer(
          whenNanos,
          () -> {
            if (made == runs || whenNanos >= beganNanos) {
              callback.run();
            }
          });
    }
  }

  @Fault(
      what = "A delay counts for seven days at most.",
      breaks = {"loop.call-later.over-one-day"})
  static final class OneWeekAtMost extends SelectorEventLoop {
    OneWeekAtMost(BaseAsyncio asyncio, LoopClock clock) {
      super(asyncio, clock);
    }

    @Override
    protected LoopTimer newTimer(long whenNanos, Runnable callback) {
      long latest = time().plus(Duration.ofDays(7)).nanos();
      return super.newTimer(Math.min(whenNanos, latest), callback);
    }
  }
}
