package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Handle;
import io.asynciotck.reference.seams.Seam;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Waits for some futures until a condition holds; leaves them as they are. */
public class Waiting {

  /** When it ends. */
  public enum Until {
    ALL_COMPLETED,
    FIRST_COMPLETED,
    FIRST_EXCEPTION
  }

  private final Asyncio asyncio;
  private final Set<AsyncFuture<?>> futures;
  private final Until until;
  private int left;

  /** A wait that has not begun. */
  public Waiting(Asyncio asyncio, List<? extends AsyncFuture<?>> futures, Until until) {
    this.asyncio = asyncio;
    this.futures = new LinkedHashSet<>(futures);
    this.until = until;
  }

  /** The futures that can be waited for; refuses anything else. */
  public static List<AsyncFuture<?>> futures(List<? extends Awaitable<?>> awaitables) {
    List<AsyncFuture<?>> futures = new ArrayList<>();
    for (Awaitable<?> awaitable : awaitables) {
      if (!(awaitable instanceof AsyncFuture<?> future)) {
        // Rule: wait.arguments.coroutine
        throw new IllegalArgumentException("Not a future: " + awaitable);
      }
      futures.add(future);
    }
    if (futures.isEmpty()) {
      // Rule: wait.arguments.empty
      throw new IllegalArgumentException("There is nothing to wait for");
    }
    return futures;
  }

  /**
   * Waits.
   *
   * @param timeout how long at most; null for no limit
   * @return those that are done, and the others
   */
  @Seam
  @SuppressWarnings({"unchecked", "rawtypes"}) // A callback takes any future.
  public List<Set<AsyncFuture<?>>> await(@Nullable Duration timeout) throws Exception {
    List<AsyncFuture<?>> watched = futures.stream().filter(future -> !future.isDone()).toList();
    if (watched.isEmpty() || futures.stream().anyMatch(this::endsIt)) {
      // Rule: wait.done.at-once
      return sets();
    }
    EventLoop loop = asyncio.getRunningLoop();
    AsyncFuture<@Nullable Void> end = loop.createFuture();
    left = watched.size();
    Consumer<AsyncFuture<?>> whenDone =
        future -> {
          left--;
          if ((left == 0 || endsIt(future)) && !end.isDone()) {
            end.setResult(null);
          }
        };
    // Rule: wait.timeout.{returns, not-cancelled}
    Handle timer = timeout == null ? null : loop.callLater(timeout, () -> timeIsUp(end, watched));
    watched.forEach(future -> ((AsyncFuture) future).addDoneCallback(whenDone));
    try {
      // Rule: wait.cancel.{raised, message, others-run, woken}
      asyncio.await(end);
    } finally {
      if (timer != null) {
        timer.cancel();
      }
      watched.forEach(future -> ((AsyncFuture) future).removeDoneCallback(whenDone));
    }
    return sets();
  }

  /** The time has passed. */
  @Seam
  protected void timeIsUp(AsyncFuture<@Nullable Void> end, List<AsyncFuture<?>> watched) {
    if (!end.isDone()) {
      end.setResult(null);
    }
  }

  /** Whether a wait ends with a future, whatever has become of the others. */
  @Seam
  protected boolean endsIt(AsyncFuture<?> future) {
    return future.isDone()
        && switch (until) {
          // Rule: wait.all.waits
          case ALL_COMPLETED -> false;
          // Rule: wait.first-completed.{returns, cancelled}
          case FIRST_COMPLETED -> true;
          // Rule: wait.first-exception.{returns, none}
          case FIRST_EXCEPTION -> !future.isCancelled() && future.exception() != null;
        };
  }

  /** What is returned. */
  @Seam
  protected List<Set<AsyncFuture<?>>> sets() {
    // Rule: wait.sets.partition, wait.exception.not-raised
    Set<AsyncFuture<?>> done = new LinkedHashSet<>();
    Set<AsyncFuture<?>> pending = new LinkedHashSet<>();
    futures.forEach(future -> (future.isDone() ? done : pending).add(future));
    return List.of(done, pending);
  }
}
