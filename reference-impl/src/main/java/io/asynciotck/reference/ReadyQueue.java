package io.asynciotck.reference;

import org.jspecify.annotations.Nullable;

/**
 * First in, first out: what runs in the loop's next turns. Touched by the loop's thread only.
 *
 * <p>Design: a chain of entries. Its two ends are in an object of their own that is replaced now
 * and then: a young object may be pointed at other young ones for free, while every such store into
 * an old one costs a memory fence under the default collector, which was half the cost of a turn.
 *
 * <p>The last links of a chain that came from {@link ForeignQueue} may still be on their way from
 * the threads that wrote them; {@link #remove} waits for them.
 */
class ReadyQueue {
  private static final int TURNS_BEFORE_RENEWAL = 4096;

  private Ends ends = new Ends();

  private static final class Ends {
    @Nullable ReadyEntry first;
    @Nullable ReadyEntry last;
    int turns;
  }

  boolean isEmpty() {
    return ends.last == null;
  }

  @Nullable ReadyEntry last() {
    return ends.last;
  }

  void add(ReadyEntry entry) {
    addAll(entry, entry);
  }

  /** Appends entries that are linked to one another already. */
  void addAll(ReadyEntry chainFirst, ReadyEntry chainLast) {
    Ends mine = ends;
    ReadyEntry before = mine.last;
    if (before == null) {
      mine.first = chainFirst;
    } else {
      before.next = chainFirst;
    }
    mine.last = chainLast;
  }

  /** Puts entries that are linked to one another in front of all others. */
  void addFirst(ReadyEntry chainFirst, ReadyEntry chainLast) {
    Ends mine = ends;
    chainLast.next = mine.first;
    mine.first = chainFirst;
    if (mine.last == null) {
      mine.last = chainLast;
    }
  }

  /** Takes the oldest entry out of a queue that is not empty. */
  ReadyEntry remove() {
    Ends mine = ends;
    ReadyEntry entry = mine.first;
    if (entry == null) {
      throw new AssertionError("The ready queue is empty");
    }
    if (entry == mine.last) {
      mine.first = null;
      mine.last = null;
    } else {
      ReadyEntry behind = entry.next;
      mine.first = behind == null ? entry.awaitNext() : behind;
      entry.next = null; // an old entry must not keep young ones alive
    }
    if (++mine.turns == TURNS_BEFORE_RENEWAL) {
      renewEnds(mine);
    }
    return entry;
  }

  private void renewEnds(Ends old) {
    Ends renewed = new Ends();
    renewed.first = old.first;
    renewed.last = old.last;
    ends = renewed;
  }

  void clear() {
    ends = new Ends();
  }

  /** How many callbacks wait. Walks the queue. */
  int size() {
    return size(Integer.MAX_VALUE);
  }

  /**
   * How many callbacks wait, or at least so many as the limit says. Walks the queue: for people,
   * not for the loop; and with the limit, because another thread that walks it could be led on for
   * ever.
   */
  int size(int limit) {
    int size = 0;
    for (ReadyEntry entry = ends.first; entry != null && size < limit; entry = entry.next) {
      size += entry.count();
    }
    return size;
  }
}
