package io.asynciotck.tck.results;

import java.util.Locale;

/** The clock by which loops ran in a test. */
public enum Clock {
  /** Time that the kit moves. */
  VIRTUAL,
  /** Time that passes. */
  REAL;

  /** Returns its name in a file. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the one of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Clock ofKey(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
