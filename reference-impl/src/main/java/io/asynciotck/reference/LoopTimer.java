package io.asynciotck.reference;

import io.asynciotck.api.LoopTime;
import io.asynciotck.api.TimerHandle;
import org.jspecify.annotations.Nullable;

/** A callback that a loop was asked to run at a time. */
class LoopTimer extends LoopHandle implements TimerHandle {
  private final long whenNanos;

  /** The heap that counts it, until it is linked for its turn. */
  private @Nullable TimerHeap heap;

  LoopTimer(TimerHeap heap, long whenNanos, Runnable callback) {
    super(callback);
    this.heap = heap;
    this.whenNanos = whenNanos;
  }

  long whenNanos() {
    return whenNanos;
  }

  boolean isScheduled() {
    return heap != null;
  }

  void leaveHeap() {
    TimerHeap left = heap;
    heap = null;
    if (left != null && isCancelled()) {
      left.countCancelledGone();
    }
  }

  @Override
  public LoopTime when() {
    // Rule: timer-handle.when.call-at
    return new LoopTime(whenNanos);
  }

  @Override
  public void cancel() {
    TimerHeap counting = heap;
    if (counting != null && !isCancelled()) {
      counting.countCancelled();
    }
    super.cancel();
  }

  @Override
  public String toString() {
    return "<TimerHandle " + description() + " when=" + when() + ">";
  }
}
