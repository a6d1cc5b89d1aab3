package io.asynciotck.reference.tasks;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Handle;
import io.asynciotck.api.LoopTime;
import io.asynciotck.reference.CoroutineTask;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A limit on the time of a part of a task: cancels the task when it has passed, and turns the
 * cancellation into a {@link TimeoutException}, unless somebody else has asked for it too.
 */
class Timeout {

  /**
   * ENTERED to EXPIRING when the time has passed, and from there to EXPIRED when the part is left;
   * else to EXITED.
   */
  private enum State {
    ENTERED,
    EXPIRING,
    EXPIRED,
    EXITED
  }

  private final EventLoop loop;
  private final CoroutineTask<?> task;
  private final @Nullable LoopTime when;
  private final int requestsBefore;
  private State state = State.ENTERED;
  private @Nullable Handle handle;

  private Timeout(EventLoop loop, CoroutineTask<?> task, @Nullable LoopTime when) {
    this.loop = loop;
    this.task = task;
    this.when = when;
    this.requestsBefore = task.cancelling();
  }

  /** Begins the part of the current task whose time is limited. */
  static Timeout enter(Asyncio asyncio, @Nullable Duration delay) {
    EventLoop loop = asyncio.getRunningLoop();
    if (!(asyncio.currentTask() instanceof CoroutineTask<?> task)) {
      throw new IllegalStateException("A time-out works inside a task only: " + loop);
    }
    Timeout timeout = new Timeout(loop, task, delay == null ? null : loop.time().plus(delay));
    timeout.schedule();
    return timeout;
  }

  private void schedule() {
    // Rule: wait-for.no-limit.waits
    if (when == null) {
      return;
    }
    if (when.compareTo(loop.time()) <= 0) {
      handle = loop.callSoon(this::expire);
    } else {
      // Rule: wait-for.timeout.not-early
      handle = loop.callAt(when, this::expire);
    }
  }

  private void expire() {
    // Rule: wait-for.timeout.cancels-coroutine, wait-for.timeout.cancels-future
    // Rule: wait-for.timeout.cancelled-once
    task.cancel();
    state = State.EXPIRING;
    handle = null;
  }

  /** Ends the part, which has returned. */
  void exit() {
    leave();
  }

  /**
   * Ends the part, which has raised.
   *
   * @return what the caller is to raise
   */
  Throwable exit(Throwable raised) {
    boolean noOtherRequest = leave();
    if (noOtherRequest && raised instanceof CancelledError) {
      // Rule: wait-for.timeout.raised, wait-for.timeout.cause, wait-for.timeout.nested
      TimeoutException timedOut = new TimeoutException("The time has passed: " + this);
      timedOut.initCause(raised);
      return timedOut;
    }
    return raised;
  }

  /** Returns whether this time-out has expired and is all that asked for a cancellation. */
  private boolean leave() {
    Handle mine = handle;
    if (mine != null) {
      mine.cancel();
      handle = null;
    }
    if (state == State.EXPIRING) {
      state = State.EXPIRED;
      // Rule: wait-for.race.same-iteration, wait-for.race.timeout-wins
      // Rule: wait-for.timeout.caller-goes-on
      return task.uncancel() <= requestsBefore;
    }
    state = State.EXITED;
    return false;
  }

  @Override
  public String toString() {
    return "<Timeout " + state.name().toLowerCase(java.util.Locale.ROOT) + " when=" + when + ">";
  }
}
