package io.asynciotck.tck.report;

import io.asynciotck.spec.Evidence;
import io.asynciotck.spec.Inference;
import io.asynciotck.spec.PythonVersion;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.report.IndexedRun.Result;
import io.asynciotck.tck.results.Clock;
import io.asynciotck.tck.results.Failure;
import io.asynciotck.tck.results.SeenOn;
import io.asynciotck.tck.results.TestResult;
import io.asynciotck.tck.results.Verdict;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rule, as the page shows it.
 *
 * @param id its id
 * @param level its level
 * @param conformanceClass its class
 * @param area the page on which it stands, as the filter calls it
 * @param versions since when, until when
 * @param sentence its sentence, as HTML
 * @param intent why it is there, as HTML
 * @param sources where it comes from, as HTML
 * @param tests the tests that show it
 * @param seenOn the implementations on which it was seen to hold when the kit was made
 * @param marks what each run says of it
 * @param outcomes what the runs say of it, each once
 * @param failures what there is to say of the runs in which it does not simply hold
 * @param texts the tests that failed
 * @param differs whether the runs in which it was checked disagree
 * @param fails whether it counts against some run
 */
record RuleView(
    String id,
    String level,
    String conformanceClass,
    String area,
    String versions,
    String sentence,
    String intent,
    List<String> sources,
    List<ShownBy> tests,
    String seenOn,
    List<Mark> marks,
    List<Outcome> outcomes,
    List<FailureView> failures,
    List<TestText> texts,
    boolean differs,
    boolean fails) {

  /**
   * Some runs that say the same of a rule.
   *
   * @param mark what they say
   * @param count how many they are
   * @param runs their titles
   */
  record Outcome(Mark mark, int count, String runs) {}

  /**
   * A test of the rule.
   *
   * @param test class and method
   * @param clocks by which clocks it ran, in words
   */
  record ShownBy(String test, String clocks) {
    private static ShownBy of(TestResult test) {
      return new ShownBy(
          test.test(),
          test.clocks().isEmpty()
              ? "not run"
              : test.clocks().stream()
                  .map(Clock::key)
                  .collect(Collectors.joining(" and ", "by ", " time")));
    }
  }

  /**
   * A test that failed.
   *
   * @param test class and method
   * @param text its text
   */
  record TestText(String test, String text) {
    private static Optional<TestText> of(TestResult test) {
      Failure failure = test.failure();
      return failure == null || failure.source().isEmpty()
          ? Optional.empty()
          : Optional.of(new TestText(test.test(), failure.source()));
    }
  }

  /** Returns what the runs say of it, for a filter. */
  String verdicts() {
    return outcomes.stream()
        .map(outcome -> outcome.mark().label())
        .collect(Collectors.joining(","));
  }

  static RuleView of(RuleText rule, List<IndexedRun> runs, SeenOn seenOn, Set<String> shown) {
    List<Result> results = runs.stream().flatMap(run -> run.find(rule.id()).stream()).toList();
    List<Mark> marks = runs.stream().map(run -> Mark.of(run.results().get(rule.id()))).toList();
    return new RuleView(
        rule.id(),
        rule.level().label(),
        rule.conformanceClass().label(),
        AreaView.key(rule.page()),
        rule.versions(),
        Html.ofMarkdown(rule.sentence()),
        Html.ofMarkdown(rule.intent()),
        rule.evidence().stream().map(piece -> source(piece, rule.newestVersion(), shown)).toList(),
        tests(results).map(ShownBy::of).distinct().toList(),
        String.join(", ", seenOn.seenOn(rule.id())),
        marks,
        outcomes(results),
        FailureView.of(results),
        texts(results),
        marks.stream().filter(Mark::held).distinct().count() > 1,
        results.stream()
            .map(Result::result)
            .anyMatch(result -> result.counts() || result.verdict() == Verdict.STALE));
  }

  /** A source, with links to where it can be looked up. */
  private static String source(Evidence piece, PythonVersion newest, Set<String> shown) {
    String text = Html.ofMarkdown(piece.toString());
    return switch (piece) {
      case Inference inference -> text + " " + premises(inference, newest, shown);
      default ->
          piece
              .link(newest)
              .map(address -> text + " " + Html.link(address, "look it up"))
              .orElse(text);
    };
  }

  private static String premises(Inference inference, PythonVersion newest, Set<String> shown) {
    return Stream.concat(
            inference.places().stream()
                .map(place -> Html.link(place.link(newest), "look up " + place)),
            inference.rules().stream()
                .filter(shown::contains)
                .map(rule -> Html.link(URI.create("#" + rule), "see " + rule)))
        .collect(Collectors.joining(", "));
  }

  private static Stream<TestResult> tests(List<Result> results) {
    return results.stream().flatMap(of -> of.result().tests().stream());
  }

  private static List<Outcome> outcomes(List<Result> results) {
    Map<Mark, List<String>> runs = new LinkedHashMap<>();
    for (Result of : results) {
      runs.computeIfAbsent(Mark.of(of.result()), none -> new ArrayList<>()).add(of.run().title());
    }
    return runs.entrySet().stream()
        .map(entry ->
            new Outcome(
                entry.getKey(), entry.getValue().size(), String.join(", ", entry.getValue())))
        .toList();
  }

  /** The tests that decided. One that did in several runs is shown once. */
  private static List<TestText> texts(List<Result> results) {
    return results.stream()
        .flatMap(of -> of.result().decidingTest().stream())
        .flatMap(test -> TestText.of(test).stream())
        .distinct()
        .toList();
  }
}
