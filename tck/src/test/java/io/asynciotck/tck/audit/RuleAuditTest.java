package io.asynciotck.tck.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.reference.FaultIndex;
import io.asynciotck.reference.ReferenceProvider;
import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.spec.Level;
import io.asynciotck.spec.Profile;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.run.TestCase;
import io.asynciotck.tck.run.TestRun;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Closes the triangle of sentence, test and line, and asks each test whether it can fail. */
final class RuleAuditTest {
  private static final RuleBook BOOK = RuleBook.standard();
  private static final Set<ConformanceClass> CLAIMED = new ReferenceProvider().classes();

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
  void everyTestIsRun() {
    assertThat(TestRun.findAll())
        .extracting(TestCase::name)
        .containsExactlyInAnyOrderElementsOf(
            RuleTests.methods().stream()
                .map(test -> test.getDeclaringClass().getSimpleName() + "." + test.getName())
                .toList());
  }

  @Test
  void aRuleTestShowsOneRule() {
    assertThat(RuleTests.methods())
        .filteredOn(test -> !RuleTests.isProperty(test))
        .allSatisfy(test -> assertThat(RuleTests.rulesOf(test)).as("%s", test).hasSize(1));
  }

  @Test
  void everyRuleHasATestOrAReasonWhyNot() {
    Set<String> tested =
        TestRun.find(ids(rule -> true)).stream()
            .filter(test -> test.rules().size() == 1)
            .map(TestCase::rules)
            .flatMap(Collection::stream)
            .collect(Collectors.toSet());
    assertThat(ids(rule -> BOOK.isTestable(rule) && !tested.contains(rule.id())))
        .as("rules without a test of their own")
        .isEmpty();
    assertThat(ids(rule -> !BOOK.isTestable(rule) && tested.contains(rule.id())))
        .as("rules that are tested although not-testable.md says they cannot be")
        .isEmpty();
  }

  @Test
  void everyDemandHasALineInTheReference() throws IOException {
    Set<String> lines = ReferenceLines.rules();
    assertThat(
            ids(rule ->
                isDemand(rule)
                    && Profile.newest().selects(rule)
                    && CLAIMED.contains(rule.conformanceClass())
                    && !lines.contains(rule.id())))
        .as("MUST and SHOULD rules that no line of the reference points at")
        .isEmpty();
    assertThat(lines)
        .as("rules that the reference points at")
        .allMatch(id -> BOOK.find(id).isPresent());
  }

  @Test
  void everyTestedRuleIsBrokenByAFault() {
    Set<String> broken = FaultIndex.rulesBroken();
    assertThat(
            ids(rule ->
                BOOK.isTestable(rule)
                    && CLAIMED.contains(rule.conformanceClass())
                    && !broken.contains(rule.id())))
        .as("rules that no broken loop breaks: their tests have never been seen to fail")
        .isEmpty();
  }

  private static boolean isDemand(RuleText rule) {
    return rule.level() == Level.MUST || rule.level() == Level.SHOULD;
  }

  private static Set<String> ids(Predicate<RuleText> which) {
    return select(BOOK.rules().stream(), which).stream()
        .map(RuleText::id)
        .collect(Collectors.toCollection(java.util.TreeSet::new));
  }

  private static List<RuleText> select(Stream<RuleText> rules, Predicate<RuleText> which) {
    return rules.filter(which).toList();
  }
}
