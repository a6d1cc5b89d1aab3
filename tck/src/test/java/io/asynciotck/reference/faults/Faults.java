package io.asynciotck.reference.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.commons.support.ReflectionSupport;

/** Every fault, found on the class path. */
public final class Faults {
  private static final String PACKAGE = "io.asynciotck.reference";
  private static final String ENDING = "Faults";
  private static final List<BrokenReference> ALL = find();

  private Faults() {}

  /** All, in the order of the names of their classes. */
  public static List<BrokenReference> all() {
    return ALL;
  }

  /** What the faults do that break each rule. */
  public static Map<String, List<String>> byRule() {
    Map<String, List<String>> faults = new TreeMap<>();
    for (BrokenReference broken : ALL) {
      for (String rule : broken.breaks()) {
        faults.computeIfAbsent(rule, _ -> new ArrayList<>()).add(broken.toString());
      }
    }
    return faults;
  }

  /**
   * The faults that a name means: that of a fault, of a class of faults, or both with a dot
   * between.
   *
   * @throws IllegalArgumentException if no fault has the name
   */
  static List<BrokenReference> named(String name) {
    List<BrokenReference> named =
        ALL.stream()
            .filter(broken ->
                name.equals(broken.name())
                    || name.equals(broken.fullName())
                    || name.equals(broken.type().getDeclaringClass().getSimpleName()))
            .toList();
    if (named.isEmpty()) {
      throw new IllegalArgumentException("No fault is named `" + name + "`" + like(name));
    }
    return named;
  }

  /** Names with the same beginning or ending, for who has misspelt one. */
  private static String like(String name) {
    String part = name.substring(name.lastIndexOf('.') + 1);
    int enough = Math.min(part.length(), 4);
    List<String> like =
        ALL.stream()
            .map(BrokenReference::name)
            .filter(other ->
                other.regionMatches(true, 0, part, 0, enough)
                    || other
                        .toLowerCase(Locale.ROOT)
                        .endsWith(last(part, enough).toLowerCase(Locale.ROOT)))
            .sorted()
            .toList();
    return like.isEmpty() ? "" : "; there are " + String.join(", ", like);
  }

  private static String last(String part, int length) {
    return part.substring(part.length() - length);
  }

  private static List<BrokenReference> find() {
    return ReflectionSupport.findAllClassesInPackage(
            PACKAGE, type -> type.isAnnotationPresent(Fault.class), name -> true)
        .stream()
        .map(Faults::of)
        .sorted(Comparator.comparing(BrokenReference::fullName))
        .toList();
  }

  private static BrokenReference of(Class<?> type) {
    Class<?> faults = type.getDeclaringClass();
    if (faults == null || !faults.getSimpleName().endsWith(ENDING)) {
      throw new AssertionError("A fault stands in a class whose name ends with Faults: " + type);
    }
    String name = faults.getSimpleName();
    String subject = name.substring(0, name.length() - ENDING.length());
    TestClass tests =
        TestClass.thatBegins(subject)
            .orElseThrow(() -> new AssertionError("No class of rule tests for " + faults));
    return new BrokenReference(type, type.getAnnotation(Fault.class), tests);
  }
}
