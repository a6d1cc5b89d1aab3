package io.asynciotck.tck.harness;

import io.asynciotck.api.LoopTime;
import java.time.Duration;

/**
 * A clock that the test owns. It stands still while the loop has something to run, and jumps to the
 * next deadline when it has not.
 */
public interface VirtualClock {

  /** Returns the time. */
  LoopTime time();

  /** Lets time pass, as a callback that takes this long does. */
  void advance(Duration duration);

  /** Returns how coarse the clock is. */
  Duration resolution();

  /** Sets how coarse the clock is; takes effect for loops that are made from now on. */
  void setResolution(Duration resolution);
}
