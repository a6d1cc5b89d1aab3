package io.asynciotck.examples;

import io.asynciotck.api.LoopTime;
import io.asynciotck.api.TimerHandle;

/** A callback that a loop was given, and the means to call it off. */
public final class ScheduledCallback implements TimerHandle, Runnable {
  private final LoopTime when;
  private final Runnable callback;
  private volatile boolean cancelled;

  /**
   * A callback that is to be run.
   *
   * @param when the time for which it is scheduled
   * @param callback what to run
   */
  public ScheduledCallback(LoopTime when, Runnable callback) {
    this.when = when;
    this.callback = callback;
  }

  @Override
  public void run() {
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
}
