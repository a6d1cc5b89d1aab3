package io.asynciotck.tck.harness;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.EventLoop;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a loop running by a callback that schedules itself again, and stops it when what is waited
 * for has come, or after enough iterations to know that it will not come. No timer and no stop
 * outside of a run is needed for it.
 */
final class Chain implements Runnable {

  /** How many iterations without an event are rest, for a loop that may take some for each step. */
  static final int QUIET = 30;

  /** How often it is looked at most: data may come in pieces of a few bytes. */
  private static final int MOST = 10_000;

  /** How often it is looked at most until rest. */
  private static final int MOST_TO_REST = 1000;

  /** How often it is looked at most, if the loop may sleep in each iteration. */
  private static final int MOST_WITH_PAUSES = 200;

  /** How many runs there are in which the chain does not go on. */
  private static final int MOST_IDLE = 3;

  /** How many iterations there may be between two looks, if nothing happens in them. */
  private static final int STRIDE = 10;

  private final Session session;
  private final EventLoop loop;

  /** Whether it has come; asked with how many iterations there were since the last look. */
  private final IntPredicate until;

  /** What is waited for, if it is a future. */
  private final @Nullable AsyncFuture<?> future;

  /** How long it goes on at least, and whether the loop may sleep in between. */
  private final InputWait wait;

  /** How often it is looked at most. */
  private final int most;

  /** How many iterations there may be between two looks. */
  private final int stride;

  private final long begun = System.nanoTime();
  private int looks;

  /** How many iterations there are until the next look if nothing is said in them. */
  private int ahead = 1;

  /** What had been said at the last look. */
  private long said;

  private boolean came;
  private boolean over;
  private @Nullable Throwable broken;

  private Chain(
      Session session,
      EventLoop loop,
      IntPredicate until,
      @Nullable AsyncFuture<?> future,
      InputWait wait,
      int most,
      int stride) {
    this.session = session;
    this.loop = loop;
    this.until = until;
    this.future = future;
    this.wait = wait;
    this.most = most;
    this.stride = stride;
  }

  /** How often is looked for something. */
  static int most(InputWait wait) {
    return wait.pause().isZero() ? MOST : MOST_WITH_PAUSES;
  }

  /** Runs a loop until a trace has not grown for some iterations, and for some time. */
  static void untilRest(Session session, EventLoop loop, Trace trace, InputWait wait) {
    InputWait twice = new InputWait(wait.time().multipliedBy(2), wait.pause());
    int most = Math.min(most(wait), MOST_TO_REST);
    new Chain(session, loop, new Rest(trace, wait.time()), null, twice, most, STRIDE).drive();
  }

  /**
   * Runs a loop until something holds that depends on what the implementation and the test do with
   * each other; returns whether it did.
   */
  static boolean until(Session session, EventLoop loop, BooleanSupplier condition, InputWait wait) {
    return new Chain(session, loop, _ -> condition.getAsBoolean(), null, wait, most(wait), STRIDE)
        .drive();
  }

  /** Runs a loop until a future is done; returns whether it is. */
  static boolean untilDone(Session session, EventLoop loop, AsyncFuture<?> future, InputWait wait) {
    return new Chain(session, loop, _ -> future.isDone(), future, wait, most(wait), STRIDE).drive();
  }

  /**
   * Runs a loop of which it is not known yet how soon it sees input until something holds, which is
   * looked at in each iteration; returns whether it did.
   */
  static boolean untilSeen(
      Session session, EventLoop loop, BooleanSupplier condition, InputWait wait) {
    int most = Math.min(most(wait), MOST_TO_REST);
    return new Chain(session, loop, _ -> condition.getAsBoolean(), null, wait, most, 1).drive();
  }

  private boolean drive() {
    try {
      loop.callSoon(this);
      int idle = 0;
      while (!over && idle < MOST_IDLE) { // a callback of the test may stop the loop as well
        int before = looks;
        loop.runForever();
        idle = looks > before ? 0 : idle + 1;
      }
    } finally {
      over = true; // what an exception has left in the queue does nothing in the next run
    }
    if (broken != null) {
      throw Boom.<RuntimeException>raise(broken);
    }
    return came;
  }

  @Override
  public void run() {
    if (over) {
      return;
    }
    looks++;
    try {
      boolean isQuiet = session.exchanged() - said <= 1; // that this is the next look was said
      came = until.test(isQuiet ? ahead : 1);
      over = came || (looks >= most && hasPassed(wait.time(), begun));
      if (!over) {
        goOn();
        return;
      }
    } catch (Throwable raised) {
      broken = raised;
      over = true;
    }
    loop.stop();
  }

  private void goOn() {
    if (!wait.pause().isZero()) {
      loop.callLater(wait.pause(), this);
    } else if (stride == 1) {
      loop.callSoon(this);
    } else {
      ahead = session.goRound(loop, this, stride, future);
      said = session.exchanged();
    }
  }

  private static boolean hasPassed(Duration time, long since) {
    return time.isZero() || System.nanoTime() - since >= time.toNanos();
  }

  /** Whether a trace has not grown for some iterations, and for some time. */
  private static final class Rest implements IntPredicate {
    private final Trace trace;
    private final Duration time;
    private int size;
    private int quiet;
    private long quietSince = System.nanoTime();

    Rest(Trace trace, Duration time) {
      this.trace = trace;
      this.time = time;
      this.size = trace.size();
    }

    @Override
    public boolean test(int iterations) {
      int now = trace.size();
      if (now != size) {
        quiet = 0;
        quietSince = System.nanoTime();
      } else {
        quiet += iterations;
      }
      size = now;
      return quiet >= QUIET && hasPassed(time, quietSince);
    }
  }
}
