package io.asynciotck.tck.run;

import static io.asynciotck.tck.run.TestPhase.PROPERTIES;
import static io.asynciotck.tck.run.TestPhase.RULE_TESTS;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;
import static org.junit.platform.commons.support.ReflectionSupport.findAllClassesInPackage;

import io.asynciotck.spec.Rule;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.harness.Attempts;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.harness.Tck;
import io.asynciotck.tck.results.Ground;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the tests of some rules, in this JVM. */
public final class TestRun {
  static final String RULES_PACKAGE = "io.asynciotck.tck.rules";

  /** Says at every start that its database is off, and warns of its own limits: nobody asked. */
  private static final Logger TALKATIVE = Logger.getLogger("net.jqwik");

  private static final PostDiscoveryFilter OF_GROUNDS =
      test -> FilterResult.includedIf(!test.isTest() || isOfGround(test));

  private static final PostDiscoveryFilter NOT_OF_GROUNDS =
      test -> FilterResult.includedIf(!test.isTest() || !isOfGround(test));

  private static final Launcher LAUNCHER = LauncherFactory.create();

  /**
   * The classes of tests, and their tests. Looked for once: a search of the class path is half of
   * what it takes to find the tests.
   */
  private static final Map<Class<?>, List<Method>> TEST_CLASSES =
      findAllClassesInPackage(RULES_PACKAGE, TestMethods::areIn, name -> true).stream()
          .collect(toMap(Function.identity(), TestMethods::of));

  private static final Map<String, List<Method>> TESTS_OF_RULES = new HashMap<>();

  /** The order in which JUnit runs the tests of a class: some of them run in the same one. */
  private static final Comparator<Method> AS_IN_A_WHOLE_CLASS =
      Comparator.<Method>comparingInt(method -> method.getName().hashCode())
          .thenComparing(Method::getName);

  static {
    TALKATIVE.setLevel(Level.SEVERE);
    for (List<Method> tests : TEST_CLASSES.values()) {
      for (Method test : tests) {
        for (String rule : test.getAnnotation(Rule.class).value()) {
          TESTS_OF_RULES.computeIfAbsent(rule, _ -> new ArrayList<>()).add(test);
        }
      }
    }
  }

  private TestRun() {}

  /**
   * Runs the rule tests and the properties of these rules, and tells of each test as it ends. The
   * tests of the grounds come first; what is a lost cause then is not tried.
   *
   * @param targets what is tested; several are one implementation made several times, of which each
   *     runs a part of the tests
   * @param accused rules whose tests are not run; other tests may accuse them
   * @return what was recorded of those that failed
   * @throws IllegalStateException if a test could not be run
   */
  static Recordings run(
      List<Target> targets,
      Set<String> rules,
      Set<String> accused,
      TestFilter tests,
      TestListener listener) {
    Target target = targets.getFirst();
    LostCauses lost = new LostCauses(target.book());
    return execute(
        targets, both(rules, accused), groundsFirst(target, rules, tests), lost, lost, listener);
  }

  private static Set<String> both(Set<String> rules, Set<String> accused) {
    Set<String> both = new HashSet<>(rules);
    both.addAll(accused);
    return both;
  }

  private static List<TestPhase> groundsFirst(Target target, Set<String> rules, TestFilter tests) {
    PostDiscoveryFilter selected = showing(rules, tests);
    List<DiscoverySelector> selectors = selectorsFor(rules);
    Map<String, String> order =
        Map.of(
            TestPhase.CLASS_ORDER,
            GroundsFirst.class.getName(),
            TestPhase.METHOD_ORDER,
            GroundsFirst.class.getName());
    return List.of(
        new TestPhase(
            selectors, List.of(selected, OF_GROUNDS), target.tries(), order, List.of(RULE_TESTS)),
        new TestPhase(
            selectors,
            List.of(selected, NOT_OF_GROUNDS),
            target.tries(),
            Map.of(),
            List.of(RULE_TESTS, PROPERTIES)));
  }

  /**
   * Runs tests whatever is known of them, in the order in which they ran before.
   *
   * @param worthwhile which of them are tried, when their turn has come
   * @return what was recorded of those that failed
   */
  static Recordings again(
      Target target,
      Set<String> rules,
      TestFilter tests,
      Attempts worthwhile,
      TestListener listener) {
    return execute(
        List.of(target),
        rules,
        groundsFirst(target, rules, tests),
        worthwhile,
        new LostCauses(target.book()),
        listener);
  }

  /** Runs the rule tests without the properties: the quick part. */
  public static void runExamples(Target target, Set<String> rules, TestListener listener) {
    runExamples(target, rules, Set.of(), listener);
  }

  /**
   * Does the same, and lets these tests accuse other rules too.
   *
   * @param accused rules whose tests are not run; other tests may accuse them
   */
  public static void runExamples(
      Target target, Set<String> rules, Set<String> accused, TestListener listener) {
    all(target, rules, accused, listener, RULE_TESTS);
  }

  /** Runs the properties without the rule tests: the generated part. */
  public static void runProperties(Target target, Set<String> rules, TestListener listener) {
    all(target, rules, Set.of(), listener, PROPERTIES);
  }

  private static void all(
      Target target,
      Set<String> rules,
      Set<String> accused,
      TestListener listener,
      String... engines) {
    LostCauses lost = new LostCauses(target.book());
    execute(
        List.of(target),
        both(rules, accused),
        List.of(phase(rules, target.tries(), engines)),
        Attempts.ALL,
        lost,
        listener);
  }

  private static TestPhase phase(Set<String> rules, int tries, String... engines) {
    List<PostDiscoveryFilter> selected = List.of(showing(rules, TestFilter.ALL));
    return new TestPhase(selectorsFor(rules), selected, tries, Map.of(), List.of(engines));
  }

  /** Returns the tests of these rules, without running them. */
  public static List<TestCase> find(Set<String> rules) {
    return TestMethods.casesOf(
        LAUNCHER.discover(phase(rules, Target.DEFAULT_TRIES, RULE_TESTS, PROPERTIES).whole()));
  }

  /** Returns every test that there is. */
  public static List<TestCase> findAll() {
    return find(RuleBook.standard().rules().stream().map(RuleText::id).collect(Collectors.toSet()));
  }

  /** The only place in which a run chooses what JUnit's test classes are about. */
  private static Recordings execute(
      List<Target> targets,
      Set<String> rules,
      List<TestPhase> phases,
      Attempts worthwhile,
      LostCauses lost,
      TestListener listener) {
    Target first = targets.getFirst();
    ResultListener results = new ResultListener(first, rules, lost, listener);
    List<TestPlan> plans = phases.stream().map(phase -> LAUNCHER.discover(phase.whole())).toList();
    results.plan(plans.stream().flatMap(plan -> TestMethods.casesOf(plan).stream()).toList());
    if (targets.size() == 1) {
      Tck.about(first, worthwhile, () -> plans.forEach(plan -> LAUNCHER.execute(plan, results)));
    } else {
      SideBySide jobs =
          new SideBySide(targets, (target, work) -> Tck.about(target, worthwhile, work), results);
      for (int i = 0; i < phases.size(); i++) {
        jobs.run(phases.get(i).parts(plans.get(i)));
      }
    }
    results.checkComplete();
    return results.recordings();
  }

  /**
   * Where the tests of these rules are. Most runs are about few rules, and most of the time would
   * go into looking at the others' tests.
   */
  private static List<DiscoverySelector> selectorsFor(Set<String> rules) {
    Map<Class<?>, Set<Method>> wanted = new LinkedHashMap<>();
    for (String rule : rules) {
      for (Method test : TESTS_OF_RULES.getOrDefault(rule, List.of())) {
        wanted
            .computeIfAbsent(test.getDeclaringClass(), _ -> new TreeSet<>(AS_IN_A_WHOLE_CLASS))
            .add(test);
      }
    }
    return wanted.entrySet().stream()
        .flatMap(entry -> selectorsFor(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Stream<DiscoverySelector> selectorsFor(Class<?> type, Set<Method> wanted) {
    return wanted.size() == requireNonNull(TEST_CLASSES.get(type)).size()
        ? Stream.of(DiscoverySelectors.selectClass(type))
        : wanted.stream().map(test -> DiscoverySelectors.selectMethod(type, test));
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
