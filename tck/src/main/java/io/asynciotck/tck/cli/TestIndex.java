package io.asynciotck.tck.cli;

import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.run.TestCase;
import io.asynciotck.tck.run.TestRun;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Which tests show which rule. */
final class TestIndex {
  private final List<TestCase> tests;

  private TestIndex(List<TestCase> tests) {
    this.tests = tests;
  }

  static TestIndex of(List<RuleText> rules) {
    return new TestIndex(
        TestRun.find(rules.stream().map(RuleText::id).collect(Collectors.toSet())));
  }

  /** The tests of a rule. */
  List<TestCase> of(RuleText rule) {
    return tests.stream()
        .filter(test -> test.rules().contains(rule.id()))
        .sorted(Comparator.comparing(TestCase::name))
        .toList();
  }
}
