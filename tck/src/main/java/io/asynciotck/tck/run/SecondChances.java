package io.asynciotck.tck.run;

import io.asynciotck.tck.harness.Patience;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.results.TestResult;
import io.asynciotck.tck.results.Verdict;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs what hung once more, alone and with all the time that the user allows, if it had less
 * because others had hung before it: that a test is slow is no fault of the loop. What then passes
 * has passed. What had the least time comes first; a loop in which several of them hang again, one
 * after the other, is not waited for any longer.
 */
final class SecondChances {
  /** How many that hang again in a row are enough. */
  private static final int ENOUGH = 2;

  private static final Duration BUDGET = Duration.ofSeconds(60);

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
    for (TestResult test : leastTimeFirst(scoreboard.ended(this::wasCutShort))) {
      if (hung == ENOUGH || System.nanoTime() - end > 0 || !target.implementation().refresh()) {
        return;
      }
      Optional<TestResult> passed = again(test.test());
      passed.ifPresent(scoreboard::replace);
      hung = passed.isPresent() ? 0 : hung + 1;
    }
  }

  private static List<TestResult> leastTimeFirst(List<TestResult> tests) {
    return tests.stream().sorted(Comparator.comparing(TestResult::took)).toList();
  }

  private boolean wasCutShort(TestResult test) {
    return test.verdict() == Verdict.HANG && test.took().compareTo(target.timeout()) < 0;
  }

  private Optional<TestResult> again(String test) {
    Patience.restore(target.implementation());
    Seen seen = new Seen(test);
    TestRun.again(target, rules, new TestFilter(List.of(test)), seen);
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
