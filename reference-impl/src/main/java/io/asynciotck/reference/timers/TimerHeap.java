package io.asynciotck.reference.timers;

import io.asynciotck.reference.queue.ReadyQueue;
import io.asynciotck.reference.seams.Seam;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The timers of a loop: a heap, the earliest first.
 *
 * <p>Design: cancelling leaves a timer where it is and counts it; the loop drops those that have
 * come to the top, and rebuilds the heap when there are many timers and most of them are cancelled,
 * by the rule of CPython's loop. For time-outs, which are nearly always cancelled, that is three
 * times cheaper than removing each from the middle.
 *
 * <ul>
 *   <li>A new timer waits in {@link #recent}, in no order, until the loop looks for the earliest. A
 *       timer that a clean-up finds there was never sorted: a million of which most are cancelled
 *       cost two thirds.
 *   <li>What is sorted are numbers: the deadline, and the place where its timer stands, which the
 *       timer keeps. Under the default collector moving a timer from one position of an array to
 *       another costs a fence, and moving a number does not.
 *   <li>A node has eight children, whose deadlines are one line of the processor's cache. With two
 *       children a heap is three times as high; time-outs cost half as much again.
 * </ul>
 *
 * The order of equal deadlines is nobody's promise ({@code loop.call-at.equal-deadlines}).
 */
public class TimerHeap {
  private static final int FIRST_CAPACITY = 16;

  /** A node has two to the power of this many children. */
  private static final int LOG_CHILDREN = 3;

  /** Timers that have no position in the heap yet. */
  private ReadyQueue recent = new ReadyQueue();

  private int recentCount;

  /** By position in the heap. */
  private long[] deadlines = new long[FIRST_CAPACITY];

  /** By position in the heap; what is behind the heap are the places that are free. */
  private int[] places = places(0, FIRST_CAPACITY);

  /** By place. */
  private @Nullable LoopTimer[] timers = new LoopTimer[FIRST_CAPACITY];

  /** How many have a position in the heap. */
  private int sorted;

  private int cancelledCount;

  /** How many timers there are, cancelled ones included. */
  public int size() {
    return sorted + recentCount;
  }

  /** Whether there are no timers. */
  public boolean isEmpty() {
    return size() == 0;
  }

  /** The earliest deadline of a heap that is not empty. */
  @Seam
  public long firstDeadlineNanos() {
    sortRecent();
    return deadlines[0];
  }

  /** Notes that one of its timers was cancelled. */
  @Seam
  public void countCancelled() {
    cancelledCount++;
  }

  void countCancelledGone() {
    cancelledCount--;
  }

  /** Takes a timer in. */
  @Seam
  public void add(LoopTimer timer) {
    recent.add(timer);
    recentCount++;
  }

  /** Takes the earliest timer out of a heap that is not empty. */
  public LoopTimer remove() {
    sortRecent();
    int place = places[0];
    LoopTimer first = take(place);
    sorted--;
    int moved = places[sorted];
    places[sorted] = place;
    if (sorted > 0) {
      siftDown(0, deadlines[sorted], moved);
    }
    return first;
  }

  /** Whether an eighth of the timers or more have earlier deadlines. */
  public boolean areManyBefore(long end) {
    sortRecent();
    int many = (sorted + 7) >> 3;
    return countBefore(end, 0, many) >= many;
  }

  /** How many at a position and below it have earlier deadlines, or at least {@code enough}. */
  private int countBefore(long end, int position, int enough) {
    if (position >= sorted || !isBefore(deadlines[position], end)) {
      return 0;
    }
    int count = 1;
    int child = firstChild(position);
    for (int i = 0; i < 1 << LOG_CHILDREN && count < enough; i++) {
      count += countBefore(end, child + i, enough - count);
    }
    return count;
  }

  /**
   * Moves all timers with earlier deadlines to a queue, in their order. Looks at every timer, and
   * costs little for each: of a million that fire in no order 70 ns instead of 520.
   */
  public void moveBefore(long end, ReadyQueue queue) {
    sortRecent();
    int all = sorted;
    int kept = 0;
    for (int position = 0; position < all; position++) {
      if (!isBefore(deadlines[position], end)) {
        swap(kept, position);
        kept++;
      }
    }
    enqueue(DigitSort.inOrder(places, deadlines, kept, all), queue);
    rebuild(kept);
  }

  /** The last one goes by itself: it is what a batch may end with. */
  private void enqueue(int[] due, ReadyQueue queue) {
    int last = due.length - 1;
    for (int from = 0; from < last; from += DueTimers.MOST) {
      LoopTimer[] some = new LoopTimer[Math.min(DueTimers.MOST, last - from)];
      for (int i = 0; i < some.length; i++) {
        int place = due[from + i];
        some[i] = timerAt(place);
        timers[place] = null;
      }
      queue.add(new DueTimers(some));
    }
    queue.add(take(due[last]));
  }

  /** Drops cancelled timers: all of them if they are too many, else those at the top. */
  @Seam
  public void dropCancelled() {
    if (isDueForCleaning(size(), cancelledCount)) {
      dropAllCancelled();
    } else {
      sortRecent();
      while (sorted > 0 && timerAt(places[0]).isCancelled()) {
        remove();
      }
    }
  }

  /** Whether so many are cancelled that the heap is to be rebuilt without them. */
  @Seam
  protected boolean isDueForCleaning(int scheduled, int cancelled) {
    return scheduled > 100 && 2L * cancelled > scheduled;
  }

  /** Forgets all timers. */
  @Seam
  public void clear() {
    recent.clear();
    recentCount = 0;
    deadlines = new long[FIRST_CAPACITY];
    places = places(0, FIRST_CAPACITY);
    timers = new LoopTimer[FIRST_CAPACITY];
    sorted = 0;
  }

  private void dropAllCancelled() {
    dropCancelledSorted();
    LoopTimer timer = removeRecent();
    while (timer != null) {
      LoopTimer following = unlink(timer);
      if (timer.isCancelled()) {
        timer.leaveHeap();
      } else {
        // Rule: timer-handle.cancel.others-stay
        sort(timer);
      }
      timer = following;
    }
  }

  private void dropCancelledSorted() {
    int kept = 0;
    for (int position = 0; position < sorted; position++) {
      int place = places[position];
      if (timerAt(place).isCancelled()) {
        take(place);
      } else {
        swap(kept, position);
        kept++;
      }
    }
    rebuild(kept);
  }

  /** Makes a heap of the first entries. */
  private void rebuild(int size) {
    sorted = size;
    for (int position = (size - 2) >> LOG_CHILDREN; position >= 0; position--) {
      siftDown(position, deadlines[position], places[position]);
    }
  }

  private void sortRecent() {
    LoopTimer timer = removeRecent();
    while (timer != null) {
      LoopTimer following = unlink(timer);
      sort(timer);
      timer = following;
    }
  }

  /** Takes the recent timers out. Returns the first of them, to which the others are linked. */
  private @Nullable LoopTimer removeRecent() {
    if (recentCount == 0) {
      return null;
    }
    LoopTimer chain = (LoopTimer) recent.removeAll(recentCount);
    recentCount = 0;
    if (recent.isDueForRenewal()) {
      recent = recent.renewed();
    }
    return chain;
  }

  /** Takes a timer off its chain, and returns the one that followed it. */
  private static @Nullable LoopTimer unlink(LoopTimer timer) {
    LoopTimer following = (LoopTimer) timer.next();
    timer.linkTo(null); // an old timer must not keep young ones alive
    return following;
  }

  /** Gives a timer its position. */
  private void sort(LoopTimer timer) {
    if (sorted == places.length) {
      grow();
    }
    int place = places[sorted];
    timers[place] = timer;
    siftUp(sorted, timer.whenNanos(), place);
    sorted++;
  }

  private void grow() {
    int capacity = 2 * sorted;
    deadlines = Arrays.copyOf(deadlines, capacity);
    timers = Arrays.copyOf(timers, capacity);
    int[] more = places(sorted, capacity);
    System.arraycopy(places, 0, more, 0, sorted);
    places = more;
  }

  private static int[] places(int firstFree, int capacity) {
    int[] places = new int[capacity];
    for (int place = firstFree; place < capacity; place++) {
      places[place] = place;
    }
    return places;
  }

  private LoopTimer timerAt(int place) {
    LoopTimer timer = timers[place];
    if (timer == null) {
      throw new AssertionError("No timer at the place of a deadline");
    }
    return timer;
  }

  private LoopTimer take(int place) {
    LoopTimer timer = timerAt(place);
    timers[place] = null;
    timer.leaveHeap();
    return timer;
  }

  /** Whether one deadline comes before another. */
  @Seam
  protected boolean isBefore(long deadline, long other) {
    // Rule: loop.call-at.deadline-order
    return deadline < other;
  }

  /** Puts an entry where it belongs, at a free position or nearer to the root. */
  private void siftUp(int free, long deadline, int place) {
    int position = free;
    while (position > 0) {
      int parent = (position - 1) >> LOG_CHILDREN;
      if (!isBefore(deadline, deadlines[parent])) {
        break;
      }
      put(position, deadlines[parent], places[parent]);
      position = parent;
    }
    put(position, deadline, place);
  }

  /** Puts an entry where it belongs, at a free position or farther from the root. */
  private void siftDown(int free, long deadline, int place) {
    int position = free;
    int child = firstChild(position);
    while (child < sorted) {
      int earliest = earliestFrom(child);
      if (!isBefore(deadlines[earliest], deadline)) {
        break;
      }
      put(position, deadlines[earliest], places[earliest]);
      position = earliest;
      child = firstChild(position);
    }
    put(position, deadline, place);
  }

  private static int firstChild(int position) {
    return (position << LOG_CHILDREN) + 1;
  }

  /** The position with the earliest deadline among siblings. */
  private int earliestFrom(int firstSibling) {
    int end = Math.min(firstSibling + (1 << LOG_CHILDREN), sorted);
    int earliest = firstSibling;
    long least = deadlines[earliest];
    for (int sibling = firstSibling + 1; sibling < end; sibling++) {
      long deadline = deadlines[sibling];
      if (isBefore(deadline, least)) {
        earliest = sibling;
        least = deadline;
      }
    }
    return earliest;
  }

  private void swap(int position, int other) {
    long deadline = deadlines[position];
    int place = places[position];
    put(position, deadlines[other], places[other]);
    put(other, deadline, place);
  }

  private void put(int position, long deadline, int place) {
    deadlines[position] = deadline;
    places[position] = place;
  }
}
