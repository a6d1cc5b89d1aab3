package io.asynciotck.tck.run;

import static java.util.stream.Collectors.toMap;
import static org.junit.platform.commons.support.ReflectionSupport.findAllClassesInPackage;
import static org.junit.platform.launcher.EngineFilter.includeEngines;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.harness.Attempts;
import io.asynciotck.tck.harness.BookOrder;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.harness.Tck;
import io.asynciotck.tck.results.Ground;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the tests of some rules, in this JVM. */
public final class TestRun {
  static final String RULES_PACKAGE = "io.asynciotck.tck.rules";
  private static final String RULE_TESTS = "junit-jupiter";
  private static final String PROPERTIES = "jqwik";
  private static final String CLASS_ORDER = "junit.jupiter.testclass.order.default";
  private static final String METHOD_ORDER = "junit.jupiter.testmethod.order.default";

  /** A limit that is never reached: properties stop looking for a smaller program by themselves. */
  private static final String SHRINKING_SECONDS = "600";

  /** Says at every start that its database is off, and warns of its own limits: nobody asked. */
  private static final Logger TALKATIVE = Logger.getLogger("net.jqwik");

  private static final PostDiscoveryFilter OF_GROUNDS =
      test -> FilterResult.includedIf(!test.isTest() || isOfGround(test));

  private static final PostDiscoveryFilter NOT_OF_GROUNDS =
      test -> FilterResult.includedIf(!test.isTest() || !isOfGround(test));

  private static final Launcher LAUNCHER = LauncherFactory.create();

  /**
   * The classes of tests, and which rules each shows. Looked for once: a search of the class path
   * is half of what it takes to find the tests.
   */
  private static final Map<Class<?>, Set<String>> TEST_CLASSES =
      findAllClassesInPackage(RULES_PACKAGE, TestMethods::areIn, name -> true).stream()
          .collect(
              toMap(
                  Function.identity(), TestMethods::rulesIn, (one, _) -> one, LinkedHashMap::new));

  static {
    TALKATIVE.setLevel(Level.SEVERE);
  }

  private TestRun() {}

  /**
   * Runs the rule tests and the properties of these rules on a target, and tells of each test as it
   * ends. The tests of the grounds come first; what is a lost cause then is not tried.
   *
   * @return what was recorded of those that failed
   * @throws IllegalStateException if a test could not be run
   */
  static Recordings run(Target target, Set<String> rules, TestFilter tests, TestListener listener) {
    LostCauses lost = new LostCauses(target.book());
    return execute(target, rules, groundsFirst(target, rules, tests), lost, lost, listener);
  }

  private static List<LauncherDiscoveryRequest> groundsFirst(
      Target target, Set<String> rules, TestFilter tests) {
    PostDiscoveryFilter selected = showing(rules, tests);
    return List.of(
        request(target.tries(), rules, List.of(selected, OF_GROUNDS), RULE_TESTS)
            .configurationParameter(CLASS_ORDER, GroundsFirst.class.getName())
            .configurationParameter(METHOD_ORDER, GroundsFirst.class.getName())
            .build(),
        request(target.tries(), rules, List.of(selected, NOT_OF_GROUNDS), RULE_TESTS, PROPERTIES)
            .build());
  }

  /** Runs tests whatever is known of them, in the order in which they ran before. */
  static void again(Target target, Set<String> rules, TestFilter tests, TestListener listener) {
    execute(
        target,
        rules,
        groundsFirst(target, rules, tests),
        Attempts.ALL,
        new LostCauses(target.book()),
        listener);
  }

  /** Runs the rule tests without the properties: the quick part. */
  public static void runExamples(Target target, Set<String> rules, TestListener listener) {
    all(target, rules, listener, RULE_TESTS);
  }

  /** Runs the properties without the rule tests: the generated part. */
  public static void runProperties(Target target, Set<String> rules, TestListener listener) {
    all(target, rules, listener, PROPERTIES);
  }

  private static void all(
      Target target, Set<String> rules, TestListener listener, String... engines) {
    LostCauses lost = new LostCauses(target.book());
    List<LauncherDiscoveryRequest> requests =
        List.of(
            request(target.tries(), rules, List.of(showing(rules, TestFilter.ALL)), engines)
                .build());
    execute(target, rules, requests, Attempts.ALL, lost, listener);
  }

  /** Returns the tests of these rules, without running them. */
  public static List<TestCase> find(Set<String> rules) {
    return TestMethods.casesOf(
        LAUNCHER.discover(
            request(
                    Target.DEFAULT_TRIES,
                    rules,
                    List.of(showing(rules, TestFilter.ALL)),
                    RULE_TESTS,
                    PROPERTIES)
                .build()));
  }

  /** Returns every test that there is. */
  public static List<TestCase> findAll() {
    return find(RuleBook.standard().rules().stream().map(RuleText::id).collect(Collectors.toSet()));
  }

  /** The only place in which a run chooses what JUnit's test classes are about. */
  private static Recordings execute(
      Target target,
      Set<String> rules,
      List<LauncherDiscoveryRequest> requests,
      Attempts worthwhile,
      LostCauses lost,
      TestListener listener) {
    ResultListener results = new ResultListener(target, rules, lost, listener);
    List<TestPlan> plans = requests.stream().map(LAUNCHER::discover).toList();
    results.plan(plans.stream().flatMap(plan -> TestMethods.casesOf(plan).stream()).toList());
    Tck.about(target, worthwhile, () -> plans.forEach(plan -> LAUNCHER.execute(plan, results)));
    results.checkComplete();
    return results.recordings();
  }

  private static LauncherDiscoveryRequestBuilder request(
      int tries, Set<String> rules, List<PostDiscoveryFilter> filters, String... engines) {
    return LauncherDiscoveryRequestBuilder.request()
        .selectors(classesFor(rules))
        .filters(includeEngines(engines))
        .filters(filters.toArray(PostDiscoveryFilter[]::new))
        .configurationParameter(CLASS_ORDER, BookOrder.class.getName())
        .configurationParameter("jqwik.database", "")
        .configurationParameter("jqwik.tries.default", String.valueOf(tries))
        .configurationParameter("jqwik.shrinking.bounded.seconds", SHRINKING_SECONDS)
        .configurationParameter("jqwik.reporting.onlyfailures", "true")
        .configurationParameter("jqwik.reporting.usejunitplatform", "true");
  }

  /** Most runs are about few rules, and most of the time goes into looking at the others' tests. */
  private static List<ClassSelector> classesFor(Set<String> rules) {
    return TEST_CLASSES.entrySet().stream()
        .filter(entry -> !Collections.disjoint(entry.getValue(), rules))
        .map(entry -> DiscoverySelectors.selectClass(entry.getKey()))
        .toList();
  }

  /** Whether a test shows a rule that others rest on. Properties show too much at once. */
  private static boolean isOfGround(TestDescriptor descriptor) {
    return descriptor.getUniqueId().getEngineId().filter(RULE_TESTS::equals).isPresent()
        && TestMethods.rulesOf(descriptor.getSource()).stream()
            .anyMatch(rule -> Ground.ofRule(rule).isPresent());
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
