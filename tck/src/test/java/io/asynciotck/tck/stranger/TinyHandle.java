package io.asynciotck.tck.stranger;

import io.asynciotck.api.LoopTime;
import io.asynciotck.api.TimerHandle;

/** A callback that waits for its turn, or for its time. */
final class TinyHandle implements TimerHandle, Comparable<TinyHandle> {
  private final LoopTime when;
  private final Runnable callback;
  private volatile boolean cancelled;

  TinyHandle(LoopTime when, Runnable callback) {
    this.when = when;
    this.callback = callback;
  }

  void run() {
    if (!cancelled) {
      callback.run();
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  @Override
  public LoopTime when() {
    return when;
  }

  @Override
  public int compareTo(TinyHandle other) {
    return when.compareTo(other.when);
  }
}
