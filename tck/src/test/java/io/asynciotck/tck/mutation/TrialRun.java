package io.asynciotck.tck.mutation;

import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.harness.ImplementationException;
import io.asynciotck.tck.harness.JvmImplementation;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.implementations.Expectations;
import io.asynciotck.tck.mutation.Mutants.Mutant;
import io.asynciotck.tck.results.Invocation;
import io.asynciotck.tck.results.Shard;
import io.asynciotck.tck.results.TestResult;
import io.asynciotck.tck.results.Verdict;
import io.asynciotck.tck.run.KitListener;
import io.asynciotck.tck.run.KitRun;
import io.asynciotck.tck.run.Plan;
import io.asynciotck.tck.run.TestCase;
import io.asynciotck.tck.run.TestFilter;
import io.asynciotck.tck.run.TestRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs tests of the kit on a mutant: first those of the rules that its lines name. */
final class TrialRun implements KitListener {
  /** A test that takes longer than this, and so many times as long as on the reference, hangs. */
  private static final Duration SHORTEST_LIMIT = Duration.ofSeconds(3);

  private static final int LIMIT_TIMES = 5;

  /** After this many of the quickest tests it is looked whether one has failed. */
  private static final int FIRST_PART = 60;

  /** A test of more rules than these is the own test of none. */
  private static final int MOST_OWN_RULES = 3;

  private static final Map<String, TestCase> TESTS =
      TestRun.findAll().stream().collect(Collectors.toMap(TestCase::name, test -> test));

  private final Coverage coverage;
  private final long seed;
  private final Set<String> rules = new ConcurrentSkipListSet<>();
  private Trial.End end = Trial.End.SURVIVED;

  private TrialRun(Coverage coverage, long seed) {
    this.coverage = coverage;
    this.seed = seed;
  }

  /** Runs everything on the reference as it is, and says what came to what. */
  static Coverage coverage(MutantLoader reference, Stand stand, long seed)
      throws ReflectiveOperationException {
    Coverage coverage = new Coverage(stand);
    Target target = Target.of(stand.implementation(reference)).withSeed(seed);
    run(target, List.copyOf(TESTS.keySet()), coverage);
    return coverage;
  }

  /**
   * Tries a mutant.
   *
   * @param coverage what comes to it
   * @param allRules whether all rules that fail are wanted, or only whether one does
   */
  static Trial of(
      Mutant mutant, MutantLoader loader, Coverage coverage, long seed, boolean allRules) {
    TrialRun run = new TrialRun(coverage, seed);
    List<String> tests = coverage.testsOf(mutant.compiledMethod());
    if (tests.isEmpty()) {
      return new Trial(mutant.number(), Trial.End.UNREACHED, List.of());
    }
    try {
      run.all(parts(mutant, tests), coverage.stand().implementation(loader), allRules);
    } catch (ImplementationException | ReflectiveOperationException | LinkageError refused) {
      return new Trial(mutant.number(), Trial.End.REFUSED, List.of());
    } catch (RuntimeException | Error notRun) {
      if (!Probes.areStopped()) { // else it is what came of the tests after a hang
        return new Trial(mutant.number(), Trial.End.LOST, List.of());
      }
    }
    return new Trial(mutant.number(), run.end, List.copyOf(run.rules));
  }

  private void all(List<List<String>> parts, JvmImplementation implementation, boolean allRules) {
    for (List<String> part : parts) {
      Duration limit = SHORTEST_LIMIT.plus(coverage.longest(part).multipliedBy(LIMIT_TIMES));
      run(Target.of(implementation).withTimeout(limit).withSeed(seed), part, this);
      if (Probes.areStopped() || (!allRules && !rules.isEmpty())) {
        return;
      }
    }
  }

  private static List<List<String>> parts(Mutant mutant, List<String> tests) {
    List<String> own = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (String test : tests) {
      List<String> shown = Objects.requireNonNull(TESTS.get(test)).rules();
      boolean isOwn =
          shown.size() <= MOST_OWN_RULES && !Collections.disjoint(shown, mutant.rules());
      (isOwn ? own : others).add(test);
    }
    int first = Math.min(FIRST_PART, others.size());
    return Stream.of(own, others.subList(0, first), others.subList(first, others.size()))
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private static void run(Target target, List<String> tests, KitListener listener) {
    Set<String> shown = new TreeSet<>();
    tests.forEach(test -> shown.addAll(Objects.requireNonNull(TESTS.get(test)).rules()));
    List<RuleText> rules =
        target.book().rules().stream().filter(rule -> shown.contains(rule.id())).toList();
    Plan plan =
        new Plan(
            rules, new TestFilter(tests), Expectations.none(), new Invocation("", "", Shard.ALL));
    new KitRun(target, plan).run(listener);
  }

  @Override
  public void testEnded(TestResult test) {
    if (Probes.areStopped() || !test.verdict().isFailure()) {
      return; // what fails after a hang fails because it has been stopped
    }
    rules.addAll(test.rules());
    end = Trial.End.FAILED;
    if (test.verdict() == Verdict.HANG) {
      end = Trial.End.HUNG;
      Probes.stop();
    }
  }
}
