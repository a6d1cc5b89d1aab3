package io.asynciotck.tck.harness;

import io.asynciotck.spec.Rule;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import java.lang.reflect.Method;

/** Puts the rule in front of what a test has to say when it fails. */
final class Explanation {

  private Explanation() {}

  /** What the test should throw instead of what it threw. */
  static Throwable of(Throwable failure, Method test) {
    return of(failure, test, "");
  }

  /**
   * As {@link #of(Throwable, Method)}.
   *
   * @param sample what the property was tried with, as lines; empty for other tests
   */
  static Throwable of(Throwable failure, Method test, String sample) {
    Rule rules = test.getAnnotation(Rule.class);
    if (rules == null || failure instanceof HarnessError) {
      return failure;
    }
    RuleText rule = RuleBook.standard().get(rules.value()[0]);
    String heading = rule + sample;
    Throwable explained =
        failure instanceof RuleViolation violation
            ? violation.of(heading)
            : new UnexpectedException(heading, failure);
    return Tck.decides(rule) ? explained : new ObservedDifference(rule.id(), explained);
  }
}
