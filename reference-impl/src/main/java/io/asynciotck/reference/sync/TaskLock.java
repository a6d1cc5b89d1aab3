package io.asynciotck.reference.sync;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.sync.AsyncLock;
import io.asynciotck.reference.seams.Seam;
import org.jspecify.annotations.Nullable;

/**
 * A lock that tasks get in the order in which they asked for it.
 *
 * <p>A lock that is released is unlocked, and promised to the first who waits: until that task has
 * its turn, others wait behind it. If it is cancelled before its turn, it passes the promise on.
 */
// Rule: lock.with.no-await
public class TaskLock extends LoopOfOne implements AsyncLock {
  final WaitingLine line = new WaitingLine(this);
  // Rule: lock.create.unlocked
  boolean locked;
  boolean promised;

  /** A lock that is unlocked. */
  // Rule: lock.create.no-loop
  @SuppressWarnings("this-escape") // it is only kept
  public TaskLock(Asyncio asyncio) {
    super(asyncio);
  }

  @Override
  public Coroutine<Boolean> acquire() {
    // Rule: lock.acquire.{lazy, no-timeout}
    return asyncio.coroutine(this::take);
  }

  /** Gets the lock, in a coroutine. */
  @Seam
  protected boolean take() throws Exception {
    // Rule: lock.acquire.{waits, one-proceeds, fair, no-overtaking}
    if (locked || promised) {
      waitForTurn();
    }
    // Rule: lock.acquire.locks
    locked = true;
    // Rule: lock.acquire.true
    return true;
  }

  /** Waits in line until the lock is promised to this task. */
  @Seam
  protected void waitForTurn() throws Exception {
    Waiter waiter = line.join();
    try {
      line.await(asyncio, waiter);
      promised = false;
    } catch (Throwable raised) {
      // Rule: lock.cancel.{raised, message, leaves, woken, before-wake, others, again}
      // Rule: lock.cancel.taken-back
      // Rule: lock.timeout.not-held
      if (waiter.wasCalled()) {
        promiseToNext();
      }
      throw raised;
    }
  }

  @Override
  public void release() {
    // Rule: lock.release.unlocked
    if (!locked) {
      throw new IllegalStateException("The lock is not locked: " + this);
    }
    // Rule: lock.release.unlocks
    locked = false;
    promiseToNext();
  }

  /** Promises the lock, which is unlocked, to the first who waits for it. */
  @Seam
  protected void promiseToNext() {
    promised = line.callNext();
  }

  @Override
  public boolean isLocked() {
    // Rule: lock.locked.tells
    return locked;
  }

  @Override
  public Coroutine<@Nullable Object> enter() {
    // Rule: lock.with.acquires
    return asyncio.coroutine(() -> {
      take();
      return null;
    });
  }

  @Override
  public Coroutine<@Nullable Object> exit(
      @Nullable Object excType, @Nullable Throwable exc, @Nullable Object traceback) {
    // Rule: lock.with.{releases, raises}
    return asyncio.coroutine(() -> {
      release();
      return null;
    });
  }

  @Override
  public String toString() {
    return "<Lock " + (locked ? "locked" : "unlocked") + " waiters=" + line.length() + ">";
  }
}
