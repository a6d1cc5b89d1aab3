package io.asynciotck.reference;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The timers of a loop: a binary heap, the earliest first.
 *
 * <p>Design: cancelling leaves a timer where it is and counts it; the loop drops those that have
 * come to the top, and rebuilds the heap when there are many timers and most of them are cancelled.
 * For time-outs, which are nearly always cancelled, that is several times cheaper than removing
 * each from the middle. The sifting is that of CPython's {@code heapq}, so that timers with equal
 * deadlines come out in the same order as there. A deadline stands in an array of its own beside
 * its timer: comparing touches no timer.
 */
class TimerHeap {
  private static final int FIRST_CAPACITY = 16;

  private LoopTimer[] timers = new LoopTimer[FIRST_CAPACITY];
  private long[] deadlines = new long[FIRST_CAPACITY];
  private int size;
  private int cancelledCount;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The earliest deadline of a heap that is not empty. */
  long firstDeadlineNanos() {
    return deadlines[0];
  }

  void countCancelled() {
    cancelledCount++;
  }

  void add(LoopTimer timer) {
    if (size == timers.length) {
      timers = Arrays.copyOf(timers, 2 * size);
      deadlines = Arrays.copyOf(deadlines, 2 * size);
    }
    timer.isScheduled = true;
    place(size, timer, timer.whenNanos());
    size++;
    siftDown(0, size - 1);
  }

  /** Takes the earliest timer out of a heap that is not empty. */
  LoopTimer remove() {
    LoopTimer first = timers[0];
    size--;
    LoopTimer moved = timers[size];
    clear(size);
    if (size > 0) {
      place(0, moved, moved.whenNanos());
      siftUp(0);
    }
    first.isScheduled = false;
    return first;
  }

  /** Drops cancelled timers: all of them if they are too many, else those at the top. */
  void dropCancelled() {
    if (isDueForCleaning(size, cancelledCount)) {
      dropAllCancelled();
    } else {
      while (size > 0 && timers[0].isCancelled()) {
        cancelledCount--;
        remove();
      }
    }
  }

  /** Whether so many are cancelled that the heap is to be rebuilt without them. */
  boolean isDueForCleaning(int scheduled, int cancelled) {
    return scheduled > 100 && 2L * cancelled > scheduled;
  }

  void clear() {
    timers = new LoopTimer[FIRST_CAPACITY];
    deadlines = new long[FIRST_CAPACITY];
    size = 0;
  }

  private void dropAllCancelled() {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      LoopTimer timer = timers[i];
      if (timer.isCancelled()) {
        timer.isScheduled = false;
      } else {
        // Rule: timer-handle.cancel.others-stay
        place(kept++, timer, deadlines[i]);
      }
    }
    Arrays.fill(timers, kept, size, null);
    size = kept;
    cancelledCount = 0;
    for (int i = size / 2 - 1; i >= 0; i--) {
      siftUp(i);
    }
  }

  /** Whether one deadline comes before another. */
  boolean isBefore(long deadline, long other) {
    // Rule: loop.call-at.deadline-order
    return deadline < other;
  }

  /**
   * Moves the timer at a position towards the root, to where it belongs, but not past {@code root}.
   */
  private void siftDown(int root, int start) {
    LoopTimer timer = timers[start];
    long deadline = deadlines[start];
    int position = start;
    while (position > root) {
      int parent = (position - 1) >> 1;
      if (!isBefore(deadline, deadlines[parent])) {
        break;
      }
      place(position, timers[parent], deadlines[parent]);
      position = parent;
    }
    place(position, timer, deadline);
  }

  /** Fills a position from below, down to a leaf, and brings its timer up from there. */
  private void siftUp(int root) {
    LoopTimer timer = timers[root];
    long deadline = deadlines[root];
    int position = root;
    int child = 2 * root + 1;
    while (child < size) {
      int right = child + 1;
      if (right < size && !isBefore(deadlines[child], deadlines[right])) {
        child = right;
      }
      place(position, timers[child], deadlines[child]);
      position = child;
      child = 2 * position + 1;
    }
    place(position, timer, deadline);
    siftDown(root, position);
  }

  private void place(int position, LoopTimer timer, long deadline) {
    timers[position] = timer;
    deadlines[position] = deadline;
  }

  @SuppressWarnings("NullAway") // beyond size the array is empty
  private void clear(int position) {
    @Nullable LoopTimer[] all = timers;
    all[position] = null;
  }
}
