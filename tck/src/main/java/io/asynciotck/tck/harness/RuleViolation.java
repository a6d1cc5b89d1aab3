package io.asynciotck.tck.harness;

import java.io.Serial;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was seen is not what the rule allows. */
public final class RuleViolation extends AssertionError {
  @Serial private static final long serialVersionUID = 1L;

  /** The traces that the rule allows, as text. */
  private final transient List<String> expected;

  private final String observed;
  private final @Nullable String rule;

  /**
   * Creates the violation.
   *
   * @param what the name of what is compared, such as {@code order}
   * @param expected what the rule allows, one or more traces
   * @param observed what was seen
   */
  public RuleViolation(String what, List<String> expected, String observed) {
    this(describe(what, expected, observed), expected, observed, null, null);
  }

  private RuleViolation(
      String message,
      List<String> expected,
      String observed,
      @Nullable String rule,
      @Nullable Throwable cause) {
    super(message, cause);
    this.rule = rule;
    this.expected = List.copyOf(expected);
    this.observed = observed;
  }

  /** This violation with the rule in front: what a reader of the test report sees. */
  RuleViolation of(String rule) {
    return new RuleViolation(rule + "\n" + getMessage(), expected, observed, null, this);
  }

  /**
   * Creates the violation of one rule among those that a property is about.
   *
   * @param rule the id of the rule that forbids what was seen
   * @param message what there is to say, the rule included
   * @param expected what the rule allows, one or more traces
   * @param observed what was seen
   */
  public static RuleViolation ofProgram(
      String rule, String message, List<String> expected, String observed) {
    return new RuleViolation(message, expected, observed, rule, null);
  }

  /** Returns the id of the rule that is violated, where the test itself does not say it. */
  public Optional<String> rule() {
    return Optional.ofNullable(rule);
  }

  /** Returns the traces that the rule allows. */
  public List<String> expected() {
    return expected;
  }

  /** Returns the trace that was seen. */
  public String observed() {
    return observed;
  }

  private static String describe(String what, List<String> expected, String observed) {
    String label = "  expected " + what + ": ";
    String alternatives = String.join("\n" + " ".repeat(label.length() - 4) + "or  ", expected);
    return label + alternatives + "\n" + padded("  but saw:", label.length()) + observed;
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }
}
