package io.asynciotck.reference.timers;

import io.asynciotck.api.LoopClock;
import io.asynciotck.api.LoopTime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The clock of the machine: never goes back, has nothing to do with the time of day. */
public final class MonotonicClock implements LoopClock {
  /** The machine tells times apart that differ by this much. */
  public static final Duration RESOLUTION = Duration.ofNanos(1);

  @Override
  public LoopTime time() {
    return new LoopTime(System.nanoTime());
  }

  @Override
  public Duration resolution() {
    return RESOLUTION;
  }

  @Override
  public boolean skip(@Nullable Duration timeout) {
    return false;
  }
}
