package io.asynciotck.reference;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CancelledError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
      nothing.setResult(List.of());
      return nothing;
    }
    List<AsyncFuture<?>> children = futuresOf(asyncio, awaitables);
    if (children.getFirst().getLoop() instanceof SelectorEventLoop loop) {
      Gathering gathering = asyncio.newGathering(loop, children, returnExceptions);
      gathering.begin();
      return gathering;
    }
    throw new IllegalArgumentException(
        "Not a future of this implementation: " + children.getFirst());
  }

  /** A future for each awaitable, the same one for the same awaitable. */
  private static List<AsyncFuture<?>> futuresOf(
      ReferenceAsyncio asyncio, Awaitable<?>... awaitables) {
    Map<Awaitable<?>, AsyncFuture<?>> known = new IdentityHashMap<>();
    List<AsyncFuture<?>> futures = new ArrayList<>(awaitables.length);
    for (Awaitable<?> awaitable : awaitables) {
      AsyncFuture<?> future = known.get(awaitable);
      if (future == null) {
        future =
            futures.isEmpty()
                ? asyncio.ensureFuture(awaitable)
                : asyncio.ensureFuture(awaitable, futures.getFirst().getLoop());
        known.put(awaitable, future);
      }
      futures.add(future);
    }
    return futures;
  }

  /** Waits for each child once. */
  void begin() {
    Set<AsyncFuture<?>> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    distinct.addAll(children);
    awaited = distinct.size();
    List<AsyncFuture<?>> doneAlready = new ArrayList<>();
    for (AsyncFuture<?> child : children) {
      if (distinct.remove(child)) {
        if (child.isDone()) {
          doneAlready.add(child);
        } else {
          child.addDoneCallback(this::childDone);
        }
      }
    }
    doneAlready.forEach(this::childDone);
  }

  void childDone(AsyncFuture<?> child) {
    awaited--;
    if (isDone()) {
      markRetrieved(child);
      return;
    }
    Throwable raised = returnExceptions ? null : raisedBy(child);
    if (raised != null) {
      setException(raised);
    } else if (awaited == 0) {
      allDone();
    }
  }

  /** Settles this future when the last child is done. */
  void allDone() {
    if (cancelRequested) {
      Throwable raised = raisedBy(children.getLast());
      setException(raised instanceof CancelledError ? raised : new CancelledError());
      return;
    }
    List<@Nullable Object> results = new ArrayList<>(children.size());
    for (AsyncFuture<?> child : children) {
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
      return false;
    }
    boolean anyCancelled = false;
    for (AsyncFuture<?> child : children) {
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
