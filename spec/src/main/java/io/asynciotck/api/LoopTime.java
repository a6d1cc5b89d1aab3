package io.asynciotck.api;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * A reading of one loop's clock; meaningless to any other clock. Python: the float seconds of
 * {@code loop.time()}.
 *
 * @param nanos nanoseconds since the arbitrary origin of that clock
 */
public record LoopTime(long nanos) implements Comparable<LoopTime> {

  /**
   * The time a duration after this one. What lies beyond the range of the clock becomes its end.
   *
   * @param delay the duration; it may be negative
   * @return the later time
   */
  public LoopTime plus(Duration delay) {
    try {
      return new LoopTime(Math.addExact(nanos, delay.toNanos()));
    } catch (ArithmeticException beyond) {
      return new LoopTime(delay.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE);
    }
  }

  /**
   * The duration from another reading to this one.
   *
   * @param earlier the other reading
   * @return how much later this one is; negative if it is earlier
   */
  public Duration since(LoopTime earlier) {
    return Duration.ofNanos(nanos).minusNanos(earlier.nanos);
  }

  @Override
  public int compareTo(LoopTime other) {
    return Long.compare(nanos, other.nanos);
  }

  @Override
  public String toString() {
    return BigDecimal.valueOf(nanos, 9).stripTrailingZeros().toPlainString() + " s";
  }
}
