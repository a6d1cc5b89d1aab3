package io.asynciotck.reference;

import io.asynciotck.api.LoopTime;
import io.asynciotck.api.TimerHandle;

/** A callback that a loop was asked to run at a time. */
class LoopTimer extends LoopHandle implements TimerHandle {
  private final TimerHeap heap;
  private final long whenNanos;

  /** Whether the heap has it. */
  boolean isScheduled;

  LoopTimer(TimerHeap heap, long whenNanos, Runnable callback) {
    super(callback);
    this.heap = heap;
    this.whenNanos = whenNanos;
  }

  long whenNanos() {
    return whenNanos;
  }

  @Override
  public LoopTime when() {
    // Rule: timer-handle.when.call-at
    return new LoopTime(whenNanos);
  }

  @Override
  public void cancel() {
    if (!isCancelled() && isScheduled) {
      heap.countCancelled();
    }
    super.cancel();
  }

  @Override
  public String toString() {
    return "<TimerHandle " + description() + " when=" + when() + ">";
  }
}
