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
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Runs what hung once more, alone: with all the time that the user allows, if it had less because
 * others had hung before it, and with more, if it was at work when its time was up. That a test is
 * slow is no fault of the loop, and what it shows with more time is better founded, whatever that
 * is. What was at work comes first, and then what had the least time; what is blocked waits until
 * that what blocks it holds after all. A loop in which several of them hang again, one after the
 * other, is not waited for any longer.
 *
 * <p>Before that what had less time than a test that waits by its own timers has some, which is
 * soon over: one hang that takes all the time of the user must not cost the others their chance.
 *
 * <p>What was not tried at all is tried then, if the ground holds for which it was given up: as
 * long as there is time, and not on once several of them have hung, one after the other.
 */
final class SecondChances {
  /** How many that hang again in a row are enough. */
  private static final int ENOUGH = 2;

  /** No test waits for longer by timers of its own, nor a loop before it accepts again. */
  private static final Duration SOME = Duration.ofSeconds(5);

  /** How many in a row are enough with so little time. */
  private static final int ENOUGH_WITH_SOME = 3;

  /** How long either may go on: another test is begun only within it. */
  private static final Duration BUDGET = Duration.ofSeconds(30);

  /** How many times the time of the user a test has that was at work. */
  private static final int PATIENT = 3;

  /** How many of those that were not tried are tried before it is seen which grounds hold now. */
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
    Limit forSome = new Limit(ENOUGH_WITH_SOME);
    Optional<TestResult> next = next(this::hadLittle);
    while (next.isPresent() && !forSome.isReached()) {
      again(List.of(next.orElseThrow().test()), SOME, forSome);
      next = next(this::hadLittle);
    }
    tried.clear();
    Limit forHangs = new Limit(ENOUGH);
    for (next = next(this::hadNotAll); next.isPresent(); next = next(this::hadNotAll)) {
      if (forHangs.isReached()) {
        return;
      }
      TestResult test = next.orElseThrow();
      Duration all = target.timeout();
      boolean hadAll = !wasCutShort(test, all);
      again(List.of(test.test()), hadAll ? all.multipliedBy(PATIENT) : all, forHangs);
    }
    Limit forGivenUp = new Limit(ENOUGH);
    for (List<String> some = givenUp();
        !some.isEmpty() && !forGivenUp.isReached();
        some = givenUp()) {
      again(some, target.timeout(), forGivenUp);
    }
  }

  /** The test that is the next to have its chance, of those that had too little time. */
  private Optional<TestResult> next(Predicate<TestResult> had) {
    Set<String> blocked = rulesThatAre(Verdict.BLOCKED);
    return scoreboard.ended(had).stream()
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

  private boolean hadLittle(TestResult test) {
    return wasCutShort(test, SOME) && target.timeout().compareTo(SOME) > 0 && !wasAtWork(test);
  }

  private boolean hadNotAll(TestResult test) {
    return wasCutShort(test, target.timeout()) || wasAtWork(test);
  }

  private static boolean wasCutShort(TestResult test, Duration time) {
    return test.verdict() == Verdict.HANG && test.took().compareTo(time) < 0;
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

  /** Runs tests in a fresh process, if there can be one, until a limit is reached. */
  private void again(List<String> tests, Duration time, Limit limit) {
    tried.addAll(tests);
    if (!target.implementation().refresh()) {
      limit.reach();
      return;
    }
    Patience.restore(target.implementation());
    Seen seen = new Seen(limit);
    recordings.addAll(
        TestRun.again(
            target.withTimeout(time),
            rules,
            new TestFilter(tests),
            test -> limit.isReached() ? Optional.of("there is no time for it") : Optional.empty(),
            seen));
    seen.results.forEach(scoreboard::replace);
  }

  /** How long it goes on: for a time, and until some tests that were tried in a row have hung. */
  private static final class Limit {
    private final long end = System.nanoTime() + BUDGET.toNanos();
    private final int enough;
    private int hung;

    Limit(int enough) {
      this.enough = enough;
    }

    boolean isReached() {
      return hung >= enough || System.nanoTime() - end > 0;
    }

    void count(TestResult test) {
      switch (test.verdict()) {
        case HANG -> hung++;
        case BLOCKED -> {} // of its own rules, after the one that it accuses
        default -> hung = 0;
      }
    }

    void reach() {
      hung = enough;
    }
  }

  /**
   * What each test shows that was tried: of its own rules, and of others that are accused of how it
   * failed.
   */
  private static final class Seen implements TestListener {
    private final Limit limit;
    private final Set<String> begun = new HashSet<>();
    private final Map<String, List<TestResult>> results = new LinkedHashMap<>();

    Seen(Limit limit) {
      this.limit = limit;
    }

    @Override
    public void started(String test) {
      begun.add(test);
    }

    @Override
    public void ended(TestResult result) {
      if (begun.contains(result.test())) {
        limit.count(result);
        results.computeIfAbsent(result.test(), _ -> new ArrayList<>()).add(result);
      }
    }
  }
}
