package io.asynciotck.tck.report;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.tck.report.RunData.RuleData;
import java.util.List;
import java.util.stream.Collectors;

/** Runs as Markdown, short enough for the summary of a CI step. */
public final class StepSummary {

  private StepSummary() {}

  /** Returns the file's text. */
  public static String of(List<RunData> runs, RuleBook book) {
    StringBuilder text = new StringBuilder("# asyncio-tck\n\n").append(table(runs));
    for (RunData run : runs) {
      if (!run.failures().isEmpty()) {
        text.append("\n## ").append(run.title()).append("\n\n");
        run.failures().forEach(rule -> text.append(line(rule, book)));
      }
    }
    return text.toString();
  }

  /** Returns only the table: a row for each run. */
  public static String table(List<RunData> runs) {
    return """
    | implementation | profile | verdict | pass | fail | hang | crash | known | not claimed |
    | --- | --- | --- | --: | --: | --: | --: | --: | --: |
    """
        + runs.stream().map(StepSummary::row).collect(Collectors.joining());
  }

  private static String row(RunData run) {
    return "| %s | %s | %s | %d | %d | %d | %d | %d | %d |%n"
        .formatted(
            escaped(run.title()),
            run.profile(),
            run.verdict().replace('-', ' '),
            run.count("pass"),
            run.count("fail"),
            run.count("hang"),
            run.count("crash"),
            run.count("known"),
            run.count("not-claimed"));
  }

  private static String line(RuleData rule, RuleBook book) {
    String sentence = book.find(rule.id()).map(text -> text.sentence()).orElse("");
    return "- **%s** `%s`: %s%n".formatted(rule.verdict(), rule.id(), sentence);
  }

  private static String escaped(String text) {
    return text.replace("|", "\\|");
  }
}
