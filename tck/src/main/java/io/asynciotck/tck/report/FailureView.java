package io.asynciotck.tck.report;

import io.asynciotck.tck.report.IndexedRun.Result;
import io.asynciotck.tck.results.Failure;
import io.asynciotck.tck.results.RuleResult;
import io.asynciotck.tck.results.RunResult;
import java.util.List;
import java.util.Optional;

/**
 * What there is to say of a rule in a run in which it does not simply hold.
 *
 * @param run the title of the run
 * @param mark the verdict, as it is shown
 * @param reason why, as HTML, if that is known
 * @param lanes the traces, drawn; none if it is not one of traces
 * @param expected what the rule allows, where that is not drawn
 * @param observed what was seen
 * @param details what else the test says; empty if the traces say all
 * @param program a program that shows the failure; empty if there is none
 * @param caution what has to be known of it beforehand; empty if it shows what it should
 * @param replay the command that runs the test again
 */
record FailureView(
    String run,
    Mark mark,
    String reason,
    List<Lanes> lanes,
    List<String> expected,
    String observed,
    String details,
    String program,
    String caution,
    String replay) {

  /** Returns whether what was compared says all, and is not drawn. */
  boolean compared() {
    return details.isEmpty() && lanes.isEmpty() && !expected.isEmpty();
  }

  static List<FailureView> of(List<Result> results) {
    return results.stream().flatMap(of -> of(of.run(), of.result()).stream()).toList();
  }

  private static Optional<FailureView> of(RunResult run, RuleResult rule) {
    Optional<Failure> failure = rule.failure();
    if (failure.isEmpty() && rule.reason().isEmpty() && !rule.isChanged()) {
      return Optional.empty();
    }
    return Optional.of(
        new FailureView(
            run.title(),
            Mark.of(rule),
            reason(rule),
            failure.flatMap(Lanes::of).stream().toList(),
            failure.map(Failure::expected).orElse(List.of()),
            failure.map(Failure::observed).orElse(""),
            failure.filter(said -> !said.isComparison()).map(Failure::details).orElse(""),
            failure.map(failed -> failed.program().text()).orElse(""),
            failure.map(failed -> failed.program().caution()).orElse(""),
            failure.map(_ -> run.invocation().replayOf(rule.id())).orElse("")));
  }

  private static String reason(RuleResult rule) {
    return Html.ofText(
        rule.isChanged()
            ? "The verdict changed from run to run: " + rule.changed() + ". " + rule.reason()
            : rule.reason());
  }
}
