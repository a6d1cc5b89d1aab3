package io.asynciotck.tck.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.results.RunResult;
import io.asynciotck.tck.results.SeenOn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Runs as one HTML page that needs nothing else: no network, no other file. */
public final class HtmlReport {
  private static final String TEMPLATE = "/io/asynciotck/tck/report/report.html.mustache";

  private HtmlReport() {}

  /** Returns the page. */
  public static String of(List<RunResult> runs, RuleBook book, SeenOn seenOn) {
    Template template =
        Mustache.compiler().escapeHTML(true).emptyStringIsFalse(true).compile(template());
    List<RuleText> rules =
        book.rules().stream()
            .filter(rule -> runs.stream().anyMatch(run -> run.find(rule.id()).isPresent()))
            .toList();
    List<RuleView> views = rules.stream().map(rule -> RuleView.of(rule, runs, seenOn)).toList();
    return template.execute(
        Map.of(
            "runs",
            runs.stream().map(RunView::of).toList(),
            "several",
            runs.size() > 1,
            "classes",
            ClassView.of(runs),
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
