package io.asynciotck.reference.sync;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.sync.AsyncCondition;
import io.asynciotck.api.sync.AsyncLock;
import io.asynciotck.reference.seams.Seam;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Lets tasks wait for a notification, and then have the lock.
 *
 * <p>A task has the lock when its wait ends, whether it was notified or cancelled. One that was
 * notified and then cancelled passes the notification on.
 */
public class TaskCondition extends LoopOfOne implements AsyncCondition {
  final AsyncLock lock;
  final WaitingLine line = new WaitingLine(this);

  /** A condition with a lock. */
  @SuppressWarnings("this-escape") // it is only kept
  public TaskCondition(Asyncio asyncio, AsyncLock lock) {
    super(asyncio);
    // Rule: condition.create.{own-lock, given-lock, shared-lock}
    this.lock = lock;
  }

  @Override
  public Coroutine<Boolean> acquire() {
    // Rule: condition.acquire.{true, waits}
    return lock.acquire();
  }

  @Override
  public void release() {
    // Rule: condition.release.{releases, unlocked}
    lock.release();
  }

  @Override
  public boolean isLocked() {
    // Rule: condition.locked.tells
    return lock.isLocked();
  }

  @Override
  public Coroutine<Boolean> waiting() {
    return asyncio.coroutine(this::waitForNotification);
  }

  /** Waits for a notification, in a coroutine. */
  @Seam
  protected boolean waitForNotification() throws Exception {
    // Rule: condition.wait.unlocked
    requireLocked();
    Waiter waiter = line.join();
    // Rule: condition.wait.releases
    lock.release();
    try {
      try {
        // Rule: condition.wait.{blocks, true}
        line.await(asyncio, waiter);
      } finally {
        // Rule: condition.wait.reacquires
        // Rule: condition.cancel.{reacquires, reacquiring, reacquiring-message}
        reacquire();
      }
    } catch (Throwable raised) {
      // Rule: condition.cancel.{raised, message, woken, before-wake, others, again}
      // Rule: condition.timeout.reacquires
      if (waiter.wasCalled()) {
        passOn();
      }
      throw raised;
    }
    return true;
  }

  /** Gets the lock, even if the task is cancelled meanwhile: that is raised afterwards. */
  @Seam
  protected void reacquire() throws Exception {
    CancelledError cancelled = null;
    while (true) {
      try {
        asyncio.await(lock.acquire());
        break;
      } catch (CancelledError again) {
        cancelled = again;
      }
    }
    if (cancelled != null) {
      throw cancelled;
    }
  }

  /** Notifies another task in place of this one. */
  @Seam
  protected void passOn() {
    line.callNext();
  }

  @Override
  public <T extends @Nullable Object> Coroutine<T> waitFor(Callable<T> predicate) {
    return asyncio.coroutine(() -> waitUntil(predicate));
  }

  /** Waits for a predicate, in a coroutine. */
  @Seam
  protected <T extends @Nullable Object> T waitUntil(Callable<T> predicate) throws Exception {
    T value = predicate.call();
    // Rule: condition.wait-for.{waits, at-once, locked}
    while (!isTrue(value)) {
      waitForNotification();
      value = predicate.call();
    }
    // Rule: condition.wait-for.value
    return value;
  }

  // Rule: condition.wait-for.truth
  private static boolean isTrue(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean truth -> truth;
      case Number number -> number.doubleValue() != 0;
      default -> true;
    };
  }

  @Override
  public void notifyTasks() {
    // Rule: condition.notify.one
    notifyTasks(1);
  }

  @Override
  public void notifyTasks(int n) {
    // Rule: condition.notify.unlocked
    requireLocked();
    // Rule: condition.notify.{some, fewer, keeps-lock, at-most}
    for (int i = 0; i < n && line.callNext(); i++) {}
  }

  @Override
  public void notifyAllTasks() {
    // Rule: condition.notify-all.{all, unlocked}
    notifyTasks(line.length());
  }

  private void requireLocked() {
    if (!lock.isLocked()) {
      throw new IllegalStateException("The lock is not locked: " + this);
    }
  }

  @Override
  public Coroutine<@Nullable Object> enter() {
    // Rule: condition.with.acquires
    return asyncio.coroutine(() -> {
      asyncio.await(lock.acquire());
      return null;
    });
  }

  @Override
  public Coroutine<@Nullable Object> exit(
      @Nullable Object excType, @Nullable Throwable exc, @Nullable Object traceback) {
    // Rule: condition.with.releases
    return asyncio.coroutine(() -> {
      lock.release();
      return null;
    });
  }

  @Override
  public String toString() {
    return "<Condition " + lock + " waiters=" + line.length() + ">";
  }
}
