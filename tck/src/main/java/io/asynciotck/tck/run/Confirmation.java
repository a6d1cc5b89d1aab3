package io.asynciotck.tck.run;

import io.asynciotck.tck.harness.Attempts;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.results.RuleResult;
import io.asynciotck.tck.results.RunResult;
import io.asynciotck.tck.results.TestResult;
import io.asynciotck.tck.results.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Runs what failed again, each test alone in a fresh process. One that then passes has failed for
 * what an earlier test has left behind: that test is looked for, and named. What hung is not run
 * again.
 *
 * <p>Nothing of that changes a verdict: a loop that is broken by what went before is broken. It has
 * a budget of time, and what is left then is not run again. So it does not matter that the programs
 * of failures run meanwhile.
 */
final class Confirmation {
  private static final int MOST_TESTS = 20;

  /** More tests than anybody reads the names of. */
  private static final int FEW = 5;

  private static final Duration BUDGET = Duration.ofSeconds(20);

  private final Target target;
  private final Set<String> rules;
  private final Recordings recordings;
  private final Map<String, String> alone = new HashMap<>();
  private long end;

  /**
   * Takes what was run.
   *
   * @param rules the ids of the rules that were checked
   * @param recordings which tests ran before those that failed
   */
  Confirmation(Target target, Set<String> rules, Recordings recordings) {
    this.target = target;
    this.rules = rules;
    this.recordings = recordings;
  }

  /** Runs what failed in a run alone, while there is time. */
  void look(RunResult run) {
    List<String> failed =
        run.rules().stream()
            .filter(RuleResult::counts)
            .flatMap(rule -> rule.tests().stream())
            .filter(test -> test.verdict().isFailure() && test.verdict() != Verdict.HANG)
            .map(TestResult::test)
            .filter(test -> !recordings.before(test).isEmpty())
            .distinct()
            .limit(MOST_TESTS)
            .toList();
    end = System.nanoTime() + BUDGET.toNanos();
    for (String test : failed) {
      if (isLate() || !target.implementation().refresh()) {
        break;
      }
      if (!fails(test, List.of())) {
        alone.put(test, after(test, recordings.before(test)));
      }
    }
  }

  /** Returns the results, with what came of running tests alone where that was something else. */
  RunResult of(RunResult run) {
    return alone.isEmpty() ? run : run.with(run.rules().stream().map(this::withAlone).toList());
  }

  private boolean isLate() {
    return System.nanoTime() - end > 0;
  }

  /** Says after which of the tests before it a test fails that passes alone. */
  private String after(String test, List<String> before) {
    int passes = 0; // after this many of the last ones it is known to pass
    int fails = 1; // after this many it may fail
    while (!fails(test, last(fails, before))) {
      if (fails == before.size()) {
        return "Alone in a fresh process it passes, and after the tests that ran before it as"
            + " well.";
      }
      passes = fails;
      fails = Math.min(before.size(), 2 * fails);
      if (isLate()) {
        String those =
            passes > FEW
                ? "the last %d of the tests that ran before it".formatted(passes)
                : String.join(", ", last(passes, before));
        return "Alone in a fresh process it passes, and after %s as well.".formatted(those);
      }
    }
    while (fails - passes > 1 && !isLate()) {
      int half = (passes + fails) / 2;
      if (fails(test, last(half, before))) {
        fails = half;
      } else {
        passes = half;
      }
    }
    String guilty = before.get(before.size() - fails);
    return fails - passes > 1
        ? "It fails only after other tests: from %s to %s. Alone in a fresh process it passes."
            .formatted(guilty, before.get(before.size() - passes - 1))
        : "It fails only after " + guilty + ". Alone in a fresh process it passes.";
  }

  private static List<String> last(int count, List<String> tests) {
    return tests.subList(tests.size() - count, tests.size());
  }

  /** Whether a test fails after some others, in a fresh process. */
  private boolean fails(String test, List<String> before) {
    target.implementation().refresh();
    List<String> names = new ArrayList<>(before);
    names.add(test);
    List<TestResult> failed = new ArrayList<>();
    TestRun.again(
        target,
        rules,
        new TestFilter(names),
        Attempts.ALL,
        result -> {
          if (result.test().equals(test) && result.verdict().isFailure()) {
            failed.add(result);
          }
        });
    return !failed.isEmpty();
  }

  private RuleResult withAlone(RuleResult rule) {
    return rule.with(rule.tests().stream().map(this::withAlone).toList());
  }

  private TestResult withAlone(TestResult test) {
    String said = alone.get(test.test());
    return said == null || test.failure() == null
        ? test
        : test.withFailure(Objects.requireNonNull(test.failure()).withAlone(said));
  }
}
