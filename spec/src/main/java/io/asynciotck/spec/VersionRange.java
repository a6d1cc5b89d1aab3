package io.asynciotck.spec;

import org.jspecify.annotations.Nullable;

/**
 * Some versions of Python that follow one another.
 *
 * @param since the first one, or null if there is no bound
 * @param until the last one, or null if there is no bound
 */
public record VersionRange(@Nullable PythonVersion since, @Nullable PythonVersion until) {

  /** Every version. */
  public static final VersionRange ALL = new VersionRange(null, null);

  /** {@return the range of a rule} */
  static VersionRange of(RuleText rule) {
    return new VersionRange(rule.since(), rule.until());
  }

  /**
   * {@return whether some version is in both ranges}
   *
   * @param other the other range
   */
  public boolean meets(VersionRange other) {
    return !isBefore(other) && !other.isBefore(this);
  }

  private boolean isBefore(VersionRange other) {
    return until != null && other.since != null && until.compareTo(other.since.first()) < 0;
  }

  /**
   * {@return whether the version is in the range}
   *
   * @param version the version; with an open micro number, the newest of its minor version
   */
  public boolean contains(PythonVersion version) {
    return (since == null || version.compareTo(since.first()) >= 0)
        && (until == null || version.compareTo(until) <= 0);
  }

  /** {@return whether the range ends before it begins} */
  boolean isEmpty() {
    return since != null && until != null && since.first().compareTo(until) > 0;
  }

  /** {@return the range as pages have it, such as {@code since 3.8 until 3.11}, perhaps empty} */
  @Override
  public String toString() {
    String begin = since == null ? "" : "since " + since;
    String end = until == null ? "" : "until " + until;
    return begin.isEmpty() || end.isEmpty() ? begin + end : begin + " " + end;
  }
}
