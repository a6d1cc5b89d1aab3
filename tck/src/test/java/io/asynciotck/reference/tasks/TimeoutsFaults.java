package io.asynciotck.reference.tasks;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopClock;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.Timeout;
import io.asynciotck.reference.faults.Fault;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.tck.harness.Boom;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Faults of {@code timeout} and {@code timeout_at}. */
final class TimeoutsFaults {

  private TimeoutsFaults() {}

  @Fault(
      what = "The name behind as is another timeout.",
      breaks = {"timeout.enter.itself"})
  static final class GivesAnother extends TaskTimeout {
    GivesAnother(Asyncio asyncio, @Nullable LoopTime when) {
      super(asyncio, when);
    }

    @Override
    public Coroutine<Timeout> enter() {
      Coroutine<Timeout> entering = super.enter();
      return asyncio()
          .coroutine(() -> {
            asyncio().await(entering);
            return new TaskTimeout(asyncio(), when());
          });
    }
  }

  @Fault(
      what = "Any time is up at once.",
      breaks = {
        "timeout.at.none",
        "timeout.at.not-early",
        "timeout.block.in-time",
        "timeout.cancel.again",
        "timeout.cancel.message",
        "timeout.cancel.others",
        "timeout.cancel.raised",
        "timeout.cancel.same-moment",
        "timeout.delay.cancels",
        "timeout.delay.none",
        "timeout.delay.not-early",
        "timeout.nested.inner",
        "timeout.nested.outer",
        "timeout.reschedule.earlier",
        "timeout.when.at",
        "timeout.when.delay",
        "timeout.when.none"
      })
  static final class HasNoPatience extends TaskTimeout {
    HasNoPatience(Asyncio asyncio, @Nullable LoopTime when) {
      super(asyncio, asyncio.getRunningLoop().time());
    }
  }

  @Fault(
      what = "The timer stays when the block has ended.",
      breaks = {
        "timeout.at.past",
        "timeout.block.disarmed",
        "timeout.cancel.disarmed",
        "timeout.expired.in-time"
      })
  static final class StaysArmed extends TaskTimeout {
    StaysArmed(Asyncio asyncio, @Nullable LoopTime when) {
      super(asyncio, when);
    }

    private boolean reschedules;

    @Override
    public void reschedule(@Nullable LoopTime when) {
      reschedules = true;
      super.reschedule(when);
      reschedules = false;
    }

    @Override
    protected void disarm() {
      if (reschedules) {
        super.disarm();
      }
    }
  }

  @Fault(
      what = "Whatever the block raises is a TimeoutError.",
      breaks = {
        "timeout.cancel.again",
        "timeout.cancel.message",
        "timeout.cancel.others",
        "timeout.cancel.raised",
        "timeout.cancel.same-moment",
        "timeout.error.late",
        "timeout.error.propagated",
        "timeout.nested.outer"
      })
  static final class TakesAllForLate extends TaskTimeout {
    TakesAllForLate(Asyncio asyncio, @Nullable LoopTime when) {
      super(asyncio, when);
    }

    @Override
    protected Throwable end(Throwable raised) {
      super.end(raised);
      return new TimeoutException("Something was raised");
    }
  }

  @Fault(
      what = "Whatever a late block raises becomes TimeoutError.",
      breaks = {"timeout.error.late"})
  static final class TakesAllOfALateBlockForLate extends TaskTimeout {
    TakesAllOfALateBlockForLate(Asyncio asyncio, @Nullable LoopTime when) {
      super(asyncio, when);
    }

    @Override
    protected Throwable end(Throwable raised) {
      Throwable answer = super.end(raised);
      return isExpired() && raised instanceof Exception
          ? new TimeoutException("Something was raised")
          : answer;
    }
  }

  @Fault(
      what = "A late block is not cancelled.",
      breaks = {
        "timeout.at.past",
        "timeout.at.raises",
        "timeout.cancel.again",
        "timeout.delay.cancels",
        "timeout.delay.goes-on",
        "timeout.delay.raises",
        "timeout.error.late",
        "timeout.expired.late",
        "timeout.nested.inner",
        "timeout.nested.outer",
        "timeout.reschedule.earlier",
        "timeout.reschedule.past"
      })
  static final class OnlyLooksAtTheClock extends TaskTimeout {
    OnlyLooksAtTheClock(Asyncio asyncio, @Nullable LoopTime when) {
      super(asyncio, when);
    }

    @Override
    protected void expire() {}
  }

  @Fault(
      what = "A late block raises CancelledError.",
      breaks = {
        "timeout.at.past",
        "timeout.at.raises",
        "timeout.cancel.again",
        "timeout.delay.goes-on",
        "timeout.delay.raises",
        "timeout.expired.late",
        "timeout.nested.inner",
        "timeout.nested.outer",
        "timeout.reschedule.earlier",
        "timeout.reschedule.past"
      })
  static final class LetsTheCancellationOut extends TaskTimeout {
    LetsTheCancellationOut(Asyncio asyncio, @Nullable LoopTime when) {
      super(asyncio, when);
    }

    @Override
    protected Throwable end(Throwable raised) {
      super.end(raised);
      return raised;
    }
  }

  @Fault(
      what = "The delay counts half.",
      breaks = {"timeout.delay.not-early", "timeout.when.delay"})
  static final class HalvesTheDelay extends ReferenceAsyncio {
    HalvesTheDelay(LoopClock clock) {
      super(clock);
    }

    @Override
    public Timeout timeout(@Nullable Duration delay) {
      return super.timeout(delay == null ? null : delay.dividedBy(2));
    }
  }

  @Fault(
      what = "The request to cancel is not taken back.",
      breaks = {
        "timeout.at.not-early",
        "timeout.at.past",
        "timeout.at.raises",
        "timeout.count.kept",
        "timeout.delay.cancels",
        "timeout.delay.goes-on",
        "timeout.delay.not-early",
        "timeout.delay.raises",
        "timeout.error.late",
        "timeout.expired.late",
        "timeout.nested.inner",
        "timeout.nested.outer",
        "timeout.reschedule.earlier",
        "timeout.reschedule.past"
      })
  static final class KeepsItsRequest extends TaskTimeout {
    KeepsItsRequest(Asyncio asyncio, @Nullable LoopTime when) {
      super(asyncio, when);
    }

    @Override
    protected int withdraw() {
      int others = task().uncancel();
      task().cancel();
      return others;
    }
  }

  @Fault(
      what = "No delay is a delay of zero.",
      breaks = {"timeout.delay.none", "timeout.reschedule.earlier", "timeout.when.none"})
  static final class TakesNoDelayForZero extends ReferenceAsyncio {
    TakesNoDelayForZero(LoopClock clock) {
      super(clock);
    }

    @Override
    public Timeout timeout(@Nullable Duration delay) {
      return super.timeout(delay == null ? Duration.ZERO : delay);
    }
  }

  @Fault(
      what = "The time of timeout_at is ignored.",
      breaks = {"timeout.at.past", "timeout.at.raises", "timeout.when.at"})
  static final class IgnoresTheTime extends ReferenceAsyncio {
    IgnoresTheTime(LoopClock clock) {
      super(clock);
    }

    @Override
    public Timeout timeout(@Nullable Duration delay) {
      return super.timeoutAt(delay == null ? null : getRunningLoop().time().plus(delay));
    }

    @Override
    public Timeout timeoutAt(@Nullable LoopTime when) {
      return super.timeoutAt(null);
    }
  }

  @Fault(
      what = "The time of timeout_at is reached half-way.",
      breaks = {"timeout.at.not-early", "timeout.when.at"})
  static final class IsEarly extends ReferenceAsyncio {
    IsEarly(LoopClock clock) {
      super(clock);
    }

    @Override
    public Timeout timeout(@Nullable Duration delay) {
      return super.timeoutAt(delay == null ? null : getRunningLoop().time().plus(delay));
    }

    @Override
    public Timeout timeoutAt(@Nullable LoopTime when) {
      if (when == null) {
        return super.timeoutAt(null);
      }
      Duration left = when.since(getRunningLoop().time());
      return super.timeoutAt(getRunningLoop().time().plus(left.dividedBy(2)));
    }
  }

  @Fault(
      what = "No time is the current time.",
      breaks = {"timeout.at.none", "timeout.when.none"})
  static final class TakesNoTimeForNow extends ReferenceAsyncio {
    TakesNoTimeForNow(LoopClock clock) {
      super(clock);
    }

    @Override
    public Timeout timeout(@Nullable Duration delay) {
      return super.timeoutAt(delay == null ? null : getRunningLoop().time().plus(delay));
    }

    @Override
    public Timeout timeoutAt(@Nullable LoopTime when) {
      return super.timeoutAt(when == null ? getRunningLoop().time() : when);
    }
  }

  @Fault(
      what = "A time that has passed cancels at once, and not in the next iteration.",
      breaks = {"timeout.at.past", "timeout.cancel.same-moment", "timeout.reschedule.past"})
  static final class CancelsAtOnce extends TaskTimeout {
    CancelsAtOnce(Asyncio asyncio, @Nullable LoopTime when) {
      super(asyncio, when);
    }

    @Override
    protected void schedule() {
      LoopTime deadline = when();
      if (deadline != null && deadline.compareTo(asyncio().getRunningLoop().time()) < 0) {
        expire();
        throw new CancelledError();
      }
      super.schedule();
    }
  }

  @Fault(
      what = "when forgets the deadline.",
      breaks = {"timeout.reschedule.when", "timeout.when.at", "timeout.when.delay"})
  static final class ForgetsTheDeadline extends TaskTimeout {
    ForgetsTheDeadline(Asyncio asyncio, @Nullable LoopTime when) {
      super(asyncio, when);
    }

    @Override
    public @Nullable LoopTime when() {
      LoopTime when = super.when();
      return when == null ? null : new LoopTime(0);
    }
  }

  @Fault(
      what = "expired is False at any time.",
      breaks = {"timeout.expired.late"})
  static final class NeverExpires extends TaskTimeout {
    NeverExpires(Asyncio asyncio, @Nullable LoopTime when) {
      super(asyncio, when);
    }

    @Override
    public boolean isExpired() {
      return false;
    }
  }

  @Fault(
      what = "expired is True at any time.",
      breaks = {"timeout.cancel.raised", "timeout.expired.in-time", "timeout.nested.outer"})
  static final class IsAlwaysExpired extends TaskTimeout {
    IsAlwaysExpired(Asyncio asyncio, @Nullable LoopTime when) {
      super(asyncio, when);
    }

    @Override
    public boolean isExpired() {
      return true;
    }
  }

  @Fault(
      what = "A time-out that has expired says so when its block has ended.",
      breaks = {"timeout.expired.late"})
  static final class TellsAtTheEnd extends TaskTimeout {
    private boolean hasEnded;

    TellsAtTheEnd(Asyncio asyncio, @Nullable LoopTime when) {
      super(asyncio, when);
    }

    @Override
    protected int withdraw() {
      hasEnded = true;
      return super.withdraw();
    }

    @Override
    public boolean isExpired() {
      return hasEnded && super.isExpired();
    }
  }

  @Fault(
      what = "reschedule does nothing.",
      breaks = {
        "timeout.reschedule.earlier",
        "timeout.reschedule.later",
        "timeout.reschedule.none",
        "timeout.reschedule.past",
        "timeout.reschedule.when"
      })
  static final class KeepsItsTime extends TaskTimeout {
    KeepsItsTime(Asyncio asyncio, @Nullable LoopTime when) {
      super(asyncio, when);
    }

    @Override
    public void reschedule(@Nullable LoopTime when) {}
  }

  @Fault(
      what = "The third reschedule leaves the old timer.",
      breaks = {"timeout.reschedule.later"})
  static final class KeepsTheThirdTimer extends TaskTimeout {
    private int times;
    private boolean reschedules;

    KeepsTheThirdTimer(Asyncio asyncio, @Nullable LoopTime when) {
      super(asyncio, when);
    }

    @Override
    public void reschedule(@Nullable LoopTime when) {
      times++;
      reschedules = true;
      super.reschedule(when);
      reschedules = false;
    }

    @Override
    protected void disarm() {
      if (!reschedules || times < 3) {
        super.disarm();
      }
    }
  }

  @Fault(
      what = "reschedule leaves the old timer.",
      breaks = {"timeout.reschedule.later", "timeout.reschedule.none"})
  static final class KeepsTheOldTimer extends TaskTimeout {
    KeepsTheOldTimer(Asyncio asyncio, @Nullable LoopTime when) {
      super(asyncio, when);
    }

    private boolean reschedules;

    @Override
    public void reschedule(@Nullable LoopTime when) {
      reschedules = true;
      super.reschedule(when);
      reschedules = false;
    }

    @Override
    protected void disarm() {
      if (!reschedules) {
        super.disarm();
      }
    }
  }

  @Fault(
      what = "A cancellation in the moment of a timeout is taken for the timeout's.",
      breaks = {"timeout.cancel.same-moment"})
  static final class TakesAllRequestsForItsOwn extends TaskTimeout {
    TakesAllRequestsForItsOwn(Asyncio asyncio, @Nullable LoopTime when) {
      super(asyncio, when);
    }

    @Override
    protected int withdraw() {
      super.withdraw();
      return 0;
    }
  }

  @Fault(
      what = "Any cancellation is a TimeoutError.",
      breaks = {
        "timeout.cancel.again",
        "timeout.cancel.message",
        "timeout.cancel.others",
        "timeout.cancel.raised",
        "timeout.cancel.same-moment",
        "timeout.nested.outer"
      })
  static final class TransformsEveryCancellation extends TaskTimeout {
    TransformsEveryCancellation(Asyncio asyncio, @Nullable LoopTime when) {
      super(asyncio, when);
    }

    @Override
    protected Throwable end(Throwable raised) {
      Throwable toRaise = super.end(raised);
      return toRaise instanceof CancelledError ? new TimeoutException("cancelled") : toRaise;
    }
  }

  @Fault(
      what = "A late block is cancelled twice.",
      breaks = {
        "timeout.at.past",
        "timeout.at.raises",
        "timeout.cancel.again",
        "timeout.count.kept",
        "timeout.delay.goes-on",
        "timeout.delay.raises",
        "timeout.expired.late",
        "timeout.nested.inner",
        "timeout.nested.outer",
        "timeout.reschedule.earlier",
        "timeout.reschedule.past"
      })
  static final class AsksTwice extends TaskTimeout {
    AsksTwice(Asyncio asyncio, @Nullable LoopTime when) {
      super(asyncio, when);
    }

    @Override
    protected void expire() {
      task().cancel();
      super.expire();
    }
  }

  @Fault(
      what = "Where two requests were made before, a timeout takes its own for theirs.",
      breaks = {"timeout.delay.raises"})
  static final class CountsToOne extends TaskTimeout {
    CountsToOne(Asyncio asyncio, @Nullable LoopTime when) {
      super(asyncio, when);
    }

    @Override
    protected int withdraw() {
      int others = super.withdraw();
      return others < 2 ? others : Integer.MAX_VALUE;
    }
  }

  @Fault(
      what = "If something else is raised by a late block, its request is left.",
      breaks = {"timeout.count.kept"})
  static final class LeavesItsRequest extends TaskTimeout {
    LeavesItsRequest(Asyncio asyncio, @Nullable LoopTime when) {
      super(asyncio, when);
    }

    @Override
    public Coroutine<@Nullable Object> exit(
        @Nullable Object excType, @Nullable Throwable exc, @Nullable Object traceback) {
      return isExpired() && exc instanceof Boom
          ? asyncio().coroutine(() -> null)
          : super.exit(excType, exc, traceback);
    }
  }

  @Fault(
      what = "Of three requests a timeout takes none back.",
      breaks = {"timeout.count.kept", "timeout.nested.outer"})
  static final class TakesNoneOfThreeBack extends TaskTimeout {
    TakesNoneOfThreeBack(Asyncio asyncio, @Nullable LoopTime when) {
      super(asyncio, when);
    }

    @Override
    protected int withdraw() {
      int requests = task().cancelling();
      return requests < 3 ? super.withdraw() : requests - 1;
    }
  }

  @Fault(
      what = "A delay of nothing or less is no limit.",
      breaks = {"timeout.at.past"})
  static final class TakesZeroForNoDelay extends ReferenceAsyncio {
    TakesZeroForNoDelay(LoopClock clock) {
      super(clock);
    }

    @Override
    public Timeout timeout(@Nullable Duration delay) {
      return super.timeout(delay == null || !delay.isPositive() ? null : delay);
    }
  }
}
