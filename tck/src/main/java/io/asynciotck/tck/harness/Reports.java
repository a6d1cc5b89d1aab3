package io.asynciotck.tck.harness;

import io.asynciotck.api.Capability;
import io.asynciotck.tck.results.Ground;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a loop has reported in a test that asks for no report. A report goes to the exception
 * handler; where no handler was set, the default one logs it, so that the log tells of every one.
 */
final class Reports {
  private static final String NO_REPORT_OF_EXIT = "loop.base-exception.not-reported";

  private static final int FEW = 5;

  private Reports() {}

  /** Whether the rule is in force that forbids them, and the log can be read. */
  static boolean areForbidden() {
    Target target = Tck.target();
    return target.implementation().capabilities().contains(Capability.LOGGING)
        && target.whyNot(target.book().get(Ground.NO_REPORTS.rule())).isEmpty();
  }

  /**
   * Which rule forbids reports, whatever a test is about. What comes with an exception is rightly
   * reported, but for what leaves the loop; that something was raised is for the test to say.
   */
  static Optional<String> ruleAgainst(List<LogLine> reports) {
    if (reports.stream().anyMatch(line -> line.raised().isEmpty())) {
      return Optional.of(Ground.NO_REPORTS.rule());
    }
    return reports.stream().anyMatch(LogLine::isOfExit)
        ? Optional.of(NO_REPORT_OF_EXIT)
        : Optional.empty();
  }

  /**
   * Fails if anything was reported.
   *
   * @throws RuleViolation of the rule that is accused
   */
  static void shouldBeNone(List<LogLine> reports, Trace trace) {
    if (!reports.isEmpty()) {
      trace.add("logged: true");
      throw new RuleViolation(
          "reports that nothing in the test gives a reason for", List.of("none"), told(reports));
    }
  }

  /** The first few of them, each once: a loop may say the same of each of a thousand datagrams. */
  static String told(List<LogLine> reports) {
    Map<String, Integer> times = new LinkedHashMap<>();
    reports.forEach(
        line -> times.merge(line.level() + " " + line.message().strip(), 1, Integer::sum));
    String first =
        times.entrySet().stream()
            .limit(FEW)
            .map(said ->
                said.getKey() + (said.getValue() == 1 ? "" : "\n(" + said.getValue() + " times)"))
            .collect(Collectors.joining("\n"));
    int more = times.size() - FEW;
    return more > 0 ? first + "\n(and " + more + " more)" : first;
  }
}
