package io.asynciotck.tck.harness;

import io.asynciotck.api.LoopClock;
import io.asynciotck.api.LoopTime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The virtual clock of loops in this JVM. Starts at 1000 s, so that times differ from durations.
 */
public final class TestClock implements LoopClock, VirtualClock {
  private final boolean otherThreads;
  private volatile LoopTime now = new LoopTime(1_000_000_000_000L);
  private volatile Duration resolution = Duration.ofNanos(1);
  private volatile boolean stopped;

  /**
   * Creates the clock.
   *
   * @param otherThreads whether another thread may wake a loop that has nothing to do; if not, such
   *     a loop hangs
   */
  public TestClock(boolean otherThreads) {
    this.otherThreads = otherThreads;
  }

  @Override
  public LoopTime time() {
    checkNotStopped();
    return now;
  }

  @Override
  public void advance(Duration duration) {
    now = now.plus(duration);
  }

  @Override
  public Duration resolution() {
    return resolution;
  }

  @Override
  public void setResolution(Duration resolution) {
    this.resolution = resolution;
  }

  @Override
  public boolean skip(@Nullable Duration timeout) {
    checkNotStopped();
    if (timeout != null) {
      advance(timeout);
      return true;
    }
    if (!otherThreads) {
      throw new HangError(
          "The loop waits without limit: nothing is ready, no timer is set, and nobody can wake"
              + " it.");
    }
    return false;
  }

  /** Ends loops that go on by this clock although their test was given up. */
  void stop() {
    stopped = true;
  }

  private void checkNotStopped() {
    if (stopped) {
      throw new HangError("The test is over, but its loop goes on.");
    }
  }
}
