package io.asynciotck.spec;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How much a rule demands. It follows from where the rule comes from, and from nothing else. */
public enum Level {
  /** A sentence of the documentation, or a required part of PEP 3156, says it. */
  MUST,
  /** The documentation recommends it. */
  SHOULD,
  /** CPython does it, but only its code or its own tests say so. */
  OBSERVED,
  /** The documentation leaves it open: every permitted outcome is right. */
  MAY;

  /** {@return the lower-case spelling that options use, such as {@code must}} */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * {@return the level with this name, in either case}
   *
   * @param name such as {@code MUST} or {@code must}
   * @throws IllegalArgumentException if there is none; the message lists what is known
   */
  public static Level of(String name) {
    return Arrays.stream(values())
        .filter(level -> level.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private static IllegalArgumentException unknown(String name) {
    String known = Arrays.stream(values()).map(Level::name).collect(Collectors.joining(", "));
    return new IllegalArgumentException("Unknown level `" + name + "`; known: " + known);
  }
}
