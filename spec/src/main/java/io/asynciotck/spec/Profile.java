package io.asynciotck.spec;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The version of Python against which an implementation is checked. It selects the rules in force.
 *
 * @param version the version; with an open micro number, the newest release of that minor version
 */
public record Profile(PythonVersion version) {

  private static final int OLDEST = 8;
  private static final int NEWEST = 15;

  private static final List<Profile> KNOWN =
      IntStream.rangeClosed(OLDEST, NEWEST)
          .mapToObj(minor -> new Profile(PythonVersion.of(3, minor)))
          .toList();

  /** Refuses a version that the rules do not cover. */
  public Profile {
    if (version.major() != 3 || version.minor() < OLDEST || version.minor() > NEWEST) {
      throw new IllegalArgumentException(
          "The rules do not cover Python %s, only 3.%d to 3.%d".formatted(version, OLDEST, NEWEST));
    }
  }

  /** {@return the profiles, {@code py3.8} first} Each of their releases is a profile too. */
  public static List<Profile> known() {
    return KNOWN;
  }

  /** {@return the newest profile} */
  public static Profile newest() {
    return KNOWN.get(KNOWN.size() - 1);
  }

  /**
   * {@return the profile with this name}
   *
   * @param name such as {@code py3.13} or {@code py3.13.0}
   * @throws IllegalArgumentException if there is no such profile; the message lists what is known
   */
  public static Profile of(String name) {
    try {
      if (name.startsWith("py")) {
        return new Profile(PythonVersion.parse(name.substring(2)));
      }
    } catch (IllegalArgumentException notCovered) {
      // Neither a version nor one that is covered: the same message says both.
    }
    String known = KNOWN.stream().map(Profile::name).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "Unknown profile `" + name + "`; known: " + known + ", and their releases, as py3.13.0");
  }

  /**
   * {@return whether the rule is in force in this profile}
   *
   * @param rule the rule
   */
  public boolean selects(RuleText rule) {
    return version.isWithin(rule.since(), rule.until());
  }

  /** {@return the name, such as {@code py3.13}} */
  public String name() {
    return "py" + version;
  }

  /** {@return the {@link #name()}} */
  @Override
  public String toString() {
    return name();
  }
}
