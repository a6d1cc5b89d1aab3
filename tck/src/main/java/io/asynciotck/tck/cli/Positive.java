package io.asynciotck.tck.cli;

/** Options that take a positive number. */
final class Positive {

  private Positive() {}

  /**
   * Refuses a number that is not positive.
   *
   * @throws IllegalArgumentException if it is not, with the name of the option
   */
  static void check(String option, long value) {
    check(option, value, "a positive number");
  }

  /**
   * Refuses a time that is not positive.
   *
   * @throws IllegalArgumentException if it is not, with the name of the option
   */
  static void checkSeconds(String option, long value) {
    check(option, value, "a positive number of seconds");
  }

  private static void check(String option, long value, String taken) {
    if (value <= 0) {
      throw new IllegalArgumentException(option + " takes " + taken);
    }
  }
}
