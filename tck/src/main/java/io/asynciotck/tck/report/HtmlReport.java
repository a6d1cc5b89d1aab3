package io.asynciotck.tck.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.results.History;
import io.asynciotck.tck.results.RunResult;
import io.asynciotck.tck.results.SeenOn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs as one HTML page that needs nothing else: no network, no other file. */
public final class HtmlReport {
  private static final String TEMPLATE = "/io/asynciotck/tck/report/report.html.mustache";

  private HtmlReport() {}

  /** Returns the page of some runs, without what was before them. */
  public static String of(List<RunResult> runs, RuleBook book, SeenOn seenOn) {
    return of(runs, book, seenOn, new History(List.of()));
  }

  /** Returns the page of some runs, with how they have changed. */
  static String of(List<RunResult> runs, RuleBook book, SeenOn seenOn, History history) {
    Template template =
        Mustache.compiler().escapeHTML(true).emptyStringIsFalse(true).compile(template());
    List<IndexedRun> indexed = IndexedRun.of(runs);
    List<RuleText> rules =
        book.rules().stream()
            .filter(rule -> indexed.stream().anyMatch(run -> run.has(rule.id())))
            .toList();
    Set<String> shown = rules.stream().map(RuleText::id).collect(Collectors.toSet());
    List<RuleView> views =
        rules.stream().map(rule -> RuleView.of(rule, indexed, seenOn, shown)).toList();
    List<TrendView> trends = TrendView.of(history);
    List<RunView> runViews = runs.stream().map(run -> RunView.of(run, book)).toList();
    return template.execute(
        Map.of(
            "runs",
            runViews,
            "hasFaults",
            runViews.stream().anyMatch(RunView::fails),
            "several",
            runs.size() > 1,
            "areas",
            AreaView.of(runs, book),
            "classes",
            ClassView.of(runs),
            "trends",
            trends,
            "hasTrends",
            !trends.isEmpty(),
            "rules",
            views,
            "verdicts",
            views.stream()
                .flatMap(rule -> rule.outcomes().stream())
                .map(outcome -> outcome.mark().label())
                .distinct()
                .toList(),
            "count",
            rules.size()));
  }

  private static String template() {
    try (InputStream stream = HtmlReport.class.getResourceAsStream(TEMPLATE)) {
      byte[] bytes = Objects.requireNonNull(stream, TEMPLATE).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
