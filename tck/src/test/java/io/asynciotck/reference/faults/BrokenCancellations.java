package io.asynciotck.reference.faults;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.CoroutineBody;
import io.asynciotck.api.Task;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How an operation takes a cancellation wrongly. */
public final class BrokenCancellations {

  private static final int MOST_KEPT = 100;
  private static final Deque<Optional<Object>> KEPT = new ConcurrentLinkedDeque<>();

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

  /** The same operation, which goes on though who waits for it was cancelled. */
  public static <T extends @Nullable Object> Coroutine<T> goingOn(
      Asyncio asyncio, Coroutine<T> operation) {
    return asyncio.coroutine(() -> asyncio.await(asyncio.shield(operation)));
  }

  /** The same operation, in which nobody hears of a cancellation. */
  public static <T extends @Nullable Object> Coroutine<T> ignoring(
      Asyncio asyncio, Coroutine<T> operation) {
    return asyncio.coroutine(() -> {
      Task<T> task = asyncio.createTask(operation);
      try {
        return asyncio.await(asyncio.shield(task));
      } catch (CancelledError cancelled) {
        return asyncio.await(task);
      }
    });
  }

  /** The same operation, which keeps the task alive that was cancelled in it. */
  public static <T extends @Nullable Object> Coroutine<T> keeping(
      Asyncio asyncio, Coroutine<T> operation) {
    return asyncio.coroutine(() -> keeping(asyncio, () -> asyncio.await(operation)));
  }

  /** Does something, and keeps the task alive that is cancelled meanwhile. */
  public static <T extends @Nullable Object> T keeping(Asyncio asyncio, Callable<T> body)
      throws Exception {
    try {
      return body.call();
    } catch (CancelledError cancelled) {
      keepAlive(asyncio.currentTask());
      throw cancelled;
    }
  }

  /** Keeps something alive for longer than a test takes, and not for ever. */
  public static void keepAlive(@Nullable Object object) {
    if (KEPT.size() == MOST_KEPT) {
      KEPT.removeFirst();
    }
    KEPT.addLast(Optional.ofNullable(object));
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
