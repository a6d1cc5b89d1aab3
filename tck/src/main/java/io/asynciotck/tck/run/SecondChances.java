package io.asynciotck.tck.run;

import io.asynciotck.tck.harness.HangError;
import io.asynciotck.tck.harness.Patience;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.results.TestResult;
import io.asynciotck.tck.results.Verdict;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs what hung once more, alone: with all the time that the user allows, if it had less because
 * others had hung before it, and with more, if it was at work when its time was up. That a test is
 * slow is no fault of the loop. What then passes has passed. What was at work comes first, and then
 * what had the least time; what is blocked has its verdict from elsewhere. A loop in which several
 * of them hang again, one after the other, is not waited for any longer.
 */
final class SecondChances {
  /** How many that hang again in a row are enough. */
  private static final int ENOUGH = 2;

  private static final Duration BUDGET = Duration.ofSeconds(30);

  /** How many times the time of the user a test has that was at work. */
  private static final int PATIENT = 3;

  private final Target target;
  private final Set<String> rules;
  private final Scoreboard scoreboard;

  SecondChances(Target target, Set<String> rules, Scoreboard scoreboard) {
    this.target = target;
    this.rules = rules;
    this.scoreboard = scoreboard;
  }

  void give() {
    long end = System.nanoTime() + BUDGET.toNanos();
    int hung = 0;
    for (TestResult test : mostImportantFirst()) {
      if (hung == ENOUGH || System.nanoTime() - end > 0 || !target.implementation().refresh()) {
        return;
      }
      Optional<TestResult> passed = again(test);
      passed.ifPresent(scoreboard::replace);
      hung = passed.isPresent() ? 0 : hung + 1;
    }
  }

  private List<TestResult> mostImportantFirst() {
    Set<String> blocked =
        scoreboard.results().stream()
            .filter(rule -> rule.verdict() == Verdict.BLOCKED)
            .map(rule -> rule.rule().id())
            .collect(Collectors.toSet());
    return scoreboard.ended(test -> wasCutShort(test) || wasAtWork(test)).stream()
        .filter(test -> !blocked.containsAll(test.rules()))
        .sorted(
            Comparator.comparing((TestResult test) -> !wasAtWork(test))
                .thenComparing(TestResult::took))
        .toList();
  }

  private boolean wasCutShort(TestResult test) {
    return test.verdict() == Verdict.HANG && test.took().compareTo(target.timeout()) < 0;
  }

  private static boolean wasAtWork(TestResult test) {
    return test.verdict() == Verdict.HANG && test.message().contains(HangError.AT_WORK);
  }

  private Optional<TestResult> again(TestResult test) {
    Patience.restore(target.implementation());
    Duration limit = target.timeout().multipliedBy(wasAtWork(test) ? PATIENT : 1);
    Seen seen = new Seen(test.test());
    TestRun.again(target.withTimeout(limit), rules, new TestFilter(List.of(test.test())), seen);
    return Optional.ofNullable(seen.passed);
  }

  /** Whether the test passes. */
  private static final class Seen implements TestListener {
    private final String test;
    private @Nullable TestResult passed;

    Seen(String test) {
      this.test = test;
    }

    @Override
    public void ended(TestResult result) {
      if (result.test().equals(test) && result.verdict() == Verdict.PASS) {
        passed = result;
      }
    }
  }
}
