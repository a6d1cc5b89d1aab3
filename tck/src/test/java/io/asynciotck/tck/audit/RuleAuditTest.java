package io.asynciotck.tck.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.reference.faults.BrokenReference;
import io.asynciotck.reference.faults.Faults;
import io.asynciotck.reference.module.ReferenceProvider;
import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.spec.Level;
import io.asynciotck.spec.Profile;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RulePage;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.audit.MissingParts.Part;
import io.asynciotck.tck.bridge.WrongLoopsTest;
import io.asynciotck.tck.harness.JvmImplementation;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.run.TestCase;
import io.asynciotck.tck.run.TestRun;
import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Closes the triangle of sentence, test and line, and asks each test whether it can fail. */
final class RuleAuditTest {
  private static final RuleBook BOOK = RuleBook.standard();
  private static final Set<ConformanceClass> CLAIMED = new ReferenceProvider().classes();
  private static final Map<String, Method> TESTS = testOfEachRule();
  private static final Set<String> LINES = ReferenceLines.rules();
  private static final Set<String> BEYOND = beyondTheReference();
  private static final Set<String> BROKEN =
      Faults.all().stream()
          .map(BrokenReference::breaks)
          .flatMap(Set::stream)
          .collect(Collectors.toSet());

  @Test
  void everyTestNamesRulesThatExist() {
    assertThat(RuleTests.methods())
        .isNotEmpty()
        .allSatisfy(test ->
            assertThat(RuleTests.rulesOf(test))
                .as("rules of %s", test)
                .isNotEmpty()
                .allMatch(id -> BOOK.find(id).isPresent()));
  }

  @Test
  void aRuleTestShowsOneRule() {
    assertThat(RuleTests.methods())
        .filteredOn(test -> !RuleTests.isProperty(test))
        .allSatisfy(test -> assertThat(RuleTests.rulesOf(test)).as("%s", test).hasSize(1));
  }

  /** A class whose name does not end as those of tests do would never run, and nobody would see. */
  @Test
  void everyTestIsRun() {
    assertThat(TestRun.findAll())
        .extracting(TestCase::name)
        .containsExactlyInAnyOrderElementsOf(
            RuleTests.methods().stream()
                .map(test -> test.getDeclaringClass().getSimpleName() + "." + test.getName())
                .toList());
  }

  @Test
  void everyRuleHasATestALineAndABrokenLoop() {
    List<String> advice = BOOK.pages().stream().flatMap(RuleAuditTest::adviceFor).toList();
    assertThat(advice)
        .as("%s", String.join("\n", advice)) // legible: AssertJ's own list has the lines escaped
        .isEmpty();
  }

  private static Stream<String> adviceFor(RulePage page) {
    MissingParts parts = new MissingParts(page, TESTS, ReferenceLines.byClass());
    return page.rules().stream()
        .filter(rule -> !missing(rule).isEmpty())
        .map(rule -> parts.advice(rule, missing(rule)));
  }

  private static Set<Part> missing(RuleText rule) {
    Set<Part> missing = EnumSet.noneOf(Part.class);
    boolean claimed = CLAIMED.contains(rule.conformanceClass()) && !BEYOND.contains(rule.id());
    if (BOOK.isTestable(rule) && !TESTS.containsKey(rule.id())) {
      missing.add(Part.TEST);
    }
    if (isDemand(rule) && claimed && Profile.newest().selects(rule) && !LINES.contains(rule.id())) {
      missing.add(Part.LINE);
    }
    if (BOOK.isTestable(rule) && claimed && !BROKEN.contains(rule.id())) {
      missing.add(Part.FAULT);
    }
    return missing;
  }

  @Test
  void whatNoTestCanShowHasNone() {
    assertThat(BOOK.rules())
        .filteredOn(rule -> !BOOK.isTestable(rule) && TESTS.containsKey(rule.id()))
        .extracting(RuleText::id)
        .as("rules that are tested although not-testable.md says they cannot be")
        .isEmpty();
  }

  @Test
  void theReferencePointsAtRulesThatExist() {
    assertThat(LINES)
        .as("rules that the reference points at")
        .allMatch(id -> BOOK.find(id).isPresent());
  }

  @Test
  void faultsBreakRulesThatExist() {
    assertThat(BROKEN).as("rules that faults break").allMatch(id -> BOOK.find(id).isPresent());
  }

  /** The reference needs no line for what it cannot show, and a loop in Python breaks it. */
  @Test
  void whatTheReferenceCannotShowIsBrokenByALoopInPython() {
    assertThat(WrongLoopsTest.rules()).containsAll(BEYOND);
  }

  /** The rules whose tests all need a capability that the reference has not. */
  private static Set<String> beyondTheReference() {
    Target reference = Target.of(new JvmImplementation(new ReferenceProvider()));
    return RuleTests.methods().stream()
        .collect(
            Collectors.groupingBy(
                test -> RuleTests.rulesOf(test).getFirst(),
                Collectors.mapping(reference::whyNot, Collectors.toList())))
        .entrySet()
        .stream()
        .filter(rule -> rule.getValue().stream().allMatch(Optional::isPresent))
        .map(Map.Entry::getKey)
        .filter(rule -> CLAIMED.contains(BOOK.get(rule).conformanceClass()))
        .filter(rule -> Profile.newest().selects(BOOK.get(rule)))
        .collect(Collectors.toSet());
  }

  private static boolean isDemand(RuleText rule) {
    return rule.level() == Level.MUST || rule.level() == Level.SHOULD;
  }

  /** The tests that show one rule: a property that names several shows none of them by itself. */
  private static Map<String, Method> testOfEachRule() {
    Map<String, Method> tests = new HashMap<>();
    for (Method test : RuleTests.methods()) {
      List<String> rules = RuleTests.rulesOf(test);
      if (rules.size() == 1) {
        tests.putIfAbsent(rules.getFirst(), test);
      }
    }
    return tests;
  }
}
