package io.asynciotck.tck.run;

import static org.junit.platform.commons.support.ReflectionSupport.findAllClassesInPackage;
import static org.junit.platform.launcher.EngineFilter.includeEngines;

import io.asynciotck.spec.Rule;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the tests of some rules, in this JVM, on the implementation that was chosen. */
public final class TestRun {
  static final String RULES_PACKAGE = "io.asynciotck.tck.rules";
  private static final String RULE_TESTS = "junit-jupiter";
  private static final String PROPERTIES = "jqwik";

  /** How long to look for a smaller program that fails; several properties may break one rule. */
  private static final String SHRINKING_SECONDS = "3";

  /** Says at every start that its database is off, which nobody asked. */
  private static final Logger TALKATIVE = Logger.getLogger("net.jqwik");

  private static final Launcher LAUNCHER = LauncherFactory.create();

  /** Looked for once: a search of the class path is half of what it takes to find the tests. */
  private static final List<ClassSelector> TEST_CLASSES =
      findAllClassesInPackage(
              RULES_PACKAGE, type -> true, name -> name.matches(".*(Tck|Properties)"))
          .stream()
          .map(DiscoverySelectors::selectClass)
          .toList();

  static {
    TALKATIVE.setLevel(Level.WARNING);
  }

  private TestRun() {}

  /**
   * Runs the rule tests and the properties of these rules, and tells of each test as it ends.
   *
   * @throws IllegalStateException if a test could not be run
   */
  public static void run(Set<String> rules, TestListener listener) {
    execute(rules, List.of(RULE_TESTS, PROPERTIES), listener);
  }

  /** As {@link #run}, without the properties: the quick part. */
  public static void runExamples(Set<String> rules, TestListener listener) {
    execute(rules, List.of(RULE_TESTS), listener);
  }

  /** As {@link #run}, without the rule tests: the generated part. */
  public static void runProperties(Set<String> rules, TestListener listener) {
    execute(rules, List.of(PROPERTIES), listener);
  }

  /** Returns the tests of these rules, class and method, without running them. */
  public static List<TestResult> find(Set<String> rules) {
    return tests(LAUNCHER.discover(request(rules, List.of(RULE_TESTS, PROPERTIES))));
  }

  static List<TestResult> tests(TestPlan plan) {
    return plan.getRoots().stream()
        .flatMap(root -> plan.getDescendants(root).stream())
        .filter(TestIdentifier::isTest)
        .map(test -> ResultListener.named(test, Verdict.NOT_CLAIMED, ""))
        .toList();
  }

  private static void execute(Set<String> rules, List<String> engines, TestListener listener) {
    ResultListener results = new ResultListener(listener);
    LAUNCHER.execute(request(rules, engines), results);
    results.checkComplete();
  }

  private static LauncherDiscoveryRequest request(Set<String> rules, List<String> engines) {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(TEST_CLASSES)
        .filters(includeEngines(engines), showing(rules))
        .configurationParameter("junit.jupiter.testclass.order.default", BookOrder.class.getName())
        .configurationParameter("jqwik.database", "")
        .configurationParameter("jqwik.shrinking.bounded.seconds", SHRINKING_SECONDS)
        .configurationParameter("jqwik.reporting.onlyfailures", "true")
        .configurationParameter("jqwik.reporting.usejunitplatform", "true")
        .build();
  }

  private static PostDiscoveryFilter showing(Set<String> rules) {
    return descriptor ->
        FilterResult.includedIf(
            !descriptor.isTest() || rulesOf(descriptor).stream().anyMatch(rules::contains));
  }

  private static List<String> rulesOf(TestDescriptor descriptor) {
    return rulesOf(descriptor.getSource());
  }

  static List<String> rulesOf(Optional<TestSource> source) {
    return source
        .filter(MethodSource.class::isInstance)
        .map(method -> ((MethodSource) method).getJavaMethod())
        .map(TestRun::rulesOf)
        .orElse(List.of());
  }

  private static List<String> rulesOf(Method test) {
    Rule rule = test.getAnnotation(Rule.class);
    return rule == null ? List.of() : List.of(rule.value());
  }
}
