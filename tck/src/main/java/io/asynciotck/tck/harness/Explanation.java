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
    String named =
        failure instanceof RuleViolation violation && violation.rule().isPresent()
            ? violation.rule().get()
            : rules.value()[0];
    RuleText rule = RuleBook.standard().get(named);
    Throwable explained = explained(failure, rule + sample);
    return Tck.decides(rule) ? explained : new ObservedDifference(rule.id(), explained);
  }

  /** A violation that names its rule has said everything itself. */
  private static Throwable explained(Throwable failure, String heading) {
    return switch (failure) {
      case RuleViolation violation when violation.rule().isPresent() -> violation;
      case RuleViolation violation -> violation.of(heading);
      default -> new UnexpectedException(heading, failure);
    };
  }
}
