package io.asynciotck.tck.run;

import io.asynciotck.spec.Rule;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** The methods behind JUnit's tests. */
final class TestMethods {

  private TestMethods() {}

  /** Whether a class has tests of rules, whatever its name is. */
  static boolean areIn(Class<?> type) {
    return !Modifier.isAbstract(type.getModifiers()) && !of(type).isEmpty();
  }

  /** The tests of a class, those of properties too. */
  static List<Method> of(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Rule.class))
        .toList();
  }

  static List<TestCase> casesOf(TestPlan plan) {
    return plan.getRoots().stream()
        .flatMap(root -> plan.getDescendants(root).stream())
        .filter(TestIdentifier::isTest)
        .map(TestMethods::caseOf)
        .toList();
  }

  static TestCase caseOf(Method method) {
    Optional<TestSource> source = Optional.of(MethodSource.from(method));
    return new TestCase(nameOf(source).orElseThrow(), rulesOf(source), Optional.of(method));
  }

  static TestCase caseOf(TestIdentifier test) {
    return new TestCase(nameOf(test), rulesOf(test.getSource()), methodOf(test));
  }

  static String nameOf(TestIdentifier test) {
    return nameOf(test.getSource()).orElseGet(test::getDisplayName);
  }

  static Optional<String> nameOf(Optional<TestSource> source) {
    return methodOf(source)
        .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName());
  }

  private static Optional<Method> methodOf(TestIdentifier test) {
    return methodOf(test.getSource());
  }

  private static Optional<Method> methodOf(Optional<TestSource> source) {
    return source
        .filter(MethodSource.class::isInstance)
        .map(method -> ((MethodSource) method).getJavaMethod());
  }

  static List<String> rulesOf(Optional<TestSource> source) {
    return methodOf(source)
        .flatMap(method -> Optional.ofNullable(method.getAnnotation(Rule.class)))
        .map(rule -> List.of(rule.value()))
        .orElse(List.of());
  }
}
