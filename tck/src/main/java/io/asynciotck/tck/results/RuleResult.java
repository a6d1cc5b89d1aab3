package io.asynciotck.tck.results;

import io.asynciotck.spec.RuleText;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The result of one rule.
 *
 * @param rule the rule
 * @param verdict the worst of its tests; a rule of which no test was run is not claimed
 * @param reason why it is not claimed or known to fail; empty otherwise
 * @param changed how often it had which verdict, if that changed from run to run; empty otherwise
 * @param tests its tests
 */
public record RuleResult(
    RuleText rule, Verdict verdict, String reason, String changed, List<TestResult> tests) {

  /** Copies the list. */
  public RuleResult {
    tests = List.copyOf(tests);
  }

  /** A result of one run. */
  public RuleResult(RuleText rule, Verdict verdict, String reason, List<TestResult> tests) {
    this(rule, verdict, reason, "", tests);
  }

  /** Returns the id of the rule. */
  public String id() {
    return rule.id();
  }

  /** Returns the same with another verdict, and the reason for that. */
  public RuleResult judged(Verdict other, String why) {
    return new RuleResult(rule, other, why, changed, tests);
  }

  /** Returns the same with how often it came out how. */
  public RuleResult changing(String counts) {
    return new RuleResult(rule, verdict, reason, counts, tests);
  }

  /**
   * Returns whether it means that the implementation does not conform. The one place that decides
   * this: a rule that decides fails, or the verdict is not always the same.
   */
  public boolean counts() {
    return (verdict.isFailure() && rule.decides()) || isChanged();
  }

  /** Returns whether it fails where it may. */
  public boolean isDifference() {
    return verdict.isFailure() && !rule.decides() && !isChanged();
  }

  /** Returns whether it fails as an expectation says, and would count otherwise. */
  public boolean isKnownFailure() {
    return verdict == Verdict.KNOWN && rule.decides();
  }

  /** Returns whether its verdict changed from run to run. */
  public boolean isChanged() {
    return !changed.isEmpty();
  }

  /** Returns how long its tests took. */
  public Duration took() {
    return tests.stream().map(TestResult::took).reduce(Duration.ZERO, Duration::plus);
  }

  /** Returns the test that decided, if one has something to say. */
  public Optional<TestResult> decidingTest() {
    List<TestResult> telling = tests.stream().filter(test -> !test.message().isEmpty()).toList();
    return telling.stream()
        .filter(test -> test.verdict() == verdict)
        .findFirst()
        .or(() -> telling.stream().findFirst());
  }

  /** Returns the failure that decided, if there is one. */
  public Optional<Failure> failure() {
    return decidingTest().flatMap(test -> Optional.ofNullable(test.failure()));
  }
}
