package io.asynciotck.tck.harness;

import io.asynciotck.api.EventLoop;
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

  /** How many iterations there are at most. */
  static final int MOST = 1000;

  /** How many runs there are in which the chain does not go on. */
  private static final int MOST_IDLE = 3;

  private final EventLoop loop;
  private final BooleanSupplier until;
  private int iterations;
  private boolean came;
  private boolean over;
  private @Nullable Throwable broken;

  private Chain(EventLoop loop, BooleanSupplier until) {
    this.loop = loop;
    this.until = until;
  }

  /** Runs a loop until a trace has not grown for some iterations. */
  static void untilRest(EventLoop loop, Trace trace) {
    new Chain(loop, new Rest(trace)).drive();
  }

  /**
   * Runs a loop until something holds, which is asked in each iteration; returns whether it did.
   */
  static boolean until(EventLoop loop, BooleanSupplier condition) {
    Chain chain = new Chain(loop, condition);
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
      over = came || iterations == MOST;
      if (!over) {
        loop.callSoon(this);
        return;
      }
    } catch (Throwable raised) {
      broken = raised;
      over = true;
    }
    loop.stop();
  }

  /** Whether a trace has not grown for some time. */
  private static final class Rest implements BooleanSupplier {
    private final Trace trace;
    private int size;
    private int quiet;

    Rest(Trace trace) {
      this.trace = trace;
      this.size = trace.size();
    }

    @Override
    public boolean getAsBoolean() {
      int now = trace.size();
      quiet = now == size ? quiet + 1 : 0;
      size = now;
      return quiet >= QUIET;
    }
  }
}
