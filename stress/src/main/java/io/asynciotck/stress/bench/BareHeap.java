package io.asynciotck.stress.bench;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A binary heap in two arrays, with marks for what is cancelled and nothing else: no clock, no
 * loop, no handle with a callback. The floor of timers.
 */
final class BareHeap {

  /** What is in the heap. */
  static final class Entry {
    boolean cancelled;
  }

  private @Nullable Entry[] entries = new Entry[16];
  private long[] deadlines = new long[16];
  private int size;

  int size() {
    return size;
  }

  Entry add(long deadline) {
    if (size == deadlines.length) {
      entries = Arrays.copyOf(entries, 2 * size);
      deadlines = Arrays.copyOf(deadlines, 2 * size);
    }
    Entry entry = new Entry();
    int position = size++;
    while (position > 0) {
      int parent = (position - 1) >> 1;
      if (deadlines[parent] <= deadline) {
        break;
      }
      entries[position] = entries[parent];
      deadlines[position] = deadlines[parent];
      position = parent;
    }
    entries[position] = entry;
    deadlines[position] = deadline;
    return entry;
  }

  /** Throws out what is cancelled and makes a heap of the rest. */
  void clean() {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      Entry entry = entries[i];
      if (entry != null && !entry.cancelled) {
        entries[kept] = entry;
        deadlines[kept++] = deadlines[i];
      }
    }
    Arrays.fill(entries, kept, size, null);
    size = kept;
    for (int i = size / 2 - 1; i >= 0; i--) {
      sift(i);
    }
  }

  /** Takes the earliest out of a heap that is not empty. */
  @Nullable Entry remove() {
    Entry first = entries[0];
    size--;
    entries[0] = entries[size];
    deadlines[0] = deadlines[size];
    entries[size] = null;
    sift(0);
    return first;
  }

  private void sift(int root) {
    Entry entry = entries[root];
    long deadline = deadlines[root];
    int position = root;
    for (int child = 2 * root + 1; child < size; child = 2 * position + 1) {
      if (child + 1 < size && deadlines[child + 1] < deadlines[child]) {
        child++;
      }
      if (deadline <= deadlines[child]) {
        break;
      }
      entries[position] = entries[child];
      deadlines[position] = deadlines[child];
      position = child;
    }
    entries[position] = entry;
    deadlines[position] = deadline;
  }
}
