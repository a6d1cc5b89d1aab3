package io.asynciotck.tck.report;

import io.asynciotck.tck.report.RunData.RuleData;
import io.asynciotck.tck.report.RunData.TestData;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What there is to say of a rule in a run in which it does not simply hold.
 *
 * @param run the title of the run
 * @param mark what came out
 * @param reason why, as HTML, if that is known
 * @param compared whether traces were compared, and there is nothing else to say
 * @param expected the traces that the rule allows
 * @param observed the trace that was seen
 * @param details what else the test says
 * @param python a Python program that shows the failure; empty if there is none
 * @param replay the command that runs the test again
 */
record FailureView(
    String run,
    Mark mark,
    String reason,
    boolean compared,
    List<String> expected,
    String observed,
    String details,
    String python,
    String replay) {

  static List<FailureView> of(Map<RunData, RuleData> results) {
    return results.entrySet().stream()
        .flatMap(entry -> of(entry.getKey(), entry.getValue()).stream())
        .toList();
  }

  private static Optional<FailureView> of(RunData run, RuleData rule) {
    Optional<TestData> test = rule.decidingTest();
    if (test.isEmpty() && rule.reason().isEmpty() && !rule.isChanged()) {
      return Optional.empty();
    }
    String details = test.map(said -> details(rule, said)).orElse("");
    boolean compared = details.startsWith("expected ");
    return Optional.of(
        new FailureView(
            run.title(),
            Mark.of(rule),
            reason(rule),
            compared,
            test.map(TestData::expected).orElse(List.of()),
            test.map(TestData::observed).orElse(""),
            compared ? "" : details,
            test.map(TestData::python).orElse(""),
            test.map(TestData::replay).orElse("")));
  }

  private static String reason(RuleData rule) {
    return Html.ofText(
        rule.isChanged()
            ? "The verdict changed from run to run: " + rule.changed() + ". " + rule.reason()
            : rule.reason());
  }

  /** A message begins with its rule, which the page shows already. */
  private static String details(RuleData rule, TestData test) {
    String message = test.message();
    int heading = message.indexOf('\n');
    boolean hasHeading = heading >= 0 && message.startsWith(rule.id() + ": ");
    return (hasHeading ? message.substring(heading + 1) : message).stripIndent().strip();
  }
}
