package io.asynciotck.reference.faults;

import io.asynciotck.spec.Rule;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RulePage;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * A class of rule tests, or of properties.
 *
 * @param type the class
 * @param page the page of its rules; of properties the page of the first rule that one names
 */
public record TestClass(Class<?> type, RulePage page) {
  private static final String PACKAGE = "io.asynciotck.tck.rules";
  private static final String PROPERTIES = "Properties";
  private static final Map<String, TestClass> BY_SUBJECT =
      ReflectionSupport.findAllClassesInPackage(
              PACKAGE, type -> true, name -> name.endsWith("Tck") || name.endsWith(PROPERTIES))
          .stream()
          .map(type -> new TestClass(type, pageOf(type)))
          .collect(Collectors.toMap(TestClass::subject, Function.identity()));

  /** What it is about: its name without {@code Tck}. */
  public String subject() {
    return type.getSimpleName().replaceAll("Tck$", "");
  }

  /** The word of its chapter. */
  public String chapter() {
    return type.getPackageName().substring(PACKAGE.length() + 1);
  }

  /** Whether it is a class of properties. */
  public boolean hasProperties() {
    return type.getSimpleName().endsWith(PROPERTIES);
  }

  /** All of them, by what they are about. */
  public static Map<String, TestClass> bySubject() {
    return BY_SUBJECT;
  }

  /** The one with the longest name that a name begins with. */
  static Optional<TestClass> thatBegins(String name) {
    return BY_SUBJECT.keySet().stream()
        .filter(subject -> name.startsWith(subject))
        .max((one, other) -> Integer.compare(one.length(), other.length()))
        .map(BY_SUBJECT::get);
  }

  private static RulePage pageOf(Class<?> tests) {
    String first =
        Arrays.stream(tests.getDeclaredMethods())
            .map(method -> method.getAnnotation(Rule.class))
            .filter(Objects::nonNull)
            .flatMap(rule -> Arrays.stream(rule.value()))
            .sorted()
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("No rule is tested in " + tests));
    return RuleBook.standard().pages().stream()
        .filter(page -> page.rules().stream().anyMatch(rule -> rule.id().equals(first)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No page has the rule " + first));
  }
}
