package io.asynciotck.tck.harness;

import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.results.Failure;
import io.asynciotck.tck.results.Verdict;
import java.io.Serial;

/** A rule does not hold: what JUnit sees of a test that failed. */
public final class RuleFailure extends AssertionError {
  @Serial private static final long serialVersionUID = 1L;

  private final Verdict verdict;
  private final transient Failure failure;
  private final transient Recorded recorded;

  RuleFailure(RuleText rule, Verdict verdict, Failure failure, Recorded recorded, Throwable cause) {
    super(rule + "\n" + failure.details().indent(2).stripTrailing(), cause);
    this.verdict = verdict;
    this.failure = failure;
    this.recorded = recorded;
  }

  /** Returns how the rule fails. */
  public Verdict verdict() {
    return verdict;
  }

  /** Returns what there is to say. */
  public Failure failure() {
    return failure;
  }

  /** Returns what was recorded of the test. */
  public Recorded recorded() {
    return recorded;
  }
}
