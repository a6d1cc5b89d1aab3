package io.asynciotck.reference.tasks;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.Timeout;
import io.asynciotck.reference.CoroutineTask;
import io.asynciotck.reference.seams.Seam;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A limit on the time of a part of a task: cancels the task when it has passed, and turns the
 * cancellation into a {@link TimeoutException}, unless somebody else has asked for it too.
 */
public class TaskTimeout implements Timeout {

  /**
   * CREATED to ENTERED; from there to EXPIRING when the time has passed, and to EXPIRED when the
   * part is left; else to EXITED.
   */
  private enum State {
    CREATED,
    ENTERED,
    EXPIRING,
    EXPIRED,
    EXITED
  }

  private final Asyncio asyncio;
  private @Nullable LoopTime when;
  private @Nullable CoroutineTask<?> task;
  private int requestsBefore;
  private State state = State.CREATED;
  private @Nullable Handle handle;

  /** A limit at some time, or none, of a part that has not begun. */
  public TaskTimeout(Asyncio asyncio, @Nullable LoopTime when) {
    this.asyncio = asyncio;
    this.when = when;
  }

  /** Begins the part of the current task whose time is limited. */
  static TaskTimeout begin(Asyncio asyncio, @Nullable Duration delay) {
    EventLoop loop = asyncio.getRunningLoop();
    TaskTimeout timeout = new TaskTimeout(asyncio, delay == null ? null : loop.time().plus(delay));
    timeout.begin();
    return timeout;
  }

  @Override
  public Coroutine<Timeout> enter() {
    return asyncio.coroutine(() -> {
      begin();
      // Rule: timeout.enter.itself
      return this;
    });
  }

  @Override
  public Coroutine<@Nullable Object> exit(
      @Nullable Object excType, @Nullable Throwable exc, @Nullable Object traceback) {
    return asyncio.coroutine(() -> {
      if (exc == null) {
        end();
        return null;
      }
      Throwable toRaise = end(exc);
      // Rule: timeout.error.propagated
      // Rule: timeout.cancel.{raised, message, same-moment, others, again}
      if (toRaise != exc && toRaise instanceof Exception timedOut) {
        throw timedOut;
      }
      return null;
    });
  }

  @Override
  public @Nullable LoopTime when() {
    // Rule: timeout.when.{at, none}
    return when;
  }

  @Override
  public void reschedule(@Nullable LoopTime when) {
    if (state != State.ENTERED) {
      throw new IllegalStateException("Only a time-out that runs can be rescheduled: " + this);
    }
    // Rule: timeout.reschedule.{when, later, earlier, none, past}
    this.when = when;
    disarm();
    schedule();
  }

  @Override
  public boolean isExpired() {
    // Rule: timeout.expired.{late, in-time}
    return state == State.EXPIRING || state == State.EXPIRED;
  }

  private void begin() {
    if (!(asyncio.currentTask() instanceof CoroutineTask<?> current)) {
      throw new IllegalStateException("A time-out works inside a task only");
    }
    if (state != State.CREATED) {
      throw new IllegalStateException("A time-out is entered once: " + this);
    }
    task = current;
    requestsBefore = current.cancelling();
    state = State.ENTERED;
    schedule();
  }

  /** Has the task cancelled when the time has passed. */
  @Seam
  protected void schedule() {
    LoopTime deadline = when;
    // Rule: wait-for.no-limit.waits, timeout.delay.none, timeout.at.none
    if (deadline == null) {
      return;
    }
    EventLoop loop = asyncio.getRunningLoop();
    if (deadline.compareTo(loop.time()) <= 0) {
      // Rule: timeout.at.past
      handle = loop.callSoon(this::expire);
    } else {
      // Rule: wait-for.timeout.not-early, timeout.delay.not-early, timeout.at.not-early
      handle = loop.callAt(deadline, this::expire);
    }
  }

  /** The time has passed. */
  @Seam
  protected void expire() {
    // Rule: wait-for.timeout.cancels-coroutine, wait-for.timeout.cancels-future
    // Rule: wait-for.timeout.cancelled-once, timeout.delay.cancels
    task().cancel();
    state = State.EXPIRING;
    handle = null;
  }

  /** Ends the part, which has returned. */
  void end() {
    leave();
  }

  /**
   * Ends the part, which has raised.
   *
   * @return what the caller is to raise
   */
  @Seam
  protected Throwable end(Throwable raised) {
    boolean noOtherRequest = leave();
    if (noOtherRequest && raised instanceof CancelledError) {
      // Rule: wait-for.timeout.raised, wait-for.timeout.cause, wait-for.timeout.nested
      // Rule: timeout.delay.raises, timeout.at.raises, timeout.nested.{inner, outer}
      TimeoutException timedOut = new TimeoutException("The time has passed: " + this);
      timedOut.initCause(raised);
      return timedOut;
    }
    // Rule: timeout.error.late
    return raised;
  }

  /** Returns whether this time-out has expired and is all that asked for a cancellation. */
  private boolean leave() {
    disarm();
    if (state == State.EXPIRING) {
      state = State.EXPIRED;
      // Rule: wait-for.race.same-iteration, wait-for.race.timeout-wins
      // Rule: wait-for.timeout.caller-goes-on, timeout.delay.goes-on
      return withdraw() <= requestsBefore;
    }
    state = State.EXITED;
    return false;
  }

  /** Takes back the cancellation, and returns how many others there are. */
  @Seam
  protected int withdraw() {
    // Rule: timeout.count.kept
    return task().uncancel();
  }

  /** Lets the time pass without an effect. */
  @Seam
  protected void disarm() {
    // Rule: timeout.block.{in-time, disarmed}, timeout.cancel.disarmed
    Handle mine = handle;
    if (mine != null) {
      mine.cancel();
      handle = null;
    }
  }

  /** The task whose time is limited. */
  protected final CoroutineTask<?> task() {
    return Objects.requireNonNull(task);
  }

  /** The module. */
  protected final Asyncio asyncio() {
    return asyncio;
  }

  @Override
  public String toString() {
    return "<Timeout " + state.name().toLowerCase(Locale.ROOT) + " when=" + when + ">";
  }
}
