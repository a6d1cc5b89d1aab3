package io.asynciotck.reference.queue;

import org.jspecify.annotations.Nullable;

/**
 * First in, first out: what runs in the loop's next turns. Touched by the loop's thread only.
 *
 * <p>Design: a chain of entries. Whoever has a queue replaces it now and then by a {@linkplain
 * #renewed new one}: a young object may be pointed at other young ones for free, while every such
 * store into an old one costs a memory fence under the default collector, which was half the cost
 * of a turn. The ends were once in an object of their own, so that the queue could do this by
 * itself; each callback that schedules the next one had to wait for one reference more, which was a
 * quarter.
 *
 * <p>The last links of a chain that came from {@link ForeignQueue} may still be on their way from
 * the threads that wrote them; {@link #remove} waits for them.
 */
public class ReadyQueue {
  private static final int TURNS_BEFORE_RENEWAL = 4096;

  private @Nullable ReadyEntry first;
  private @Nullable ReadyEntry last;
  private int turns;

  /** Whether nothing waits. */
  public boolean isEmpty() {
    return last == null;
  }

  /** The newest entry; null if there is none. */
  public @Nullable ReadyEntry last() {
    return last;
  }

  /** Appends an entry. */
  public void add(ReadyEntry entry) {
    addAll(entry, entry);
  }

  /** Appends entries that are linked to one another already. */
  public void addAll(ReadyEntry chainFirst, ReadyEntry chainLast) {
    ReadyEntry before = last;
    if (before == null) {
      first = chainFirst;
    } else {
      before.next = chainFirst;
    }
    last = chainLast;
  }

  /** Puts entries that are linked to one another in front of all others. */
  public void addFirst(ReadyEntry chainFirst, ReadyEntry chainLast) {
    chainLast.next = first;
    first = chainFirst;
    if (last == null) {
      last = chainLast;
    }
  }

  /** Takes the oldest entry out of a queue that is not empty. */
  public ReadyEntry remove() {
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
    turns++;
    return entry;
  }

  /**
   * Takes all entries out of a queue that no other thread has brought anything to.
   *
   * @param size how many they are, which the queue itself does not know
   * @return the first one; they are still linked to one another
   */
  public @Nullable ReadyEntry removeAll(int size) {
    ReadyEntry chain = first;
    clear();
    turns += size;
    return chain;
  }

  /** Whether so many entries have been taken out that a new queue is due. */
  public boolean isDueForRenewal() {
    return turns >= TURNS_BEFORE_RENEWAL;
  }

  /** A new queue with what is in this one, which is empty then. */
  public ReadyQueue renewed() {
    ReadyQueue renewed = new ReadyQueue();
    renewed.first = first;
    renewed.last = last;
    clear();
    return renewed;
  }

  /** Forgets all entries. */
  public void clear() {
    first = null;
    last = null;
  }

  /** How many callbacks wait. Walks the queue. */
  public int size() {
    return size(Integer.MAX_VALUE);
  }

  /**
   * How many callbacks wait, or the limit if there are more. Walks the queue: for people, not for
   * the loop; and with the limit, because another thread that walks it could be led on for ever.
   */
  public int size(int limit) {
    int size = 0;
    for (ReadyEntry entry = first; entry != null && size < limit; entry = entry.next) {
      size += entry.count();
    }
    return size;
  }
}
