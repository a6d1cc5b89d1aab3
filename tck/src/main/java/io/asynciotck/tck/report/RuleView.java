package io.asynciotck.tck.report;

import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.report.RunData.RuleData;
import io.asynciotck.tck.report.RunData.TestData;
import io.asynciotck.tck.run.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rule, as the page shows it.
 *
 * @param id its id
 * @param level its level
 * @param conformanceClass its class
 * @param versions since when, until when
 * @param sentence its sentence, as HTML
 * @param intent why it is there, as HTML
 * @param sources where it comes from, as HTML
 * @param tests the tests that show it
 * @param seenOn the implementations on which it was seen to hold when the kit was made
 * @param marks what each run says of it
 * @param outcomes what the runs say of it, each once
 * @param failures what there is to say of the runs in which it does not simply hold
 * @param programs the tests that failed
 * @param differs whether the runs that were held against it disagree
 * @param fails whether it counts against some run
 */
record RuleView(
    String id,
    String level,
    String conformanceClass,
    String versions,
    String sentence,
    String intent,
    List<String> sources,
    List<String> tests,
    String seenOn,
    List<Mark> marks,
    List<Outcome> outcomes,
    List<FailureView> failures,
    List<Program> programs,
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
   * A test that failed.
   *
   * @param test class and method
   * @param source its text
   */
  record Program(String test, String source) {}

  /** Returns what the runs say of it, for a filter. */
  String verdicts() {
    return outcomes.stream()
        .map(outcome -> outcome.mark().label())
        .collect(Collectors.joining(","));
  }

  static RuleView of(RuleText rule, List<RunData> runs, SeenOn seenOn) {
    Map<RunData, RuleData> results = new LinkedHashMap<>();
    for (RunData run : runs) {
      RuleData result = run.rules().get(rule.id());
      if (result != null) {
        results.put(run, result);
      }
    }
    List<Mark> marks = runs.stream().map(run -> Mark.of(results.get(run))).toList();
    return new RuleView(
        rule.id(),
        rule.level().label(),
        rule.conformanceClass().label(),
        rule.versions(),
        Html.ofMarkdown(rule.sentence()),
        Html.ofMarkdown(rule.intent()),
        rule.evidence().stream().map(piece -> Html.ofMarkdown(piece.toString())).toList(),
        tests(results).map(TestData::test).distinct().toList(),
        String.join(", ", seenOn.seenOn(rule.id())),
        marks,
        outcomes(results),
        FailureView.of(results),
        programs(results),
        marks.stream().filter(Mark::held).distinct().count() > 1,
        results.values().stream()
            .anyMatch(result -> result.isCounted() || result.verdict() == Verdict.STALE));
  }

  private static Stream<TestData> tests(Map<RunData, RuleData> results) {
    return results.values().stream().flatMap(result -> result.tests().stream());
  }

  private static List<Outcome> outcomes(Map<RunData, RuleData> results) {
    Map<Mark, List<String>> runs = new LinkedHashMap<>();
    results.forEach((run, result) ->
        runs.computeIfAbsent(Mark.of(result), none -> new ArrayList<>()).add(run.title()));
    return runs.entrySet().stream()
        .map(entry ->
            new Outcome(
                entry.getKey(), entry.getValue().size(), String.join(", ", entry.getValue())))
        .toList();
  }

  /** The tests that decided. One that did in several runs is shown once. */
  private static List<Program> programs(Map<RunData, RuleData> results) {
    return results.values().stream()
        .flatMap(result -> result.decidingTest().stream())
        .filter(test -> !test.program().isEmpty())
        .map(test -> new Program(test.test(), test.program()))
        .distinct()
        .toList();
  }
}
