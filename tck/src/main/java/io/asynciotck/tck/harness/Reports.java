package io.asynciotck.tck.harness;

import io.asynciotck.api.Capability;
import io.asynciotck.tck.results.Ground;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a loop has reported in a test that asks for no report. A report goes to the exception
 * handler; where no handler was set, the default one logs it, so that the log tells of every one.
 */
final class Reports {

  private Reports() {}

  /** Whether the rule is in force that forbids them, and the log can be read. */
  static boolean areForbidden() {
    Target target = Tck.target();
    return target.implementation().capabilities().contains(Capability.LOGGING)
        && target.whyNot(target.book().get(Ground.NO_REPORTS.rule())).isEmpty();
  }

  /**
   * Fails if anything was reported.
   *
   * @throws RuleViolation of the rule of the test
   */
  static void shouldBeNone(List<LogLine> log, Trace trace) {
    List<LogLine> reports = log.stream().filter(LogLine::isReport).toList();
    if (!reports.isEmpty()) {
      trace.add("logged: true");
      throw RuleViolation.restingOn(
          Ground.NO_REPORTS,
          "reports that nothing in the test gives a reason for",
          List.of("none"),
          reports.stream()
              .map(line -> line.level() + " " + line.message().strip())
              .collect(Collectors.joining("\n")));
    }
  }
}
