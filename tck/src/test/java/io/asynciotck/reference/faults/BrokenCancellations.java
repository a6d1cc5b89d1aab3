package io.asynciotck.reference.faults;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.CoroutineBody;
import org.jspecify.annotations.Nullable;

/** How an operation takes a cancellation wrongly. */
public final class BrokenCancellations {

  private BrokenCancellations() {}

  /** The same operation, which forgets why it was cancelled. */
  public static <T extends @Nullable Object> Coroutine<T> forgetting(
      Asyncio asyncio, Coroutine<T> operation) {
    return asyncio.coroutine(() -> {
      try {
        return asyncio.await(operation);
      } catch (CancelledError cancelled) {
        throw new CancelledError();
      }
    });
  }

  /** The same operation, which gives something when it is cancelled. */
  public static <T extends @Nullable Object> Coroutine<T> swallowing(
      Asyncio asyncio, Coroutine<T> operation, CoroutineBody<T> instead) {
    return asyncio.coroutine(() -> {
      try {
        return asyncio.await(operation);
      } catch (CancelledError cancelled) {
        return instead.run();
      }
    });
  }
}
