package io.asynciotck.spec;

import java.util.Comparator;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version of Python, in which the micro number may be left open.
 *
 * <p>Where a range begins, an open micro means the first release of that minor version; where it
 * ends, and for the version that one asks about, the newest.
 *
 * @param major 3
 * @param minor 11 of 3.11.7
 * @param micro 7 of 3.11.7, or empty
 */
public record PythonVersion(int major, int minor, OptionalInt micro)
    implements Comparable<PythonVersion> {

  private static final Pattern SPELLING =
      Pattern.compile("(0|[1-9]\\d{0,3})\\.(0|[1-9]\\d{0,3})(?:\\.(0|[1-9]\\d{0,3}))?");

  private static final Comparator<PythonVersion> ORDER =
      Comparator.comparingInt(PythonVersion::major)
          .thenComparingInt(PythonVersion::minor)
          .thenComparingInt(version -> version.micro.orElse(Integer.MAX_VALUE));

  /**
   * {@return a version whose micro number is open}
   *
   * @param major 3
   * @param minor 11 of 3.11
   */
  public static PythonVersion of(int major, int minor) {
    return new PythonVersion(major, minor, OptionalInt.empty());
  }

  /**
   * {@return a version to the micro number}
   *
   * @param major 3
   * @param minor 11 of 3.11.7
   * @param micro 7 of 3.11.7
   */
  public static PythonVersion of(int major, int minor, int micro) {
    return new PythonVersion(major, minor, OptionalInt.of(micro));
  }

  /**
   * {@return the version that is spelled so}
   *
   * @param text such as {@code 3.11} or {@code 3.12.1}
   * @throws IllegalArgumentException if the text is neither
   */
  public static PythonVersion parse(String text) {
    Matcher matcher = SPELLING.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "Not a Python version: `" + text + "`; write 3.11 or 3.12.1");
    }
    int major = Integer.parseInt(matcher.group(1));
    int minor = Integer.parseInt(matcher.group(2));
    String micro = matcher.group(3);
    return micro == null ? of(major, minor) : of(major, minor, Integer.parseInt(micro));
  }

  /**
   * {@return whether this version lies in the range, both ends included}
   *
   * @param since where the range begins
   * @param until where it ends, or null if it does not
   */
  public boolean isWithin(PythonVersion since, @Nullable PythonVersion until) {
    return compareTo(since.first()) >= 0 && (until == null || compareTo(until) <= 0);
  }

  /** {@return this version with an open micro number closed to 0} */
  public PythonVersion first() {
    return of(major, minor, micro.orElse(0));
  }

  /** Orders by number; an open micro number, being the newest, comes after every closed one. */
  @Override
  public int compareTo(PythonVersion other) {
    return ORDER.compare(this, other);
  }

  /** {@return the spelling that {@link #parse} reads} */
  @Override
  public String toString() {
    String minorVersion = major + "." + minor;
    return micro.isPresent() ? minorVersion + "." + micro.getAsInt() : minorVersion;
  }
}
