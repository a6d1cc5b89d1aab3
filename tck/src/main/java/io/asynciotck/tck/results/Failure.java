package io.asynciotck.tck.results;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a test that failed has to say.
 *
 * @param rule the id of the rule that does not hold
 * @param compared the name of what was compared, such as {@code trace}; empty if the test did not
 *     fail in a comparison
 * @param expected the traces that the rule allows, if there was something to compare
 * @param observed the trace that was seen, if there was something to compare
 * @param iterations how many events of the trace had been seen when each iteration had ended; empty
 *     if the test does not count iterations
 * @param missing the member of the API that is not there, such as {@code set_debug}; empty if the
 *     test did not miss any
 * @param text what else there is to say: what was raised, with what a property was tried
 * @param source the text of the test; empty if it is not at hand
 * @param alone what came of running the test alone in a fresh process, if that was something else;
 *     empty otherwise
 * @param program a program in the language of the implementation that shows the failure, with the
 *     output of running it, or why there is none
 */
public record Failure(
    String rule,
    String compared,
    List<String> expected,
    String observed,
    List<Integer> iterations,
    String missing,
    String text,
    String source,
    String alone,
    Program program) {

  /** What is raised by what is not there. */
  private static final Pattern NOT_THERE =
      Pattern.compile(
          "NotImplementedError|UnsupportedOperationException|no attribute '|unexpected keyword");

  /** How a text begins that says what was raised where a test has traced an exception. */
  public static final String LOOP_RAISED = "the loop raised: ";

  /** What such a text says of a test that hung in a run of a loop that had run before. */
  public static final String IN_LATER_RUN = "The loop had run before in this test, and come back.";

  /** Copies the lists. */
  public Failure {
    expected = List.copyOf(expected);
    iterations = List.copyOf(iterations);
  }

  /** Returns the failure of a comparison. */
  public static Failure ofComparison(
      String rule, String compared, List<String> expected, String observed) {
    return new Failure(
        rule, compared, expected, observed, List.of(), "", "", "", "", Program.NOTHING);
  }

  /** Returns a failure of which a text says all. */
  public static Failure ofText(String rule, String text) {
    return new Failure(rule, "", List.of(), "", List.of(), "", text, "", "", Program.NOTHING);
  }

  /** Returns whether a member or an argument said that it is not there: there is no more to it. */
  public boolean isOfMissing() {
    return !missing.isEmpty() && NOT_THERE.matcher(text).find();
  }

  /** Returns whether traces were compared, and there is nothing else to say. */
  public boolean isComparison() {
    return !compared.isEmpty() && text.isEmpty() && alone.isEmpty();
  }

  /** Returns this failure of a test that let the loop run for single iterations. */
  public Failure inIterations(List<Integer> ends) {
    return new Failure(
        rule, compared, expected, observed, ends, missing, text, source, alone, program);
  }

  /** Returns the same failure of another rule. */
  public Failure of(String other) {
    return new Failure(
        other, compared, expected, observed, iterations, missing, text, source, alone, program);
  }

  /** Returns this failure with a text in front of what it says already. */
  public Failure after(String more) {
    String joined = more.isEmpty() || text.isEmpty() ? more + text : more + "\n" + text;
    return new Failure(
        rule, compared, expected, observed, iterations, missing, joined, source, alone, program);
  }

  /** Returns this failure of a test that missed a member of the API. */
  public Failure missing(String member) {
    return new Failure(
        rule, compared, expected, observed, iterations, member, text, source, alone, program);
  }

  /** Returns this failure with the text of its test. */
  public Failure withSource(String known) {
    return new Failure(
        rule, compared, expected, observed, iterations, missing, text, known, alone, program);
  }

  /** Returns this failure with what came of running its test alone. */
  public Failure withAlone(String seen) {
    return new Failure(
        rule, compared, expected, observed, iterations, missing, text, source, seen, program);
  }

  /** Returns this failure with its program. */
  public Failure withProgram(Program written) {
    return new Failure(
        rule, compared, expected, observed, iterations, missing, text, source, alone, written);
  }

  /**
   * Returns all that there is to say, without the rule: what is said of it alone, text, comparison.
   */
  public String details() {
    List<String> parts = new ArrayList<>();
    if (!alone.isEmpty()) {
      parts.add(alone);
    }
    if (!text.isEmpty()) {
      parts.add(text);
    }
    if (!compared.isEmpty()) {
      parts.add(comparison());
    }
    return String.join("\n", parts);
  }

  private String comparison() {
    String label = "expected " + compared + ": ";
    String alternatives = String.join("\n" + " ".repeat(label.length() - 4) + "or  ", expected);
    return label + alternatives + "\n" + padded("but saw:", label.length()) + observed;
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }
}
