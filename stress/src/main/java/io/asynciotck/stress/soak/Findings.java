package io.asynciotck.stress.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What went wrong, and how much went right. */
final class Findings {
  /** More of them say nothing new. */
  private static final int MOST = 20;

  private static final int MEBIBYTE = 1 << 20;

  /** What a heap may differ by, without a leak, from one moment of rest to another. */
  private static final long TOLERATED_GROWTH = 2 * MEBIBYTE;

  /** The moments of rest in which things still settle. */
  private static final int SETTLING = 2;

  private final List<String> failures = new ArrayList<>();
  private final List<Long> heaps = new ArrayList<>();
  private long conversations;
  private long bytes;

  void failed(String what) {
    if (failures.size() < MOST) {
      failures.add(what);
    }
  }

  boolean isAnyFailed() {
    return !failures.isEmpty();
  }

  List<String> failures() {
    return failures;
  }

  /**
   * Notes that a conversation came to its end, with so many bytes that were what they had to be.
   */
  void ended(long rightBytes) {
    conversations++;
    bytes += rightBytes;
  }

  long conversations() {
    return conversations;
  }

  /** Notes what is in use when nothing goes on. */
  void atRest(long descriptors, long descriptorsBefore, long heap) {
    if (descriptors > descriptorsBefore) {
      failed(
          "%d descriptors are open that were not before the conversations, of which there were %d"
              .formatted(descriptors - descriptorsBefore, conversations));
    }
    heaps.add(heap);
  }

  /** Looks at how memory grew from one rest to the next. */
  void compareHeaps() {
    if (heaps.size() > SETTLING) {
      long growth = heaps.getLast() - heaps.get(SETTLING - 1);
      if (growth > TOLERATED_GROWTH) {
        failed("The heap in use has grown by " + mebibytes(growth));
      }
    }
  }

  /** How much went right so far, for people. */
  String progress() {
    return "%d conversations, %s compared, %s of heap in use"
        .formatted(
            conversations, mebibytes(bytes), mebibytes(heaps.isEmpty() ? 0 : heaps.getLast()));
  }

  private static String mebibytes(long count) {
    return String.format(Locale.ROOT, "%.1f MiB", (double) count / MEBIBYTE);
  }
}
