package io.asynciotck.reference.io;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides when a protocol is to pause: it hears of how much waits to be sent when that changes. */
final class FlowControl {
  private static final int DEFAULT_HIGH = 64 * 1024;
  private static final int HIGH_PER_LOW = 4;

  // Rule: transport.write-buffer-limits.default
  private int high = DEFAULT_HIGH;
  private int low = DEFAULT_HIGH / HIGH_PER_LOW;
  private boolean paused;

  /** Sets the limits; what is not given follows from the other. */
  void setLimits(@Nullable Integer newHigh, @Nullable Integer newLow) {
    // Rule: transport.write-buffer-limits.{only-high, only-low, neither, high-zero}
    int top = newHigh != null ? newHigh : newLow != null ? HIGH_PER_LOW * newLow : DEFAULT_HIGH;
    int bottom = newLow != null ? newLow : top / HIGH_PER_LOW;
    // Rule: transport.write-buffer-limits.{refused, negative}
    if (bottom < 0 || top < bottom) {
      throw new IllegalArgumentException("Not high >= low >= 0: " + top + ", " + bottom);
    }
    high = top;
    low = bottom;
  }

  /** The low limit and the high one. */
  List<Integer> limits() {
    // Rule: transport.write-buffer-limits.get
    return List.of(low, high);
  }

  /**
   * Hears that this much waits, which is more than before; tells whether the protocol is to pause.
   */
  boolean mustPause(int waiting) {
    // Rule: transport.pause-writing.{over-high, at-high, one-more, high-zero, once}
    boolean begins = waiting > high && !paused;
    paused |= begins;
    return begins;
  }

  /**
   * Hears that this much waits, which is less than before; tells whether the protocol may go on.
   */
  boolean mayResume(int waiting) {
    // Rule: transport.resume-writing.{low, not-above-low, low-zero, only-paused}
    boolean ends = paused && waiting <= low;
    paused &= !ends;
    return ends;
  }
}
