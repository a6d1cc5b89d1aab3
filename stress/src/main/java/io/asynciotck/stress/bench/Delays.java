package io.asynciotck.stress.bench;

import java.util.Random;

/** Delays of 1 to 60 seconds, in nanoseconds, always the same. */
final class Delays {
  private static final long SHORTEST = 1_000_000_000L;
  private static final long LONGEST = 60_000_000_000L;

  private Delays() {}

  static long[] random(int count) {
    return new Random(4711).longs(count, SHORTEST, LONGEST).toArray();
  }
}
