package io.asynciotck.stress.bench.run;

import java.util.Locale;

/** How numbers are written: with as many digits as they are worth. */
final class Numbers {
  private static final int FEW = 100;
  private static final int VERY_FEW = 10;

  private Numbers() {}

  /** Nanoseconds or bytes. */
  static String cost(double value) {
    return String.format(Locale.ROOT, value < FEW ? "%.1f" : "%.0f", value);
  }

  static String ratio(double value) {
    return String.format(Locale.ROOT, value < VERY_FEW ? "%.2f" : "%.1f", value);
  }

  static String percent(double part) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * part);
  }
}
