package io.asynciotck.reference.sync;

import io.asynciotck.api.Asyncio;
import io.asynciotck.api.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that wait, in the order in which they came. They are linked with one another, so that one
 * that gives up leaves the line as fast as one that is called, however long the line is.
 *
 * <p>A task is cancelled by cancelling what it waits for, and learns of it in a later iteration:
 * until then it stands in the line, and is passed over.
 */
final class WaitingLine {
  private final LoopOfOne owner;

  /** Whose turn is next; it may have given up. */
  @Nullable Waiter first;

  private @Nullable Waiter last;
  private int length;

  /** An empty line of something that belongs to one loop. */
  WaitingLine(LoopOfOne owner) {
    this.owner = owner;
  }

  /** Waits at the end of the line; whatever is raised, the waiter has left it. */
  void await(Asyncio asyncio, Waiter waiter) throws Exception {
    try {
      asyncio.await(waiter.turn());
    } finally {
      leave(waiter);
    }
  }

  /** Comes to stand at the end of the line. */
  Waiter join() {
    EventLoop loop = owner.loop();
    Waiter waiter = new Waiter(loop.createFuture());
    Waiter end = last;
    waiter.before = end;
    if (end == null) {
      first = waiter;
    } else {
      end.behind = waiter;
    }
    last = waiter;
    waiter.standsInLine = true;
    length++;
    return waiter;
  }

  /** How many stand in it, with those who have been cancelled and do not know it. */
  int length() {
    return length;
  }

  /** Calls the first that still waits; returns whether there was one. */
  boolean callNext() {
    for (Waiter next = first; next != null; next = first) {
      leave(next);
      if (!next.hasGivenUp()) {
        next.call();
        return true;
      }
    }
    return false;
  }

  /** Calls all that wait. */
  void callAll() {
    boolean more = callNext();
    while (more) {
      more = callNext();
    }
  }

  private void leave(Waiter waiter) {
    if (!waiter.standsInLine) {
      return;
    }
    Waiter before = waiter.before;
    Waiter behind = waiter.behind;
    if (before == null) {
      first = behind;
    } else {
      before.behind = behind;
    }
    if (behind == null) {
      last = before;
    } else {
      behind.before = before;
    }
    waiter.before = null;
    waiter.behind = null;
    waiter.standsInLine = false;
    length--;
  }
}
