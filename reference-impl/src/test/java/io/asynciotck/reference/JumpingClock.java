package io.asynciotck.reference;

import io.asynciotck.api.LoopClock;
import io.asynciotck.api.LoopTime;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A clock that stands still. A loop that would wait for a timer finds that it is later instead. */
final class JumpingClock implements LoopClock {
  private long nowNanos;

  @Override
  public LoopTime time() {
    return new LoopTime(nowNanos);
  }

  @Override
  public Duration resolution() {
    return Duration.ofNanos(1);
  }

  @Override
  public boolean skip(@Nullable Duration timeout) {
    if (timeout == null) {
      return false;
    }
    advance(timeout);
    return true;
  }

  void advance(Duration time) {
    nowNanos += time.toNanos();
  }
}
