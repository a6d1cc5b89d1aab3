package io.asynciotck.tck.cli;

/** Counts in words. */
final class Plural {

  private Plural() {}

  /** {@code 1 rule}, {@code 2 rules}. */
  static String of(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
