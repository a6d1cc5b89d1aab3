package io.asynciotck.tck.report;

import io.asynciotck.tck.results.RuleResult;
import io.asynciotck.tck.results.RunResult;
import io.asynciotck.tck.results.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/** Runs as Markdown, short enough for the summary of a CI step. */
public final class StepSummary {
  /** Nobody reads more, and the summary of a step has a limit. */
  private static final int LINES_PER_RUN = 100;

  private StepSummary() {}

  /**
   * Returns the file's text.
   *
   * @param notes what there is to say under the table; empty for nothing
   */
  public static String of(List<RunResult> runs, String notes) {
    StringBuilder text = new StringBuilder("# asyncio-tck\n\n").append(table(runs));
    if (!notes.isEmpty()) {
      text.append('\n').append(notes);
    }
    for (RunResult run : runs) {
      if (!run.failures().isEmpty() || !run.stale().isEmpty()) {
        text.append("\n## ").append(escaped(run.title())).append("\n\n").append(lines(run));
      }
    }
    return text.toString();
  }

  /** Returns only the table: a row for each run. */
  public static String table(List<RunResult> runs) {
    return head(
            List.of("implementation", "profile", "verdict"),
            List.of(
                "pass",
                "fail",
                "hang",
                "exit",
                "crash",
                "blocked",
                "differs",
                "known",
                "stale",
                "not claimed"))
        + runs.stream().map(StepSummary::row).collect(Collectors.joining());
  }

  /**
   * Returns a table for a page that is about something else: the verdicts, and how much they say.
   */
  public static String shortTable(List<RunResult> runs) {
    return head(List.of("implementation", "verdict"), List.of("pass", "faults", "known"))
        + runs.stream()
            .map(run ->
                "| %s | %s | %d | %d | %d |\n"
                    .formatted(
                        escaped(run.title()),
                        run.conclusion().key().replace('-', ' '),
                        run.count(Verdict.PASS),
                        run.failures().size(),
                        run.count(Verdict.KNOWN)))
            .collect(Collectors.joining());
  }

  /** The two lines above the rows: numbers stand on the right. */
  private static String head(List<String> texts, List<String> numbers) {
    return "| %s | %s |\n|%s%s\n"
        .formatted(
            String.join(" | ", texts),
            String.join(" | ", numbers),
            " --- |".repeat(texts.size()),
            " --: |".repeat(numbers.size()));
  }

  private static String row(RunResult run) {
    return "| %s | %s | %s | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d |\n"
        .formatted(
            escaped(run.title()),
            escaped(run.subject().profile()),
            run.conclusion().key().replace('-', ' '),
            run.count(Verdict.PASS),
            run.count(Verdict.FAIL),
            run.count(Verdict.HANG),
            run.count(Verdict.EXIT),
            run.count(Verdict.CRASH),
            run.count(Verdict.BLOCKED),
            run.differences().size(),
            run.count(Verdict.KNOWN),
            run.count(Verdict.STALE),
            run.count(Verdict.NOT_CLAIMED));
  }

  private static String lines(RunResult run) {
    List<String> failures = run.failures().stream().map(rule -> failure(rule, run)).toList();
    String text = failures.stream().limit(LINES_PER_RUN).collect(Collectors.joining());
    if (failures.size() > LINES_PER_RUN) {
      text += "- and %d more, in the report\n".formatted(failures.size() - LINES_PER_RUN);
    }
    return text
        + run.stale().stream()
            .map(rule -> line(rule, escaped(rule.reason())))
            .collect(Collectors.joining());
  }

  /** The sentence is Markdown already. */
  private static String failure(RuleResult rule, RunResult run) {
    int blocked = run.blockedBy(rule.id()).size();
    String sentence =
        rule.rule().sentence() + (blocked == 0 ? "" : " Rules that it blocks: " + blocked + ".");
    return line(rule, rule.isChanged() ? sentence + " (" + rule.changed() + ")" : sentence);
  }

  private static String line(RuleResult rule, String said) {
    return "- **%s** `%s`: %s\n".formatted(rule.verdict().label(), rule.id(), said);
  }

  /** As it would be without Markdown: no mark up, no table, no HTML, no second line. */
  static String escaped(String text) {
    return text.replaceAll("\\s*\\R\\s*", " ").replaceAll("[\\\\`*_{}\\[\\]<>#|~&]", "\\\\$0");
  }
}
