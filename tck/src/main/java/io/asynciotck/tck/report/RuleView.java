package io.asynciotck.tck.report;

import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.report.RunData.RuleData;
import io.asynciotck.tck.report.RunData.TestData;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;

/**
 * A rule, as the page shows it.
 *
 * @param id its id
 * @param level its level
 * @param conformanceClass its class
 * @param versions since when, until when
 * @param sentenceHtml its sentence, as HTML made from escaped Markdown
 * @param intent why it is there
 * @param sources where it comes from
 * @param tests the tests that show it
 * @param seenOn the implementations on which it was seen to hold when the kit was made
 * @param cells what each run says of it
 * @param failures what went wrong, in the runs in which something did
 * @param differs whether the runs disagree
 * @param fails whether some run fails
 */
record RuleView(
    String id,
    String level,
    String conformanceClass,
    String versions,
    String sentenceHtml,
    String intent,
    List<String> sources,
    List<String> tests,
    List<String> seenOn,
    List<Cell> cells,
    List<Failure> failures,
    boolean differs,
    boolean fails) {
  private static final Parser MARKDOWN = Parser.builder().build();
  private static final HtmlRenderer HTML = HtmlRenderer.builder().escapeHtml(true).build();

  /**
   * What a run says of a rule.
   *
   * @param label the verdict
   * @param style the name of the style that colours it
   * @param title what a reader sees who points at it
   */
  record Cell(String label, String style, String title) {}

  /**
   * What went wrong in a run.
   *
   * @param run implementation and version
   * @param label the verdict
   * @param reason why it is known to fail, if it is
   * @param test the test, if it has something to say
   */
  record Failure(String run, String label, String reason, @Nullable TestData test) {}

  static RuleView of(RuleText rule, List<RunData> runs, SeenOn seenOn) {
    List<Cell> cells = runs.stream().map(run -> cell(run, run.rules().get(rule.id()))).toList();
    return new RuleView(
        rule.id(),
        rule.level().label(),
        rule.conformanceClass().label(),
        rule.versions(),
        HTML.render(MARKDOWN.parse(rule.sentence())),
        rule.intent(),
        rule.evidence().stream().map(Object::toString).toList(),
        testsOf(rule, runs),
        seenOn.seenOn(rule.id()),
        cells,
        failures(rule, runs),
        cells.stream().map(Cell::label).distinct().count() > 1,
        runs.stream().anyMatch(run -> isFailure(run.rules().get(rule.id()))));
  }

  private static boolean isFailure(@Nullable RuleData rule) {
    return rule != null && rule.isFailure();
  }

  private static Cell cell(RunData run, @Nullable RuleData rule) {
    if (rule == null) {
      return new Cell("–", "absent", run.title() + ": not in force, or not run");
    }
    String style = rule.isFailure() && !rule.decides() ? "differs" : rule.verdict();
    String label = style.equals("differs") ? "differs" : rule.verdict().replace('-', ' ');
    return new Cell(label, style, run.title() + ": " + label + " " + rule.reason());
  }

  private static List<String> testsOf(RuleText rule, List<RunData> runs) {
    return runs.stream()
        .flatMap(run -> Stream.ofNullable(run.rules().get(rule.id())))
        .flatMap(result -> result.tests().stream())
        .map(TestData::test)
        .distinct()
        .toList();
  }

  private static List<Failure> failures(RuleText rule, List<RunData> runs) {
    return IntStream.range(0, runs.size())
        .boxed()
        .flatMap(i ->
            Stream.ofNullable(runs.get(i).rules().get(rule.id())).map(r -> failure(runs.get(i), r)))
        .filter(failure -> failure.test() != null || !failure.reason().isEmpty())
        .toList();
  }

  private static Failure failure(RunData run, RuleData rule) {
    return new Failure(
        run.title(),
        rule.verdict().replace('-', ' '),
        rule.reason(),
        rule.decidingTest().orElse(null));
  }
}
