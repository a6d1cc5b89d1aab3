package io.asynciotck.api.sync;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.OfClass;
import io.asynciotck.api.PythonName;
import io.asynciotck.spec.ConformanceClass;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Lets tasks wait for something to happen, and then have a lock.
 *
 * <p>Python: {@code asyncio.Condition}. Source: asyncio-sync.
 */
@OfClass(ConformanceClass.SYNC)
public interface AsyncCondition extends AsyncContextManager<@Nullable Object> {

  /**
   * Acquires the lock.
   *
   * @return a coroutine that does it and gives true
   */
  Coroutine<Boolean> acquire();

  /**
   * Releases the lock.
   *
   * @throws IllegalStateException if it is unlocked
   */
  void release();

  /**
   * Whether the lock is locked.
   *
   * @return whether it is
   */
  @PythonName("locked")
  boolean isLocked();

  /**
   * Releases the lock, waits until it is notified, and acquires the lock again.
   *
   * @return a coroutine that does it and gives true, or raises {@link IllegalStateException} if the
   *     lock is unlocked
   */
  @PythonName("wait")
  Coroutine<Boolean> waiting();

  /**
   * Waits until a predicate is true.
   *
   * @param predicate is asked with the lock held; null, false and zero are not true
   * @param <T> the type of what it gives
   * @return a coroutine that does it and gives what the predicate gave last
   */
  <T extends @Nullable Object> Coroutine<T> waitFor(Callable<T> predicate);

  /**
   * Wakes a task that waits.
   *
   * @throws IllegalStateException if the lock is unlocked
   */
  @PythonName("notify")
  void notifyTasks();

  /**
   * Wakes some of the tasks that wait.
   *
   * @param n how many
   * @throws IllegalStateException if the lock is unlocked
   */
  @PythonName("notify")
  void notifyTasks(int n);

  /**
   * Wakes all tasks that wait.
   *
   * @throws IllegalStateException if the lock is unlocked
   */
  @PythonName("notify_all")
  void notifyAllTasks();
}
