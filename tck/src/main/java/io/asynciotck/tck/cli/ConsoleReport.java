package io.asynciotck.tck.cli;

import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.tck.harness.Tck;
import io.asynciotck.tck.run.Conclusion;
import io.asynciotck.tck.run.KitListener;
import io.asynciotck.tck.run.KitResult;
import io.asynciotck.tck.run.RuleResult;
import io.asynciotck.tck.run.TestResult;
import io.asynciotck.tck.run.Verdict;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a run says on the console, while it goes on and at its end. */
final class ConsoleReport implements KitListener {
  private final PrintWriter console;
  private final Progress progress;
  private final Paint paint;
  private final FailureText failures;
  private final KitResult.Subject subject;

  /**
   * Creates the report.
   *
   * @param replay the command that replays the run, without the choice of rules
   */
  ConsoleReport(PrintWriter console, boolean terminal, KitResult.Subject subject, String replay) {
    this.console = console;
    this.progress = new Progress(console, terminal);
    this.paint = Paint.onTerminal(terminal);
    this.failures = new FailureText(paint, replay);
    this.subject = subject;
  }

  void begin() {
    console.printf("%s, %s, seed %d%n%n", KitVersion.text(), tested(), subject.seed());
  }

  private String tested() {
    return subject.implementation() + " " + subject.version() + ", profile " + subject.profile();
  }

  @Override
  public void planned(int tests) {
    progress.planned(tests);
  }

  @Override
  public void testStarted(String test) {
    progress.started(test);
  }

  @Override
  public void testEnded(TestResult test) {
    progress.ended();
  }

  @Override
  public void classEnded(ConformanceClass name, List<RuleResult> rules) {
    progress.clear();
    console.printf("  %-16s %s%n", name, new Counts(rules, subject).text(paint));
  }

  /** Says what came out. */
  void end(KitResult result) {
    progress.clear();
    printClassesWithoutTests(result);
    console.println();
    result.failures().forEach(failure -> console.println(failures.of(failure)));
    printDifferences(result);
    printExpected(result);
    printReasons(result);
    printSummary(result);
    console.flush();
  }

  private void printClassesWithoutTests(KitResult result) {
    Map<ConformanceClass, List<RuleResult>> classes =
        result.rules().stream()
            .collect(
                Collectors.groupingBy(
                    rule -> rule.rule().conformanceClass(), TreeMap::new, Collectors.toList()));
    classes.forEach((name, rules) -> {
      if (rules.stream().allMatch(rule -> rule.tests().isEmpty())) {
        classEnded(name, rules);
      }
    });
  }

  private void printDifferences(KitResult result) {
    if (!result.differences().isEmpty()) {
      console.println("What differs from CPython, as the documentation allows:");
      result.differences().stream()
          .map(FailureText::difference)
          .forEach(difference -> console.println("  " + difference));
      console.println();
    }
  }

  /** What failed as expected, and what was expected to fail and does not. */
  private void printExpected(KitResult result) {
    for (Verdict verdict : List.of(Verdict.KNOWN, Verdict.STALE)) {
      List<RuleResult> rules =
          result.rules().stream().filter(rule -> rule.verdict() == verdict).toList();
      if (!rules.isEmpty()) {
        console.println(paint.of(verdict, verdict.label()) + ":");
        rules.forEach(rule -> console.println("  " + rule.rule().id() + ": " + rule.reason()));
        console.println();
      }
    }
  }

  /** Why something is not claimed, where its line does not say it. */
  private void printReasons(KitResult result) {
    Map<String, Long> reasons =
        result.rules().stream()
            .filter(rule -> rule.verdict() == Verdict.NOT_CLAIMED)
            .filter(rule -> !rule.reason().equals(Tck.notClaimed(rule.rule().conformanceClass())))
            .collect(
                Collectors.groupingBy(RuleResult::reason, TreeMap::new, Collectors.counting()));
    if (!reasons.isEmpty()) {
      console.println(Verdict.NOT_CLAIMED.label() + ":");
      reasons.forEach(
          (reason, count) -> console.printf("  %s (%s)%n", reason, Plural.of(count, "rule")));
      console.println();
    }
  }

  private void printSummary(KitResult result) {
    Counts counts = new Counts(result.rules(), subject);
    console.printf("%s: %s%n", Plural.of(result.rules().size(), "rule"), counts.text(paint));
    if (!result.notTestable().isEmpty()) {
      console.printf("%d more that no black-box test can show%n", result.notTestable().size());
    }
    if (result.conclusion() == Conclusion.INTERRUPTED) {
      console.printf("%s after %s: %s%n", paint.of(result.conclusion()), progress, tested());
    } else {
      console.printf(
          "%s: %s, %s held against it%n",
          paint.of(result.conclusion()), tested(), Plural.of(counts.held(), "rule"));
    }
  }
}
