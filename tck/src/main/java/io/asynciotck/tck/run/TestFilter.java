package io.asynciotck.tck.run;

import io.asynciotck.spec.RuleText;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which tests of the selected rules are run.
 *
 * @param names classes, or class and method, as {@code SleepTck} and {@code SleepTck.zeroYields};
 *     none for all tests
 */
public record TestFilter(List<String> names) {
  /** Every test. */
  public static final TestFilter ALL = new TestFilter(List.of());

  /** Copies the list. */
  public TestFilter {
    names = List.copyOf(names);
  }

  /** Returns whether a test is run. */
  public boolean selects(String test) {
    return names.isEmpty()
        || names.stream().anyMatch(name -> test.equals(name) || test.startsWith(name + "."));
  }

  /**
   * Returns those of some rules that the tests show.
   *
   * @throws IllegalArgumentException if there is no such test, or none of these rules is shown
   */
  public List<RuleText> shownBy(List<RuleText> rules) {
    if (names.isEmpty()) {
      return rules;
    }
    List<TestCase> all = TestRun.findAll();
    check(all);
    Set<String> shown =
        all.stream()
            .filter(test -> selects(test.name()))
            .flatMap(test -> test.rules().stream())
            .collect(Collectors.toSet());
    List<RuleText> selected = rules.stream().filter(rule -> shown.contains(rule.id())).toList();
    if (selected.isEmpty()) {
      throw new IllegalArgumentException(
          "Nothing is selected: no rule that is selected is shown by " + String.join(", ", names));
    }
    return selected;
  }

  private void check(List<TestCase> all) {
    for (String name : names) {
      if (all.stream().noneMatch(test -> new TestFilter(List.of(name)).selects(test.name()))) {
        throw new IllegalArgumentException("There is no test `" + name + "`; " + known(name, all));
      }
    }
  }

  /**
   * The one that is spelt in other letters; the tests of the class, if there is one; else the
   * classes.
   */
  private static String known(String name, List<TestCase> all) {
    Optional<String> meant =
        all.stream()
            .map(TestCase::name)
            .flatMap(test -> Stream.of(test, test.replaceAll("\\..*", "")))
            .filter(name::equalsIgnoreCase)
            .findFirst();
    if (meant.isPresent()) {
      return "near it: `" + meant.get() + "`";
    }
    String type = name.replaceAll("\\..*", "");
    List<String> ofClass =
        all.stream().map(TestCase::name).filter(new TestFilter(List.of(type))::selects).toList();
    List<String> known =
        ofClass.isEmpty()
            ? all.stream().map(test -> test.name().replaceAll("\\..*", "")).toList()
            : ofClass;
    return "known: " + String.join(", ", known.stream().distinct().sorted().toList());
  }
}
