package io.asynciotck.tck.harness;

import io.asynciotck.api.EventLoop;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a loop running by a callback that schedules itself again, and stops it when what is waited
 * for has come, or after enough iterations to know that it will not come. No timer and no stop
 * outside of a run is needed for it.
 */
final class Chain implements Runnable {

  /** How many iterations without an event are rest, for a loop that may take some for each step. */
  static final int QUIET = 30;

  /** How many iterations there are at most: data may come in pieces of a few bytes. */
  private static final int MOST = 10_000;

  /** How many iterations there are at most until rest. */
  private static final int MOST_TO_REST = 1000;

  /** How many iterations there are at most, if the loop may sleep in each. */
  private static final int MOST_WITH_PAUSES = 200;

  /** How many runs there are in which the chain does not go on. */
  private static final int MOST_IDLE = 3;

  private final EventLoop loop;
  private final BooleanSupplier until;

  /** How long it goes on at least, and whether the loop may sleep in between. */
  private final InputWait wait;

  private final int most;

  private final long begun = System.nanoTime();
  private int iterations;
  private boolean came;
  private boolean over;
  private @Nullable Throwable broken;

  private Chain(EventLoop loop, BooleanSupplier until, InputWait wait, int most) {
    this.loop = loop;
    this.until = until;
    this.wait = wait;
    this.most = most;
  }

  /** How many iterations are waited for something. */
  static int most(InputWait wait) {
    return wait.pause().isZero() ? MOST : MOST_WITH_PAUSES;
  }

  /** Runs a loop until a trace has not grown for some iterations, and for some time. */
  static void untilRest(EventLoop loop, Trace trace, InputWait wait) {
    InputWait twice = new InputWait(wait.time().multipliedBy(2), wait.pause());
    int most = Math.min(most(wait), MOST_TO_REST);
    new Chain(loop, new Rest(trace, wait.time()), twice, most).drive();
  }

  /**
   * Runs a loop until something holds, which is asked in each iteration; returns whether it did.
   */
  static boolean until(EventLoop loop, BooleanSupplier condition) {
    return until(loop, condition, InputWait.NONE);
  }

  /** The same, for some time at least. */
  static boolean until(EventLoop loop, BooleanSupplier condition, InputWait wait) {
    Chain chain = new Chain(loop, condition, wait, most(wait));
    chain.drive();
    return chain.came;
  }

  /** The same, of a loop of which it is not known yet how soon it sees input. */
  static boolean untilSeen(EventLoop loop, BooleanSupplier condition, Duration time) {
    Chain chain = new Chain(loop, condition, InputWait.of(time), MOST_TO_REST);
    chain.drive();
    return chain.came;
  }

  private void drive() {
    try {
      loop.callSoon(this);
      int idle = 0;
      while (!over && idle < MOST_IDLE) { // a callback of the test may stop the loop as well
        int before = iterations;
        loop.runForever();
        idle = iterations > before ? 0 : idle + 1;
      }
    } finally {
      over = true; // what an exception has left in the queue does nothing in the next run
    }
    if (broken != null) {
      throw Boom.<RuntimeException>raise(broken);
    }
  }

  @Override
  public void run() {
    if (over) {
      return;
    }
    iterations++;
    try {
      came = until.getAsBoolean();
      over = came || (iterations >= most && hasPassed(wait.time(), begun));
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
    if (wait.pause().isZero()) {
      loop.callSoon(this);
    } else {
      loop.callLater(wait.pause(), this);
    }
  }

  private static boolean hasPassed(Duration time, long since) {
    return time.isZero() || System.nanoTime() - since >= time.toNanos();
  }

  /** Whether a trace has not grown for some iterations, and for some time. */
  private static final class Rest implements BooleanSupplier {
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
    public boolean getAsBoolean() {
      int now = trace.size();
      if (now != size) {
        quiet = 0;
        quietSince = System.nanoTime();
      } else {
        quiet++;
      }
      size = now;
      return quiet >= QUIET && hasPassed(time, quietSince);
    }
  }
}
