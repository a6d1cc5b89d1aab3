package io.asynciotck.tck.harness;

import io.asynciotck.tck.results.Failure;
import io.asynciotck.tck.results.Program;
import java.io.Serial;
import java.util.List;
import java.util.Optional;

/** What was seen is not what the rule allows. */
public final class RuleViolation extends AssertionError {
  @Serial private static final long serialVersionUID = 1L;

  /** The name of what is compared if something stays open that nobody can close any more. */
  public static final String LEFT_OPEN = "descriptors left open";

  /** Without a rule of its own, the violation is of the rule of the test. */
  private static final String OF_THE_TEST = "";

  private final transient Failure failure;

  /**
   * Creates the violation.
   *
   * @param what the name of what is compared, such as {@code order}
   * @param expected what the rule allows, one or more traces
   * @param observed what was seen
   */
  public RuleViolation(String what, List<String> expected, String observed) {
    this(what, expected, observed, List.of());
  }

  /**
   * Creates the violation of a test that lets the loop run for single iterations.
   *
   * @param what the name of what is compared
   * @param expected what the rule allows, one or more traces
   * @param observed what was seen
   * @param iterations how many events had been seen when each iteration had ended
   */
  RuleViolation(String what, List<String> expected, String observed, List<Integer> iterations) {
    this(Failure.ofComparison(OF_THE_TEST, what, expected, observed).inIterations(iterations));
  }

  private RuleViolation(Failure failure) {
    super(failure.details());
    this.failure = failure;
  }

  /**
   * Creates the violation of one rule among those that a property is about.
   *
   * @param rule the id of the rule that forbids what was seen
   * @param text all that there is to say
   * @param expected what the rule allows, one or more traces
   * @param observed what was seen
   */
  public static RuleViolation ofProgram(
      String rule, String text, List<String> expected, String observed) {
    return new RuleViolation(
        new Failure(rule, "", expected, observed, List.of(), "", text, "", "", Program.NOTHING));
  }

  /** Returns the id of the rule that is violated, where the test itself does not say it. */
  public Optional<String> rule() {
    return failure.rule().equals(OF_THE_TEST) ? Optional.empty() : Optional.of(failure.rule());
  }

  /** Returns whether this is what was compared. */
  public boolean compares(String what) {
    return failure.compared().equals(what);
  }

  /** Returns the traces that the rule allows. */
  public List<String> expected() {
    return failure.expected();
  }

  /** Returns the trace that was seen. */
  public String observed() {
    return failure.observed();
  }

  /** Returns what there is to say, as the failure of a rule. */
  Failure failure(String rule) {
    return failure.of(rule);
  }
}
