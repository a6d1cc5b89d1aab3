package io.asynciotck.reference;

import io.asynciotck.api.LoopTime;
import io.asynciotck.api.TimerHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A callback that a host runs at some time, and its handle. */
final class HostedTimerHandle extends HostedHandle implements TimerHandle {
  private @Nullable TimerHandle timer;

  HostedTimerHandle(HostedEventLoop loop, Runnable callback) {
    super(loop, callback);
  }

  /** Takes the handle of the host. */
  HostedTimerHandle by(TimerHandle given) {
    takes(given);
    timer = given;
    return this;
  }

  @Override
  public LoopTime when() {
    return Objects.requireNonNull(timer, "handle of the host").when();
  }
}
