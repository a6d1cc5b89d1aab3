package io.asynciotck.tck.report;

import io.asynciotck.tck.results.RuleResult;
import io.asynciotck.tck.results.RunResult;
import io.asynciotck.tck.results.Verdict;
import java.util.List;

/**
 * A conformance class, as the page shows it.
 *
 * @param name its name
 * @param cells what each run says of it
 */
record ClassView(String name, List<Cell> cells) {

  /**
   * What a run says of a class.
   *
   * @param text how many of how many rules hold
   * @param style the name of the style that colours it
   */
  record Cell(String text, String style) {}

  static List<ClassView> of(List<RunResult> runs) {
    return runs.stream()
        .flatMap(run -> run.rules().stream())
        .map(rule -> rule.rule().conformanceClass().label())
        .distinct()
        .map(name -> new ClassView(name, runs.stream().map(run -> cell(name, run)).toList()))
        .toList();
  }

  private static Cell cell(String name, RunResult run) {
    List<RuleResult> rules =
        run.rules().stream()
            .filter(rule -> rule.rule().conformanceClass().label().equals(name))
            .toList();
    List<RuleResult> held =
        rules.stream().filter(rule -> rule.verdict() != Verdict.NOT_CLAIMED).toList();
    if (held.isEmpty()) {
      return new Cell(rules.isEmpty() ? "not run" : "not claimed", "not-claimed");
    }
    long passed = held.stream().filter(rule -> rule.verdict() == Verdict.PASS).count();
    return new Cell(passed + " / " + held.size(), style(held, passed));
  }

  private static String style(List<RuleResult> held, long passed) {
    if (held.stream().anyMatch(rule -> rule.counts() || rule.verdict() == Verdict.STALE)) {
      return "fail";
    }
    return passed == held.size() ? "pass" : "known";
  }
}
