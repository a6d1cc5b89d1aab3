package io.asynciotck.tck.results;

import java.util.Arrays;
import java.util.Locale;

/** The verdict on a test or a rule, the better before the worse. */
public enum Verdict {
  /** The rule was shown to hold. */
  PASS,
  /** The implementation does not claim it, or it is not in force. */
  NOT_CLAIMED,
  /** It fails, as an expectation says, with reason and link. */
  KNOWN,
  /** An expectation says that it fails, but it holds: the expectation must go. */
  STALE,
  /** Nothing is known of it: its tests rest on rules that do not hold. */
  BLOCKED,
  /** What was seen is not what the rule allows. */
  FAIL,
  /** The implementation did not finish. */
  HANG,
  /** The process of the implementation ended in order, with a status of its own. */
  EXIT,
  /** The process of the implementation died. */
  CRASH;

  /** Returns the worse of two. */
  public Verdict worse(Verdict other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** Returns whether the rule does not hold. */
  public boolean isFailure() {
    return compareTo(FAIL) >= 0;
  }

  /** Returns the verdict as people read it: {@code NOT CLAIMED}. */
  public String label() {
    return name().replace('_', ' ');
  }

  /** Returns the verdict as programs read it: {@code not-claimed}. */
  public String key() {
    return name().replace('_', '-').toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the verdict with this key.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Verdict ofKey(String key) {
    return Arrays.stream(values())
        .filter(verdict -> verdict.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown verdict `" + key + "`"));
  }
}
