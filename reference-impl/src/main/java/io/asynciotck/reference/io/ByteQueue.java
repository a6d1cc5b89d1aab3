package io.asynciotck.reference.io;

import java.util.Arrays;

/**
 * Bytes that come at one end and are taken from the other.
 *
 * <p>Design: mostly a piece comes when nothing is there and is taken whole. Then it is neither
 * copied when it comes nor when it is taken; else all that is there is in one array.
 */
final class ByteQueue {
  private static final int SMALLEST = 256;
  private static final byte[] NOTHING = {};

  private byte[] bytes = NOTHING;

  /** Whether there is room behind the end, which an array that came as a piece does not have. */
  private boolean owned;

  private int start;
  private int end;

  int size() {
    return end - start;
  }

  boolean isEmpty() {
    return start == end;
  }

  /** Adds some bytes, which nobody may change any more. */
  void add(byte[] data) {
    if (isEmpty() && data.length > SMALLEST) {
      bytes = data;
      owned = false;
      start = 0;
      end = data.length;
      return;
    }
    if (end + data.length > bytes.length) {
      makeRoom(data.length);
    }
    System.arraycopy(data, 0, bytes, end, data.length);
    end += data.length;
  }

  /** What was taken makes room; where that is not half of all, the array grows. */
  private void makeRoom(int more) {
    int size = size();
    byte[] roomy =
        size + more > bytes.length / 2 || !owned
            ? new byte[Math.max(SMALLEST, 2 * (size + more))]
            : bytes;
    System.arraycopy(bytes, start, roomy, 0, size);
    bytes = roomy;
    owned = true;
    start = 0;
    end = size;
  }

  /** Takes the first bytes. */
  byte[] take(int count) {
    boolean whole = !owned && start == 0 && count == bytes.length;
    byte[] taken = whole ? bytes : Arrays.copyOfRange(bytes, start, start + count);
    drop(count);
    return taken;
  }

  /** Forgets the first bytes. */
  void drop(int count) {
    start += count;
    if (isEmpty()) {
      start = 0;
      end = 0;
      if (!owned) {
        bytes = NOTHING;
      }
    }
  }

  /** Where some bytes stand for the first time, from a place on; -1 if nowhere. */
  int find(byte[] sought, int from) {
    int last = size() - sought.length;
    for (int at = Math.max(0, from); at <= last; at++) {
      int begin = start + at;
      if (Arrays.equals(bytes, begin, begin + sought.length, sought, 0, sought.length)) {
        return at;
      }
    }
    return -1;
  }
}
