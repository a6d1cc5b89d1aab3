package io.asynciotck.tck.report;

import static io.asynciotck.tck.report.Runs.FIFO;
import static io.asynciotck.tck.report.Runs.OBSERVED;
import static io.asynciotck.tck.report.Runs.ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.results.RuleResult;
import io.asynciotck.tck.results.RunResult;
import io.asynciotck.tck.results.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The summary of a CI step. */
final class StepSummaryTest {

  @Test
  void everyRunHasARow() {
    RunResult good = Runs.run("good 1", Runs.pass(FIFO), Runs.because(ONCE, Verdict.KNOWN, "why"));
    RunResult bad =
        Runs.run(
            "bad 2",
            Runs.broken(FIFO, Verdict.FAIL, "no"),
            Runs.broken(ONCE, Verdict.CRASH, "died"),
            Runs.broken(OBSERVED, Verdict.FAIL, "other"));
    assertThat(StepSummary.table(List.of(good, bad)))
        .endsWith(
            """
            | good 1 | py3.13.0 | conformant but for known failures | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 1 | 0 | 0 |
            | bad 2 | py3.13.0 | not conformant | 0 | 1 | 0 | 0 | 1 | 0 | 1 | 0 | 0 | 0 |
            """);
  }

  @Test
  void everyLineOfATableHasAsManyCells() {
    List<RunResult> runs = List.of(Runs.run("good 1", Runs.pass(FIFO)));
    for (String table : List.of(StepSummary.table(runs), StepSummary.shortTable(runs))) {
      assertThat(table.lines().map(line -> line.chars().filter(c -> c == '|').count()).distinct())
          .hasSize(1);
    }
  }

  @Test
  void whatCountsIsListedWithItsSentence() {
    RunResult run =
        Runs.run(
            "odd",
            Runs.broken(FIFO, Verdict.FAIL, "no"),
            Runs.changed(ONCE),
            Runs.broken(OBSERVED, Verdict.FAIL, "other"));
    assertThat(StepSummary.of(List.of(run), ""))
        .contains("## odd\n\n- **FAIL** `" + FIFO + "`: " + sentence(FIFO) + "\n")
        .contains("`" + ONCE + "`: " + sentence(ONCE) + " (2 PASS, 1 FAIL)\n")
        .doesNotContain(OBSERVED);
  }

  @Test
  void whatIsStaleIsListedWithItsReason() {
    RunResult run = Runs.run("odd", Runs.because(FIFO, Verdict.STALE, "expected to FAIL, but"));
    assertThat(StepSummary.of(List.of(run), ""))
        .contains("| drifted |", "- **STALE** `" + FIFO + "`: expected to FAIL, but");
  }

  @Test
  void nobodysTextIsMarkUp() {
    RunResult run = Runs.run("a|b `c`\n# <d> [e](f) *g*", Runs.broken(FIFO, Verdict.FAIL, "no"));
    String escaped = "a\\|b \\`c\\` \\# \\<d\\> \\[e\\](f) \\*g\\*";
    assertThat(StepSummary.of(List.of(run), ""))
        .contains("\n| " + escaped + " | py3.13.0 |", "\n## " + escaped + "\n");
  }

  @Test
  void itStaysShort() {
    RuleResult[] all =
        Runs.BOOK.rules().stream()
            .map(RuleText::id)
            .map(rule -> Runs.broken(rule, Verdict.FAIL, "no"))
            .toArray(RuleResult[]::new);
    int counted = Runs.run("odd", all).failures().size();
    assertThat(StepSummary.of(List.of(Runs.run("odd", all)), ""))
        .contains("- and " + (counted - 100) + " more, in the report\n")
        .hasSizeLessThan(40_000);
  }

  @Test
  void notesStandUnderTheTable() {
    assertThat(StepSummary.of(List.of(Runs.run("odd", Runs.pass(FIFO))), "Not run: x.\n"))
        .endsWith(" |\n\nNot run: x.\n");
  }

  private static String sentence(String rule) {
    return Runs.BOOK.get(rule).sentence();
  }
}
