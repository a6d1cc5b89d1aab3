package io.asynciotck.reference.sync;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.sync.BoundedSemaphore;

/** A semaphore whose counter does not grow above its initial value. */
public class TaskBoundedSemaphore extends TaskSemaphore implements BoundedSemaphore {
  private final int bound;

  /** A semaphore with so much in its counter. */
  public TaskBoundedSemaphore(Asyncio asyncio, int value) {
    super(asyncio, value);
    this.bound = value;
  }

  @Override
  public void release() {
    if (value() >= bound) {
      throw new IllegalArgumentException("Released more often than acquired: " + this);
    }
    super.release();
  }
}
