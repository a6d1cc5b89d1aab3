package io.asynciotck.reference.sync;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.sync.AsyncSemaphore;
import io.asynciotck.reference.seams.Seam;
import org.jspecify.annotations.Nullable;

/**
 * A counter that tasks take from. What is given back while somebody waits belongs to the first who
 * waits, and is never in the counter.
 */
public class TaskSemaphore extends LoopOfOne implements AsyncSemaphore {
  final WaitingLine line = new WaitingLine(this);
  int value;

  /** A semaphore with this much in its counter. */
  @SuppressWarnings("this-escape") // it is only kept
  public TaskSemaphore(Asyncio asyncio, int value) {
    super(asyncio);
    // Rule: semaphore.create.negative
    if (value < 0) {
      throw new IllegalArgumentException("The counter of a semaphore is not negative: " + value);
    }
    // Rule: semaphore.create.value
    this.value = value;
  }

  /** What is in the counter. */
  protected final int value() {
    return value;
  }

  @Override
  public Coroutine<Boolean> acquire() {
    return asyncio.coroutine(this::take);
  }

  /** Takes one, in a coroutine. */
  @Seam
  protected boolean take() throws Exception {
    // Rule: semaphore.acquire.{blocks, at-most}
    if (value == 0) {
      waitForTurn();
    } else {
      // Rule: semaphore.acquire.at-once
      value--;
    }
    // Rule: semaphore.acquire.true
    return true;
  }

  /** Waits in line until one was given to this task. */
  @Seam
  protected void waitForTurn() throws Exception {
    Waiter waiter = line.join();
    try {
      line.await(asyncio, waiter);
    } catch (Throwable raised) {
      // Rule: semaphore.cancel.{raised, message, leaves, woken, before-wake, others, again}
      // Rule: semaphore.cancel.taken-back
      // Rule: semaphore.timeout.not-held
      if (waiter.wasCalled()) {
        giveBack();
      }
      throw raised;
    }
  }

  @Override
  public void release() {
    // Rule: semaphore.release.{increments, wakes, more}
    giveBack();
  }

  /** Gives one to the first who waits, or else to the counter. */
  @Seam
  protected void giveBack() {
    // Rule: semaphore.release.each
    if (!line.callNext()) {
      value++;
    }
  }

  @Override
  public boolean isLocked() {
    // Rule: semaphore.locked.tells
    return value == 0;
  }

  @Override
  public Coroutine<@Nullable Object> enter() {
    // Rule: semaphore.with.acquires
    return asyncio.coroutine(() -> {
      take();
      return null;
    });
  }

  @Override
  public Coroutine<@Nullable Object> exit(
      @Nullable Object excType, @Nullable Throwable exc, @Nullable Object traceback) {
    // Rule: semaphore.with.releases
    return asyncio.coroutine(() -> {
      release();
      return null;
    });
  }

  @Override
  public String toString() {
    return "<Semaphore value=" + value + " waiters=" + line.length() + ">";
  }
}
