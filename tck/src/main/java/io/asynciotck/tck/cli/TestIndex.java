package io.asynciotck.tck.cli;

import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.run.TestResult;
import io.asynciotck.tck.run.TestRun;
import java.util.List;
import java.util.stream.Collectors;

/** Which tests show which rule. */
final class TestIndex {
  private final List<TestResult> tests;

  private TestIndex(List<TestResult> tests) {
    this.tests = tests;
  }

  static TestIndex of(List<RuleText> rules) {
    return new TestIndex(
        TestRun.find(rules.stream().map(RuleText::id).collect(Collectors.toSet())));
  }

  /** The tests of a rule, class and method. */
  List<String> of(RuleText rule) {
    return tests.stream()
        .filter(test -> test.rules().contains(rule.id()))
        .map(TestResult::test)
        .sorted()
        .toList();
  }
}
