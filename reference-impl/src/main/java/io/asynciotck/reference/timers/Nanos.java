package io.asynciotck.reference.timers;

import io.asynciotck.api.LoopClock;
import java.time.Duration;

/**
 * Times in nanoseconds, with arithmetic that ends at the ends of the range instead of going round.
 */
public final class Nanos {
  /** Longer than any difference of times. */
  public static final long FOREVER = Long.MAX_VALUE;

  private Nanos() {}

  /** How much later one time is than another one, which is not later itself; less than for ever. */
  public static long difference(long later, long earlier) {
    long difference = later - earlier;
    return difference < 0 || difference == FOREVER ? FOREVER - 1 : difference;
  }

  /** A time and a duration that is not negative. */
  public static long sum(long time, long duration) {
    long sum = time + duration;
    return sum < time ? Long.MAX_VALUE : sum;
  }

  /** Asks a clock to let this much time pass by itself; tells whether it did. */
  public static boolean skip(LoopClock clock, long nanos) {
    return clock.skip(nanos == FOREVER ? null : Duration.ofNanos(nanos));
  }
}
