package io.asynciotck.tck.run;

import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.harness.Implementation;
import io.asynciotck.tck.harness.Tck;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Holds the chosen implementation against selected rules. What has been measured may be asked for
 * at any time, in any thread.
 */
public final class KitRun {
  private final KitResult.Subject subject;
  private final List<RuleText> inForce;
  private final List<RuleText> notTestable;
  private final Scoreboard scoreboard;

  /**
   * Prepares a run.
   *
   * @param rules the rules that were selected from the book
   * @param judge makes the verdict on a rule from that of its tests: what is known to fail
   * @throws IllegalArgumentException if none of them can be held against the implementation
   */
  public KitRun(RuleBook book, List<RuleText> rules, UnaryOperator<RuleResult> judge) {
    this.subject = subject(Tck.implementation());
    this.inForce = rules.stream().filter(Tck.profile()::selects).toList();
    this.notTestable = inForce.stream().filter(rule -> !book.isTestable(rule)).toList();
    this.scoreboard = new Scoreboard(inForce.stream().filter(book::isTestable).toList(), judge);
    if (held().isEmpty()) {
      throw new IllegalArgumentException("Nothing to hold against it: " + new Absence(book, rules));
    }
  }

  private static KitResult.Subject subject(Implementation tested) {
    return new KitResult.Subject(
        tested.name(),
        tested.version(),
        Tck.profile().name(),
        Tck.seed(),
        tested.classes().contains(ConformanceClass.CPYTHON_DETAIL));
  }

  /** Returns what is held against what. */
  public KitResult.Subject subject() {
    return subject;
  }

  private Set<String> held() {
    return scoreboard.rules().stream()
        .filter(rule -> Tck.whyNot(rule).isEmpty())
        .map(RuleText::id)
        .collect(Collectors.toSet());
  }

  /**
   * Runs the tests of every rule that is claimed.
   *
   * @throws IllegalStateException if a test could not be run
   */
  public KitResult run(KitListener listener) {
    TestRun.run(held(), new ScoringListener(scoreboard, listener));
    return result(true);
  }

  /** Returns what has been measured so far. */
  public KitResult soFar() {
    return result(false);
  }

  private KitResult result(boolean complete) {
    return new KitResult(subject, scoreboard.results(), notTestable, complete, Map.of());
  }

  /** Tells the scoreboard first, so that the other listener sees what it has learnt. */
  private record ScoringListener(Scoreboard scoreboard, KitListener next) implements TestListener {
    @Override
    public void planned(List<TestResult> tests) {
      scoreboard.plan(tests);
      next.planned(tests.size());
    }

    @Override
    public void started(String test) {
      next.testStarted(test);
    }

    @Override
    public void ended(TestResult test) {
      List<ConformanceClass> complete = scoreboard.record(test);
      next.testEnded(test);
      complete.forEach(name -> next.classEnded(name, scoreboard.results(name)));
    }
  }
}
