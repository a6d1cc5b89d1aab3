package io.asynciotck.tck.cli;

import org.jspecify.annotations.Nullable;

/** Words of command lines. */
final class Words {

  private Words() {}

  /** An option and its value, after a space; nothing if there is no value. */
  static String option(String name, @Nullable String value) {
    return value == null ? "" : " " + name + " " + quoted(value);
  }

  /** A word for a shell. */
  static String quoted(String word) {
    return word.matches("[\\w./:-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
