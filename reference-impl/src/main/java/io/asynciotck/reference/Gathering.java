package io.asynciotck.reference;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CancelledError;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The future of several: what {@code gather} returns. */
class Gathering extends LoopFuture<List<@Nullable Object>> {
  private final List<AsyncFuture<?>> children;
  private final boolean returnExceptions;
  private int awaited;
  private boolean cancelRequested;

  /** Use {@link #of}: one that was only constructed does not look at its children. */
  Gathering(SelectorEventLoop loop, List<AsyncFuture<?>> children, boolean returnExceptions) {
    super(loop);
    this.children = children;
    this.returnExceptions = returnExceptions;
  }

  static AsyncFuture<List<@Nullable Object>> of(
      ReferenceAsyncio asyncio, boolean returnExceptions, Awaitable<?>... awaitables) {
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
              // Rule: gather.arguments.coroutines-scheduled, gather.arguments.futures
              // Rule: gather.arguments.start-order, gather.results.concurrent
              : futureOf(asyncio, awaitables[place], children));
    }
    // Rule: gather.arguments.returns-future
    Gathering gathering = asyncio.newGathering(loopOf(children), children, returnExceptions);
    gathering.begin();
    return gathering;
  }

  /** Which of several awaitables are the same. */
  private static final class FirstPlaces {
    private final Awaitable<?>[] awaitables;

    /** Of those that can neither note their place nor be awaited twice without harm. */
    private final IdentityHashMap<Awaitable<?>, Integer> ofOthers = new IdentityHashMap<>(0);

    FirstPlaces(Awaitable<?>[] awaitables) {
      this.awaitables = awaitables;
    }

    /** The first place of what stands at a place. Asked for all places in their order. */
    int first(int place) {
      Awaitable<?> awaitable = awaitables[place];
      if (awaitable instanceof BodyCoroutine<?> own) {
        return own.firstPlaceAmong(awaitables, place);
      }
      if (awaitable instanceof AsyncFuture<?>) {
        return place;
      }
      Integer first = ofOthers.putIfAbsent(awaitable, place);
      return first == null ? place : first;
    }
  }

  /** The future of an awaitable, in the loop of those that came before it. */
  private static AsyncFuture<?> futureOf(
      ReferenceAsyncio asyncio, Awaitable<?> awaitable, List<AsyncFuture<?>> before) {
    return before.isEmpty()
        ? asyncio.ensureFuture(awaitable)
        // Rule: gather.arguments.different-loops
        : asyncio.ensureFuture(awaitable, before.getFirst().getLoop());
  }

  private static SelectorEventLoop loopOf(List<AsyncFuture<?>> futures) {
    if (futures.getFirst().getLoop() instanceof SelectorEventLoop loop) {
      return loop;
    }
    throw new IllegalArgumentException("Not of this implementation: " + futures.getFirst());
  }

  /** Waits for each child once. */
  void begin() {
    Consumer<AsyncFuture<?>> childDone = this::childDone;
    List<AsyncFuture<?>> doneAlready = new ArrayList<>();
    for (AsyncFuture<?> child : children) {
      if (child.isDone()) {
        awaited++;
        doneAlready.add(child);
      } else if (!hasCallback(child, childDone)) {
        awaited++;
        child.addDoneCallback(childDone);
      }
    }
    // Rule: gather.arguments.all-done-at-once
    doneAlready.forEach(childDone);
  }

  /** Whether a child has been given this callback: nobody else has given it one since. */
  private static boolean hasCallback(AsyncFuture<?> child, Consumer<AsyncFuture<?>> callback) {
    return child instanceof LoopFuture<?> own
        && own.lastWaiting() instanceof DoneCallback<?> last
        && last.callback == callback;
  }

  void childDone(AsyncFuture<?> child) {
    awaited--;
    if (isDone()) {
      // Rule: gather.exception.others-continue, gather.child-cancelled.others-continue
      markRetrieved(child);
      return;
    }
    // Rule: gather.return-exceptions.waits-for-all
    Throwable raised = returnExceptions ? null : raisedBy(child);
    if (raised != null) {
      // Rule: gather.exception.raised, gather.exception.at-once, gather.child-cancelled.raised
      // Rule: gather.child-cancelled.gather-not-cancelled
      setException(raised);
    } else if (awaited == 0) {
      // Rule: gather.results.wait-for-all
      allDone();
    }
  }

  /** Settles this future when the last child is done. */
  void allDone() {
    // Rule: gather.cancel.raised, gather.cancel.return-exceptions, gather.cancel.swallowed
    // Rule: gather.cancel.return-exceptions-waits
    if (cancelRequested) {
      Throwable raised = raisedBy(children.getLast());
      // Rule: gather.cancel.not-cancelled-state
      setException(raised instanceof CancelledError ? raised : new CancelledError());
      return;
    }
    List<@Nullable Object> results = new ArrayList<>(children.size());
    for (AsyncFuture<?> child : children) {
      // Rule: gather.results.in-order, gather.return-exceptions.collected
      // Rule: gather.child-cancelled.collected
      results.add(outcomeOf(child));
    }
    setResult(results);
  }

  private static @Nullable Object outcomeOf(AsyncFuture<?> child) {
    if (child.isCancelled() && child instanceof LoopFuture<?> own) {
      return new CancelledError(own.cancelMessage());
    }
    try {
      return child.result();
    } catch (Throwable raised) {
      return raised;
    }
  }

  private static @Nullable Throwable raisedBy(AsyncFuture<?> child) {
    if (child instanceof LoopFuture<?> own) {
      return own.raised();
    }
    try {
      child.result();
      return null;
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
  boolean cancelWith(@Nullable String msg) {
    if (isDone()) {
      // Rule: gather.cancel.after-done-refused, gather.cancel.after-done-no-effect
      return false;
    }
    // Rule: gather.cancel.deferred, gather.cancel.all-children-done
    boolean anyCancelled = false;
    for (AsyncFuture<?> child : children) {
      // Rule: gather.cancel.children-cancelled, gather.cancel.done-children-kept
      // Rule: gather.cancel.by-awaiter
      anyCancelled |= msg == null ? child.cancel() : child.cancel(msg);
    }
    cancelRequested |= anyCancelled;
    return anyCancelled;
  }

  @Override
  public String toString() {
    return "<Gathering " + description() + " awaited=" + awaited + ">";
  }
}
