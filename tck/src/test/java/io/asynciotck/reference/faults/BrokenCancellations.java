package io.asynciotck.reference.faults;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.CoroutineBody;
import io.asynciotck.api.Task;
import java.util.function.Supplier;
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

  /** Operations on which nobody waits any more once one who did was cancelled. */
  public static final class WaitingOnce {
    private boolean cancelled;

    /** One of them. */
    public Coroutine<@Nullable Void> waiting(
        Asyncio asyncio, Supplier<Coroutine<@Nullable Void>> operation) {
      return asyncio.coroutine(() -> {
        if (cancelled) {
          return null;
        }
        try {
          return asyncio.await(operation.get());
        } catch (CancelledError raised) {
          cancelled = true;
          throw raised;
        }
      });
    }
  }

  /** Operations of which all share one task, so that who is cancelled cancels the others. */
  public static final class WaitingTogether {
    private @Nullable Task<@Nullable Void> shared;

    /** One of them. */
    public Coroutine<@Nullable Void> waiting(
        Asyncio asyncio, Supplier<Coroutine<@Nullable Void>> operation) {
      return asyncio.coroutine(() -> {
        if (shared == null || shared.isDone()) {
          shared = asyncio.createTask(operation.get());
        }
        return asyncio.await(shared);
      });
    }
  }
}
