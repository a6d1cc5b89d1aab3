package io.asynciotck.tck.run;

import static org.junit.platform.commons.support.ReflectionSupport.findAllClassesInPackage;
import static org.junit.platform.launcher.EngineFilter.includeEngines;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.harness.BookOrder;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.harness.Tck;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the tests of some rules, in this JVM. */
public final class TestRun {
  static final String RULES_PACKAGE = "io.asynciotck.tck.rules";
  private static final String RULE_TESTS = "junit-jupiter";
  private static final String PROPERTIES = "jqwik";

  /** A limit that is never reached: properties stop looking for a smaller program by themselves. */
  private static final String SHRINKING_SECONDS = "600";

  /** Says at every start that its database is off, which nobody asked. */
  private static final Logger TALKATIVE = Logger.getLogger("net.jqwik");

  private static final Launcher LAUNCHER = LauncherFactory.create();

  /** Looked for once: a search of the class path is half of what it takes to find the tests. */
  private static final List<ClassSelector> TEST_CLASSES =
      findAllClassesInPackage(RULES_PACKAGE, TestMethods::areIn, name -> true).stream()
          .map(DiscoverySelectors::selectClass)
          .toList();

  static {
    TALKATIVE.setLevel(Level.WARNING);
  }

  private TestRun() {}

  /**
   * Runs the rule tests and the properties of these rules on a target, and tells of each test as it
   * ends.
   *
   * @return what was recorded of those that failed
   * @throws IllegalStateException if a test could not be run
   */
  static Recordings run(Target target, Set<String> rules, TestFilter tests, TestListener listener) {
    return execute(target, rules, tests, List.of(RULE_TESTS, PROPERTIES), listener);
  }

  /** Runs the rule tests without the properties: the quick part. */
  public static void runExamples(Target target, Set<String> rules, TestListener listener) {
    execute(target, rules, TestFilter.ALL, List.of(RULE_TESTS), listener);
  }

  /** Runs the properties without the rule tests: the generated part. */
  public static void runProperties(Target target, Set<String> rules, TestListener listener) {
    execute(target, rules, TestFilter.ALL, List.of(PROPERTIES), listener);
  }

  /** Returns the tests of these rules, without running them. */
  public static List<TestCase> find(Set<String> rules) {
    return TestMethods.casesOf(
        LAUNCHER.discover(request(rules, TestFilter.ALL, List.of(RULE_TESTS, PROPERTIES))));
  }

  /** Returns every test that there is. */
  public static List<TestCase> findAll() {
    return find(RuleBook.standard().rules().stream().map(RuleText::id).collect(Collectors.toSet()));
  }

  /** The only place in which a run chooses what JUnit's test classes are about. */
  private static Recordings execute(
      Target target,
      Set<String> rules,
      TestFilter tests,
      List<String> engines,
      TestListener listener) {
    ResultListener results = new ResultListener(target, listener);
    Tck.about(target, () -> LAUNCHER.execute(request(rules, tests, engines), results));
    results.checkComplete();
    return results.recordings();
  }

  private static LauncherDiscoveryRequest request(
      Set<String> rules, TestFilter tests, List<String> engines) {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(TEST_CLASSES)
        .filters(includeEngines(engines), showing(rules, tests))
        .configurationParameter("junit.jupiter.testclass.order.default", BookOrder.class.getName())
        .configurationParameter("jqwik.database", "")
        .configurationParameter("jqwik.shrinking.bounded.seconds", SHRINKING_SECONDS)
        .configurationParameter("jqwik.reporting.onlyfailures", "true")
        .configurationParameter("jqwik.reporting.usejunitplatform", "true")
        .build();
  }

  private static PostDiscoveryFilter showing(Set<String> rules, TestFilter tests) {
    return descriptor ->
        FilterResult.includedIf(!descriptor.isTest() || isSelected(descriptor, rules, tests));
  }

  private static boolean isSelected(
      TestDescriptor descriptor, Set<String> rules, TestFilter tests) {
    return TestMethods.rulesOf(descriptor.getSource()).stream().anyMatch(rules::contains)
        && TestMethods.nameOf(descriptor.getSource()).filter(tests::selects).isPresent();
  }
}
