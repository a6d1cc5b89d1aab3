package io.asynciotck.tck.report;

import io.asynciotck.tck.report.RunData.RuleData;
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

  static List<ClassView> of(List<RunData> runs) {
    return runs.stream()
        .flatMap(run -> run.rules().values().stream())
        .map(RuleData::conformanceClass)
        .distinct()
        .map(name -> new ClassView(name, runs.stream().map(run -> cell(name, run)).toList()))
        .toList();
  }

  private static Cell cell(String name, RunData run) {
    List<RuleData> held =
        run.rules().values().stream()
            .filter(rule -> rule.conformanceClass().equals(name))
            .filter(rule -> !rule.verdict().equals("not-claimed"))
            .toList();
    if (held.isEmpty()) {
      return new Cell("not claimed", "not-claimed");
    }
    long passed = held.stream().filter(rule -> rule.verdict().equals("pass")).count();
    boolean fails = held.stream().anyMatch(rule -> rule.isFailure() && rule.decides());
    return new Cell(passed + " / " + held.size(), fails ? "fail" : "pass");
  }
}
