package io.asynciotck.tck.report;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RulePage;
import io.asynciotck.tck.results.RuleResult;
import io.asynciotck.tck.results.RunResult;
import io.asynciotck.tck.results.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An area of the specification, which is one of its pages, as the page shows it.
 *
 * @param key what the filter calls it, such as {@code tasks/sleep}
 * @param title its title
 * @param cells what each run says of it
 */
record AreaView(String key, String title, List<Cell> cells) {

  /** From which part of the checked rules on a cell is as hot. */
  private static final double[] HEATS = {0.0, 0.05, 0.2, 0.5};

  /**
   * What a run says of an area.
   *
   * @param run the key of the run
   * @param text how many rules count against it
   * @param style the name of the style that colours it
   * @param said all of it in words
   * @param filled whether there are rules to look at
   * @param broken whether some of them do not hold
   */
  record Cell(String run, String text, String style, String said, boolean filled, boolean broken) {}

  static List<AreaView> of(List<RunResult> runs, RuleBook book) {
    List<Map<String, List<RuleResult>>> byPage =
        runs.stream()
            .map(run ->
                run.rules().stream().collect(Collectors.groupingBy(rule -> rule.rule().page())))
            .toList();
    return book.pages().stream()
        .filter(page -> byPage.stream().anyMatch(rules -> rules.containsKey(page.file())))
        .map(page -> of(page, runs, byPage))
        .toList();
  }

  private static AreaView of(
      RulePage page, List<RunResult> runs, List<Map<String, List<RuleResult>>> byPage) {
    return new AreaView(
        key(page.file()),
        page.title(),
        IntStream.range(0, runs.size())
            .mapToObj(i ->
                cell(RunView.key(runs.get(i)), byPage.get(i).getOrDefault(page.file(), List.of())))
            .toList());
  }

  /** What the filter calls the area of a page. */
  static String key(String file) {
    return file.replaceFirst("\\.md$", "");
  }

  private static Cell cell(String run, List<RuleResult> rules) {
    List<RuleResult> checked =
        rules.stream().filter(rule -> rule.verdict() != Verdict.NOT_CLAIMED).toList();
    if (checked.isEmpty()) {
      return new Cell(
          run, "–", "not-claimed", rules.isEmpty() ? "not run" : "not claimed", false, false);
    }
    long faults = checked.stream().filter(AreaView::isFault).count();
    long passed = checked.stream().filter(rule -> rule.verdict() == Verdict.PASS).count();
    long others = checked.size() - faults - passed;
    return new Cell(
        run,
        faults > 0 ? String.valueOf(faults) : others > 0 ? "(" + others + ")" : "✓",
        faults > 0
            ? "heat" + heat((double) faults / checked.size())
            : others > 0 ? "known" : "pass",
        said(faults, others, checked.size()),
        true,
        faults + others > 0);
  }

  private static String said(long faults, long others, int checked) {
    return "%d of %d rules count against it%s"
        .formatted(
            faults,
            checked,
            others == 0 ? "" : ", " + others + " are blocked, known or differ where they may");
  }

  private static boolean isFault(RuleResult rule) {
    return rule.counts() || rule.verdict() == Verdict.STALE;
  }

  private static int heat(double part) {
    int heat = 0;
    for (double from : HEATS) {
      heat += part > from ? 1 : 0;
    }
    return heat;
  }
}
