package io.asynciotck.tck.run;

import io.asynciotck.spec.RuleText;
import java.util.List;

/**
 * What came out for one rule.
 *
 * @param rule the rule
 * @param verdict the worst of its tests; a rule of which no test was run is not claimed
 * @param reason why it is not claimed or known to fail; empty otherwise
 * @param tests its tests
 */
public record RuleResult(RuleText rule, Verdict verdict, String reason, List<TestResult> tests) {

  /** Copies the list. */
  public RuleResult {
    tests = List.copyOf(tests);
  }

  /** Returns the test that decided the verdict. */
  public TestResult decidingTest() {
    return tests.stream()
        .filter(test -> test.verdict() == verdict)
        .findFirst()
        .orElseGet(tests::getFirst);
  }
}
