package io.asynciotck.tck.run;

import io.asynciotck.tck.harness.HangError;
import io.asynciotck.tck.harness.Patience;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.results.TestResult;
import io.asynciotck.tck.results.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs what hung once more, alone: with all the time that the user allows, if it had less because
 * others had hung before it, and with more, if it was at work when its time was up. That a test is
 * slow is no fault of the loop, and what it shows with more time is better founded, whatever that
 * is. What was at work comes first, and then what had the least time; what is blocked waits until
 * that what blocks it holds after all. A loop in which several of them hang again, one after the
 * other, is not waited for any longer.
 *
 * <p>What was not tried at all is tried then, if the ground holds for which it was given up.
 */
final class SecondChances {
  /** How many that hang again in a row are enough. */
  private static final int ENOUGH = 2;

  private static final Duration BUDGET = Duration.ofSeconds(30);

  /** How many times the time of the user a test has that was at work. */
  private static final int PATIENT = 3;

  /** How many of those that were not tried are tried before it is seen how many of them hang. */
  private static final int AT_ONCE = 20;

  private final Target target;
  private final Set<String> rules;
  private final Scoreboard scoreboard;
  private final Recordings recordings;
  private final Set<String> tried = new HashSet<>();

  /**
   * Takes what was run.
   *
   * @param recordings what was recorded there; what is recorded now takes its place
   */
  SecondChances(Target target, Set<String> rules, Scoreboard scoreboard, Recordings recordings) {
    this.target = target;
    this.rules = rules;
    this.scoreboard = scoreboard;
    this.recordings = recordings;
  }

  void give() {
    long end = System.nanoTime() + BUDGET.toNanos();
    int hung = 0;
    for (Optional<TestResult> next = next(); next.isPresent(); next = next()) {
      if (hung == ENOUGH || System.nanoTime() - end > 0) {
        return;
      }
      TestResult test = next.orElseThrow();
      int again = again(List.of(test.test()), wasAtWork(test) ? PATIENT : 1);
      hung = again == 0 ? 0 : hung + 1;
    }
    for (List<String> some = givenUp(); !some.isEmpty() && hung < ENOUGH; some = givenUp()) {
      hung = again(some, 1);
    }
  }

  /** The test that is the next to have its chance. */
  private Optional<TestResult> next() {
    Set<String> blocked = rulesThatAre(Verdict.BLOCKED);
    return scoreboard.ended(test -> wasCutShort(test) || wasAtWork(test)).stream()
        .filter(test -> !tried.contains(test.test()) && !blocked.containsAll(test.rules()))
        .min(
            Comparator.comparing((TestResult test) -> !wasAtWork(test))
                .thenComparing(TestResult::took));
  }

  private Set<String> rulesThatAre(Verdict verdict) {
    return scoreboard.results().stream()
        .filter(rule -> rule.verdict() == verdict)
        .map(rule -> rule.rule().id())
        .collect(Collectors.toSet());
  }

  private boolean wasCutShort(TestResult test) {
    return test.verdict() == Verdict.HANG && test.took().compareTo(target.timeout()) < 0;
  }

  private static boolean wasAtWork(TestResult test) {
    return test.verdict() == Verdict.HANG && test.message().contains(HangError.AT_WORK);
  }

  /** Some of the tests that were not tried, for grounds that hold. */
  private List<String> givenUp() {
    Set<String> holding = rulesThatAre(Verdict.PASS);
    return scoreboard
        .ended(test -> test.isGivenUp() && holding.containsAll(test.grounds()))
        .stream()
        .map(TestResult::test)
        .filter(test -> !tried.contains(test))
        .distinct()
        .limit(AT_ONCE)
        .toList();
  }

  /** Runs tests in a fresh process, if there can be one; returns how many of them hang. */
  private int again(List<String> tests, int times) {
    tried.addAll(tests);
    if (!target.implementation().refresh()) {
      return ENOUGH;
    }
    Patience.restore(target.implementation());
    Seen seen = new Seen();
    recordings.addAll(
        TestRun.again(
            target.withTimeout(target.timeout().multipliedBy(times)),
            rules,
            new TestFilter(tests),
            seen));
    seen.results.forEach(scoreboard::replace);
    return (int)
        seen.results.values().stream()
            .flatMap(List::stream)
            .filter(result -> result.verdict() == Verdict.HANG)
            .count();
  }

  /** What each test shows: of its own rules, and of others that are accused of how it failed. */
  private static final class Seen implements TestListener {
    private final Map<String, List<TestResult>> results = new LinkedHashMap<>();

    @Override
    public void ended(TestResult result) {
      results.computeIfAbsent(result.test(), _ -> new ArrayList<>()).add(result);
    }
  }
}
