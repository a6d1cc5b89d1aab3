package io.asynciotck.api.sync;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.OfClass;
import io.asynciotck.api.PythonName;
import io.asynciotck.spec.ConformanceClass;
import org.jspecify.annotations.Nullable;

/**
 * A counter that tasks take from, and wait for while it is zero.
 *
 * <p>Python: {@code asyncio.Semaphore}. Source: asyncio-sync.
 */
@OfClass(ConformanceClass.SYNC)
public interface AsyncSemaphore extends AsyncContextManager<@Nullable Object> {

  /**
   * Takes one from the counter, when it is above zero.
   *
   * @return a coroutine that does it and gives true
   */
  Coroutine<Boolean> acquire();

  /** Gives one back to the counter. */
  void release();

  /**
   * Whether the semaphore cannot be acquired at once.
   *
   * @return whether it cannot
   */
  @PythonName("locked")
  boolean isLocked();
}
