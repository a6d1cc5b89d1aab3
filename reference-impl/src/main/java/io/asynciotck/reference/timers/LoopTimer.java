package io.asynciotck.reference.timers;

import io.asynciotck.api.LoopTime;
import io.asynciotck.api.TimerHandle;
import io.asynciotck.reference.queue.LoopHandle;
import org.jspecify.annotations.Nullable;

/** A callback that a loop was asked to run at a time. */
public class LoopTimer extends LoopHandle implements TimerHandle {
  private final long whenNanos;

  /** The heap that counts it, until it is linked for its turn. */
  private @Nullable TimerHeap heap;

  /** A timer that a heap counts once it is cancelled. */
  public LoopTimer(TimerHeap heap, long whenNanos, Runnable callback) {
    super(callback);
    this.heap = heap;
    this.whenNanos = whenNanos;
  }

  /** Its deadline. */
  public long whenNanos() {
    return whenNanos;
  }

  /** Whether it waits for its time. */
  public boolean isScheduled() {
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
