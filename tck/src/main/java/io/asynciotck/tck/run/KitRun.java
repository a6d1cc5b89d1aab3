package io.asynciotck.tck.run;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.harness.Tck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Holds the chosen implementation against selected rules. */
public final class KitRun {
  private final RuleBook book;
  private final List<RuleText> rules;

  /** Prepares a run for these rules of a book. */
  public KitRun(RuleBook book, List<RuleText> rules) {
    this.book = book;
    this.rules = List.copyOf(rules);
  }

  /**
   * Runs the tests of every rule that is in force and claimed.
   *
   * @param listener told of each test as it ends
   * @return what came out for each selected rule, in the order of the book
   */
  public List<RuleResult> run(Consumer<TestResult> listener) {
    Set<String> held =
        rules.stream()
            .filter(rule -> book.isTestable(rule) && Tck.whyNot(rule).isEmpty())
            .map(RuleText::id)
            .collect(Collectors.toSet());
    List<TestResult> results = new ArrayList<>();
    if (!held.isEmpty()) {
      TestRun.run(held, listener.andThen(results::add));
    }
    return rules.stream().map(rule -> result(rule, testsOf(rule, results))).toList();
  }

  private static List<TestResult> testsOf(RuleText rule, List<TestResult> results) {
    return results.stream().filter(test -> test.rules().contains(rule.id())).toList();
  }

  private RuleResult result(RuleText rule, List<TestResult> tests) {
    Optional<String> whyNot = Tck.whyNot(rule);
    if (whyNot.isPresent()) {
      return new RuleResult(rule, Verdict.NOT_CLAIMED, whyNot.get(), List.of());
    }
    if (tests.isEmpty()) {
      return new RuleResult(rule, Verdict.NOT_CLAIMED, "no black-box test can show it", List.of());
    }
    return new RuleResult(rule, verdict(tests), reason(tests), tests);
  }

  /** A rule that some test showed is shown, if none failed: the others were not run. */
  private static Verdict verdict(List<TestResult> tests) {
    boolean passed = tests.stream().anyMatch(test -> test.verdict() == Verdict.PASS);
    return tests.stream()
        .map(TestResult::verdict)
        .filter(verdict -> !(passed && verdict == Verdict.NOT_CLAIMED))
        .reduce(Verdict::worse)
        .orElseThrow();
  }

  private static String reason(List<TestResult> tests) {
    return verdict(tests) == Verdict.NOT_CLAIMED ? tests.getFirst().message() : "";
  }
}
