package io.asynciotck.reference.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CancelledError;
import io.asynciotck.reference.BaseEventLoop;
import io.asynciotck.reference.FirstPlaces;
import io.asynciotck.reference.LoopFuture;
import io.asynciotck.reference.seams.Seam;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The future of several: what {@code gather} returns. */
public class Gathering extends LoopFuture<List<@Nullable Object>> {
  private final List<AsyncFuture<?>> children;
  private final boolean returnExceptions;
  private int awaited;
  private boolean cancelRequested;

  /** Use {@link #of}: one that was only constructed does not look at its children. */
  public Gathering(BaseEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
    super(loop);
    this.children = children;
    this.returnExceptions = returnExceptions;
  }

  /**
   * What {@code gather} returns.
   *
   * @param asyncio the module
   * @param maker makes the gathering, once the futures are known
   * @param returnExceptions whether exceptions are results
   * @param awaitables what to gather
   */
  public static AsyncFuture<List<@Nullable Object>> of(
      Asyncio asyncio, Maker maker, boolean returnExceptions, Awaitable<?>... awaitables) {
    if (awaitables.length == 0) {
      AsyncFuture<List<@Nullable Object>> nothing = asyncio.getEventLoop().createFuture();
      // Rule: gather.results.empty
      nothing.setResult(new ArrayList<>());
      return nothing;
    }
    FirstPlaces places = new FirstPlaces(awaitables);
    List<AsyncFuture<?>> children = new ArrayList<>(awaitables.length);
    for (int place = 0; place < awaitables.length; place++) {
      int first = places.first(place);
      children.add(
          // Rule: gather.results.duplicate
          first < place
              ? children.get(first)
              // Rule: gather.arguments.{coroutines-scheduled, futures, start-order}
              // Rule: gather.results.concurrent
              : futureOf(asyncio, awaitables[place], children));
    }
    // Rule: gather.arguments.returns-future
    Gathering gathering = maker.make(loopOf(children), children, returnExceptions);
    gathering.begin();
    return gathering;
  }

  /** The future of an awaitable, in the loop of those that came before it. */
  private static AsyncFuture<?> futureOf(
      Asyncio asyncio, Awaitable<?> awaitable, List<AsyncFuture<?>> before) {
    return before.isEmpty()
        ? asyncio.ensureFuture(awaitable)
        // Rule: gather.arguments.different-loops
        : asyncio.ensureFuture(awaitable, before.getFirst().getLoop());
  }

  private static BaseEventLoop loopOf(List<AsyncFuture<?>> futures) {
    if (futures.getFirst().getLoop() instanceof BaseEventLoop loop) {
      return loop;
    }
    throw new IllegalArgumentException("Not of this implementation: " + futures.getFirst());
  }

  /** Waits for each child once. */
  @Seam
  protected void begin() {
    Consumer<AsyncFuture<?>> childDone = this::childDone;
    List<AsyncFuture<?>> doneAlready = new ArrayList<>();
    for (AsyncFuture<?> child : children) {
      if (child.isDone()) {
        awaited++;
        doneAlready.add(child);
      } else if (!isLastCallback(child, childDone)) {
        awaited++;
        child.addDoneCallback(childDone);
      }
    }
    // Rule: gather.arguments.all-done-at-once
    doneAlready.forEach(childDone);
  }

  /** Takes the outcome of a child. */
  @Seam
  protected void childDone(AsyncFuture<?> child) {
    awaited--;
    if (isDone()) {
      // Rule: gather.exception.others-continue, gather.child-cancelled.others-continue
      markRetrieved(child);
      return;
    }
    // Rule: gather.return-exceptions.waits-for-all
    Throwable raised = returnExceptions ? null : raisedBy(child);
    if (raised != null) {
      // Rule: gather.exception.{raised, at-once}
      // Rule: gather.child-cancelled.{raised, gather-not-cancelled}
      setException(raised);
    } else if (awaited == 0) {
      // Rule: gather.results.wait-for-all
      allDone();
    }
  }

  /** Settles this future when the last child is done. */
  @Seam
  protected void allDone() {
    // Rule: gather.cancel.{raised, return-exceptions, swallowed, return-exceptions-waits}
    if (cancelRequested) {
      Throwable raised = raisedBy(children.getLast());
      // Rule: gather.cancel.not-cancelled-state
      setException(raised instanceof CancelledError ? raised : new CancelledError());
      return;
    }
    List<@Nullable Object> results = new ArrayList<>(children.size());
    for (AsyncFuture<?> child : children) {
      // Rule: gather.results.in-order, gather.return-exceptions.collected
      // Rule: eager-task.gather.results
      // Rule: gather.child-cancelled.collected
      results.add(outcomeOf(child));
    }
    setResult(results);
  }

  private static @Nullable Object outcomeOf(AsyncFuture<?> child) {
    if (child.isCancelled() && child instanceof LoopFuture<?> own) {
      return cancellationOf(own);
    }
    try {
      return child.result();
    } catch (Throwable raised) {
      return raised;
    }
  }

  private static void markRetrieved(AsyncFuture<?> child) {
    if (!child.isCancelled()) {
      child.exception();
    }
  }

  /** Cancels the children; this future is done when they are. */
  @Override
  protected boolean cancelWith(@Nullable String msg) {
    if (isDone()) {
      // Rule: gather.cancel.after-done-refused, gather.cancel.after-done-no-effect
      return false;
    }
    // Rule: gather.cancel.deferred, gather.cancel.all-children-done
    boolean anyCancelled = false;
    for (AsyncFuture<?> child : children) {
      // Rule: gather.cancel.children-cancelled, gather.cancel.done-children-kept
      // Rule: gather.cancel.{by-awaiter, message, others, shared-child, again}
      // Rule: gather.timeout.children-cancelled
      anyCancelled |= msg == null ? child.cancel() : child.cancel(msg);
    }
    cancelRequested |= anyCancelled;
    // Rule: gather.cancel.true
    return anyCancelled;
  }

  @Override
  public String toString() {
    return "<Gathering " + description() + " awaited=" + awaited + ">";
  }

  /** Makes the future of a {@code gather}. */
  @FunctionalInterface
  public interface Maker {
    /** Makes one gathering of futures that are all of one loop. */
    Gathering make(BaseEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions);
  }
}
