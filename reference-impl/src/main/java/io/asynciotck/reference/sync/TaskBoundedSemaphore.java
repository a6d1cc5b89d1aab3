package io.asynciotck.reference.sync;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.sync.BoundedSemaphore;

/** A semaphore whose counter does not grow above its initial value. */
public class TaskBoundedSemaphore extends TaskSemaphore implements BoundedSemaphore {
  private final int bound;

  /** A semaphore with this much in its counter. */
  // Rule: bounded-semaphore.acquire.blocks
  public TaskBoundedSemaphore(Asyncio asyncio, int value) {
    super(asyncio, value);
    this.bound = value;
  }

  @Override
  public void release() {
    // Rule: bounded-semaphore.release.{refused, unchanged, as-often}
    if (value() >= bound) {
      throw new IllegalArgumentException("Released more often than acquired: " + this);
    }
    super.release();
  }
}
