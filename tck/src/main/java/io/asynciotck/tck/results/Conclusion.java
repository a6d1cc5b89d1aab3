package io.asynciotck.tck.results;

import java.util.Arrays;
import java.util.Locale;

/** What a run says of the implementation as a whole. */
public enum Conclusion {
  /** Every rule that decides, and was checked, holds. */
  CONFORMANT,
  /** Some do not, and expectations say so for each: nothing that is new. */
  CONFORMANT_BUT_FOR_KNOWN_FAILURES,
  /** Some rule that decides does not hold. */
  NOT_CONFORMANT,
  /** What was expected to fail passes: the expectations must be mended. */
  DRIFTED,
  /** No rule was checked: all that were selected need something that is not claimed. */
  NOTHING_CHECKED,
  /** The run was interrupted: what it says covers only what had been measured. */
  INTERRUPTED;

  /**
   * Returns the conclusion of a run that was completed.
   *
   * @param anyFailure whether some rule that decides does not hold, and nothing says so beforehand
   * @param anyStale whether some rule was expected to fail and holds
   * @param anyKnown whether some rule that decides was expected to fail and does
   * @return the worst of what is there
   */
  public static Conclusion of(boolean anyFailure, boolean anyStale, boolean anyKnown) {
    if (anyFailure) {
      return NOT_CONFORMANT;
    }
    if (anyStale) {
      return DRIFTED;
    }
    return anyKnown ? CONFORMANT_BUT_FOR_KNOWN_FAILURES : CONFORMANT;
  }

  /** Returns the conclusion as people read it: {@code NOT CONFORMANT}. */
  public String label() {
    return name().replace('_', ' ');
  }

  /** Returns the conclusion as programs read it: {@code not-conformant}. */
  public String key() {
    return name().replace('_', '-').toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the conclusion with this key.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Conclusion ofKey(String key) {
    return Arrays.stream(values())
        .filter(conclusion -> conclusion.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("unknown conclusion `" + key + "`"));
  }
}
