package io.asynciotck.tck.harness;

import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.spec.Rule;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/**
 * Runs the test classes in the order of the conformance classes of their rules, whatever the order
 * of the files is.
 */
public final class BookOrder implements ClassOrderer {

  /** For JUnit. */
  public BookOrder() {}

  @Override
  public void orderClasses(ClassOrdererContext context) {
    context
        .getClassDescriptors()
        .sort(
            Comparator.comparing((ClassDescriptor test) -> first(test.getTestClass()))
                .thenComparing(test -> test.getTestClass().getName()));
  }

  private static ConformanceClass first(Class<?> tests) {
    return Arrays.stream(tests.getDeclaredMethods())
        .flatMap(test -> ruleOf(test).stream())
        .map(RuleText::conformanceClass)
        .min(Comparator.naturalOrder())
        .orElse(ConformanceClass.CPYTHON_DETAIL);
  }

  private static Optional<RuleText> ruleOf(Method test) {
    return Optional.ofNullable(test.getAnnotation(Rule.class))
        .flatMap(rule -> RuleBook.standard().find(rule.value()[0]));
  }
}
