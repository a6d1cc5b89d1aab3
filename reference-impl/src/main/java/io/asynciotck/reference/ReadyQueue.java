package io.asynciotck.reference;

import org.jspecify.annotations.Nullable;

/**
 * First in, first out: what runs in the loop's next turns. Touched by the loop's thread only.
 *
 * <p>The last links of a chain that came from {@link ForeignQueue} may still be on their way from
 * the threads that wrote them; {@link #remove} waits for them.
 */
class ReadyQueue {
  private @Nullable ReadyEntry first;
  private @Nullable ReadyEntry last;

  boolean isEmpty() {
    return last == null;
  }

  @Nullable ReadyEntry last() {
    return last;
  }

  void add(ReadyEntry entry) {
    addAll(entry, entry);
  }

  /** Appends entries that are linked to one another already. */
  void addAll(ReadyEntry chainFirst, ReadyEntry chainLast) {
    ReadyEntry before = last;
    if (before == null) {
      first = chainFirst;
    } else {
      before.next = chainFirst;
    }
    last = chainLast;
  }

  /** Takes the oldest entry out of a queue that is not empty. */
  ReadyEntry remove() {
    ReadyEntry entry = first;
    if (entry == null) {
      throw new AssertionError("The ready queue is empty");
    }
    if (entry == last) {
      first = null;
      last = null;
    } else {
      ReadyEntry behind = entry.next;
      first = behind == null ? entry.awaitNext() : behind;
      entry.next = null; // an old entry must not keep young ones alive
    }
    return entry;
  }

  void clear() {
    first = null;
    last = null;
  }

  /** How many wait. Walks the queue: for people, not for the loop. */
  int size() {
    int size = 0;
    for (ReadyEntry entry = first; entry != null; entry = entry.next) {
      size++;
    }
    return size;
  }
}
