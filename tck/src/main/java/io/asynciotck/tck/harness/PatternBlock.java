package io.asynciotck.tck.harness;

import static io.asynciotck.tck.harness.Patterns.PERIOD;
import static io.asynciotck.tck.harness.Patterns.ROW;
import static io.asynciotck.tck.harness.Patterns.STEP;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a pattern repeats. Made once: tests ask for the same few patterns again and again. */
final class PatternBlock {
  private static final Map<Integer, PatternBlock> BLOCKS = new ConcurrentHashMap<>();
  private final byte[] period = new byte[PERIOD];

  private PatternBlock(int seed) {
    for (int i = 0; i < PERIOD; i++) {
      period[i] = (byte) (i * STEP + i / ROW + seed);
    }
  }

  static PatternBlock of(int seed) {
    return BLOCKS.computeIfAbsent(seed, PatternBlock::new);
  }

  /** A part of the pattern. */
  byte[] part(int start, int length) {
    byte[] part = new byte[length];
    for (int done = 0; done < length; ) {
      int first = (start + done) % PERIOD;
      int count = Math.min(PERIOD - first, length - done);
      System.arraycopy(period, first, part, done, count);
      done += count;
    }
    return part;
  }

  /** Whether the first bytes of these are what the pattern has from a place on. */
  boolean fits(byte[] bytes, int count, int start) {
    for (int done = 0; done < count; ) {
      int first = (start + done) % PERIOD;
      int next = done + Math.min(PERIOD - first, count - done);
      if (!Arrays.equals(bytes, done, next, period, first, first + next - done)) {
        return false;
      }
      done = next;
    }
    return true;
  }
}
