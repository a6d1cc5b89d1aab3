package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsCompleted;
import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.AsyncIterator;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Handle;
import io.asynciotck.api.PlainIterator;
import io.asynciotck.api.io.StopAsyncIterationException;
import io.asynciotck.reference.seams.Seam;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of some awaitables, as they come.
 *
 * <p>Design: what is done stands in a line, and so does who waits for it. Who is woken looks again,
 * and waits again if somebody else was faster; one that is cancelled after it was woken wakes the
 * next. When the time has passed, the line of those who wait is dissolved, and nobody waits any
 * more.
 */
public class Completions implements AsCompleted {
  private final Asyncio asyncio;
  private final EventLoop loop;

  /** What is not done. */
  private final Set<AsyncFuture<?>> open = new LinkedHashSet<>();

  /** What is done, and was not given to anybody. */
  private final Deque<AsyncFuture<?>> done = new ArrayDeque<>();

  private final Deque<AsyncFuture<@Nullable Void>> waiting = new ArrayDeque<>();
  private final Consumer<AsyncFuture<?>> whenDone = this::isDone;
  private @Nullable Handle timer;

  /** How many steps are left. */
  private int left;

  /** Begins to wait for awaitables. */
  @SuppressWarnings({"unchecked", "rawtypes", "this-escape"}) // A callback takes any future.
  public Completions(
      Asyncio asyncio, Collection<? extends Awaitable<?>> awaitables, @Nullable Duration timeout) {
    this.asyncio = asyncio;
    this.loop = asyncio.getEventLoop();
    // Rule: as-completed.arguments.{concurrent, mixed}
    new LinkedHashSet<>(awaitables)
        .forEach(awaitable -> open.add(asyncio.ensureFuture((Awaitable) awaitable, loop)));
    this.left = open.size();
    // Rule: as-completed.results.done-first
    open.forEach(future -> ((AsyncFuture) future).addDoneCallback(whenDone));
    if (timeout != null && left > 0) {
      // Rule: as-completed.timeout.not-early
      timer = loop.callLater(timeout, this::timeIsUp);
    }
  }

  /** A future is done. */
  @Seam
  protected void isDone(AsyncFuture<?> future) {
    // Rule: as-completed.results.order, as-completed.async.order
    if (open.remove(future)) {
      done.add(future);
      if (open.isEmpty() && timer != null) {
        // Rule: as-completed.timeout.disarmed
        timer.cancel();
      }
      wakeNext();
    }
  }

  /** The time has passed. */
  @Seam
  @SuppressWarnings({"unchecked", "rawtypes"}) // A callback takes any future.
  protected void timeIsUp() {
    // Rule: as-completed.timeout.not-cancelled
    open.forEach(future -> ((AsyncFuture) future).removeDoneCallback(whenDone));
    open.clear();
    waiting.forEach(Completions::wake);
    waiting.clear();
  }

  private void wakeNext() {
    AsyncFuture<@Nullable Void> first = waiting.poll();
    if (first != null) {
      wake(first);
    }
  }

  private static void wake(AsyncFuture<@Nullable Void> waiter) {
    if (!waiter.isDone()) {
      waiter.setResult(null);
    }
  }

  /** Waits for what completes next. */
  @Seam
  protected AsyncFuture<?> next() throws Exception {
    while (done.isEmpty()) {
      if (open.isEmpty()) {
        // Rule: as-completed.timeout.{raised, each}, as-completed.async.timeout
        throw new TimeoutException("Not all was done in time");
      }
      waitForNext();
    }
    // Rule: as-completed.timeout.in-time
    return done.remove();
  }

  private void waitForNext() throws Exception {
    AsyncFuture<@Nullable Void> waiter = loop.createFuture();
    waiting.add(waiter);
    try {
      // Rule: as-completed.cancel.{raised, message, others-run, woken}
      asyncio.await(waiter);
    } catch (Throwable raised) {
      // Rule: as-completed.async.cancelled-step
      left++;
      if (!waiting.remove(waiter) && !done.isEmpty()) {
        wakeNext();
      }
      throw raised;
    }
  }

  /** Whether there is another step, which is taken. */
  private boolean step() {
    if (left == 0) {
      return false;
    }
    left--;
    return true;
  }

  @Override
  @Seam
  public PlainIterator<Coroutine<? extends @Nullable Object>> plainIterator() {
    return () -> {
      if (!step()) {
        // Rule: as-completed.arguments.empty
        throw new NoSuchElementException();
      }
      // Rule: as-completed.plain.{coroutines, ahead}, as-completed.results.{exception, cancelled}
      return asyncio.coroutine(() -> next().result());
    };
  }

  @Override
  @Seam
  public AsyncIterator<AsyncFuture<?>> asyncIterator() {
    return () ->
        asyncio.coroutine(() -> {
          if (!step()) {
            // Rule: as-completed.async.end
            throw new StopAsyncIterationException();
          }
          // Rule: as-completed.async.{originals, implicit-tasks, failed}
          return next();
        });
  }
}
