package io.asynciotck.api.sync;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.OfClass;
import io.asynciotck.api.PythonName;
import io.asynciotck.spec.ConformanceClass;
import org.jspecify.annotations.Nullable;

/**
 * A lock for tasks: one has it at a time.
 *
 * <p>Python: {@code asyncio.Lock}. Source: asyncio-sync.
 */
@OfClass(ConformanceClass.SYNC)
public interface AsyncLock extends AsyncContextManager<@Nullable Object> {

  /**
   * Waits until the lock is unlocked, and locks it.
   *
   * @return a coroutine that does it and gives true
   */
  Coroutine<Boolean> acquire();

  /**
   * Unlocks the lock.
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
}
