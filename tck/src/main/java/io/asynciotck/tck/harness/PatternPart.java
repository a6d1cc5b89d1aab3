package io.asynciotck.tck.harness;

import java.util.Arrays;
import java.util.Optional;

/**
 * Bytes that are a part of a pattern: enough to make them again.
 *
 * @param start where the part begins
 * @param length how long it is
 * @param seed which pattern
 */
public record PatternPart(int start, int length, int seed) {

  /** Fewer bytes may be like a part of a pattern by chance. */
  private static final int FEWEST = 3 * Patterns.ROW;

  /** Returns what part of a pattern bytes are; empty if they are none, or only a few. */
  public static Optional<PatternPart> of(byte[] bytes) {
    if (bytes.length < FEWEST) {
      return Optional.empty();
    }
    // What comes before the first row that begins here is the end of one.
    int start = Math.floorMod(-startOfRow(bytes), Patterns.ROW);
    int seed = (bytes[0] - start * Patterns.STEP) & 0xff;
    return Arrays.equals(bytes, Patterns.bytes(start, bytes.length, seed))
        ? Optional.of(new PatternPart(start, bytes.length, seed))
        : Optional.empty();
  }

  /** The first place that is not one step above the place before; 0 if that is too far away. */
  private static int startOfRow(byte[] bytes) {
    int place = 1;
    while (place < Patterns.ROW && bytes[place] == (byte) (bytes[place - 1] + Patterns.STEP)) {
      place++;
    }
    return place % Patterns.ROW;
  }
}
