package io.asynciotck.tck.run;

import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.harness.Implementation;
import io.asynciotck.tck.harness.Patience;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.results.Blocking;
import io.asynciotck.tck.results.Failure;
import io.asynciotck.tck.results.Ground;
import io.asynciotck.tck.results.Origin;
import io.asynciotck.tck.results.Program;
import io.asynciotck.tck.results.Program.Telling;
import io.asynciotck.tck.results.RuleResult;
import io.asynciotck.tck.results.RunResult;
import io.asynciotck.tck.results.Subject;
import io.asynciotck.tck.results.TestResult;
import io.asynciotck.tck.results.Verdict;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks selected rules on a target. What has been measured may be asked for at any time, in any
 * thread.
 */
public final class KitRun {
  private static final Executor THREADS =
      work -> Thread.ofPlatform().name("asyncio-tck-confirmation").start(work);

  private final Target target;
  private final Plan plan;
  private final Subject subject;
  private final Origin origin = Origin.here();
  private final List<RuleText> notTestable;
  private final Gaps gaps;
  private final Scoreboard scoreboard;

  /**
   * Prepares a run.
   *
   * @throws IllegalArgumentException if none of its rules can be checked on the target
   */
  public KitRun(Target target, Plan plan) {
    this.target = target.withRealClockToo();
    this.plan = plan;
    this.subject = subject(target);
    List<RuleText> inForce = plan.rules().stream().filter(target.profile()::selects).toList();
    this.gaps = Gaps.of(target.implementation(), target.book());
    this.notTestable = inForce.stream().filter(rule -> !target.book().isTestable(rule)).toList();
    this.scoreboard =
        new Scoreboard(
            target,
            inForce.stream().filter(target.book()::isTestable).toList(),
            result -> plan.judge().judge(gaps.judge(result)));
    if (checked().isEmpty()) {
      throw new IllegalArgumentException(
          "There is nothing to check: " + new Absence(target, plan.rules()));
    }
  }

  private static Subject subject(Target target) {
    Implementation tested = target.implementation();
    return new Subject(tested.name(), tested.version(), target.profile().name(), target.seed())
        .without(tested.missing());
  }

  /** Returns what is checked against what. */
  public Subject subject() {
    return subject;
  }

  private List<RuleText> checked() {
    return scoreboard.rules().stream().filter(rule -> target.whyNot(rule).isEmpty()).toList();
  }

  /**
   * Runs the tests of every rule that is claimed, and writes programs of what failed.
   *
   * @throws UntestedRulesException if a rule that is to be checked has no test
   * @throws IllegalStateException if a test could not be run
   */
  public RunResult run(KitListener listener) {
    return run(listener, List.of());
  }

  /**
   * The same, with others of the same implementation beside, each of which runs a part of the
   * tests.
   */
  public RunResult run(KitListener listener, List<Implementation> others) {
    Set<String> ids = ids(checked());
    others.forEach(other -> Patience.share(target.implementation(), other));
    List<Target> targets =
        Stream.concat(Stream.of(target), others.stream().map(target::withImplementation)).toList();
    Set<String> leftOpen = ids(ofWhatIsLeft(ids));
    Recordings recordings =
        TestRun.run(
            targets, ids, leftOpen, plan.tests(), new ScoringListener(scoreboard, listener));
    checkThatEachHasATest();
    new SecondChances(target, ids, scoreboard, recordings).give();
    lookBeneath(targets, ids, recordings);
    RunResult measured = result(true);
    Confirmation confirmation = new Confirmation(target, ids, recordings);
    RunResult shown =
        beside(
            () -> confirmation.look(measured),
            () -> recordings.withPrograms(measured, target, this::isDecidedByPrograms));
    return confirmed(confirmation.of(shown));
  }

  /**
   * Runs the tests of rules that nobody selected, on which failing ones rest, and which are known
   * to fail: a run of few rules has no other faults than a run of all rules. A shard is judged when
   * all of them are there.
   *
   * @param ids the rules that were run; those that are run now are added
   */
  private void lookBeneath(List<Target> targets, Set<String> ids, Recordings recordings) {
    if (!plan.invocation().shard().isWhole()) {
      return;
    }
    for (List<RuleText> more = beneath(ids); !more.isEmpty(); more = beneath(ids)) {
      Set<String> added = ids(more);
      scoreboard.alsoAbout(more);
      recordings.addAll(
          TestRun.run(
              targets,
              added,
              ids(ofWhatIsLeft(added)),
              TestFilter.ALL,
              new ScoringListener(scoreboard, KitListener.NONE)));
      new SecondChances(target, added, scoreboard, recordings).give();
      ids.addAll(added);
    }
  }

  /**
   * The rules of what tests leave open, of those that were not selected: no others answer for it.
   */
  private List<RuleText> ofWhatIsLeft(Set<String> ids) {
    return possible().stream()
        .filter(rule -> Ground.ofRule(rule.id()).filter(Ground::isOfWhatIsLeft).isPresent())
        .filter(rule -> !ids.contains(rule.id()))
        .toList();
  }

  private List<RuleText> beneath(Set<String> ids) {
    Set<String> beneath =
        scoreboard.results().stream()
            .filter(result -> result.verdict().isFailure())
            .flatMap(result -> Blocking.beneath(result).stream())
            .filter(id -> plan.judge().isSuspect(id) && !ids.contains(id))
            .collect(Collectors.toSet());
    return possible().stream().filter(rule -> beneath.contains(rule.id())).toList();
  }

  private static Set<String> ids(List<RuleText> rules) {
    return rules.stream().map(RuleText::id).collect(Collectors.toSet());
  }

  /** Whether a rule is known to fail if its programs do the same on asyncio's own loop. */
  private boolean isDecidedByPrograms(RuleResult rule) {
    Program same = new Program("", Telling.SAME_AS_ASYNCIO);
    return rule.verdict().isFailure()
        && plan.judge()
                .judge(rule.with(rule.tests().stream().map(test -> with(test, same)).toList()))
                .verdict()
            == Verdict.KNOWN;
  }

  private static TestResult with(TestResult test, Program program) {
    Failure failure = test.failure();
    return failure == null ? test : test.withFailure(failure.withProgram(program));
  }

  private RunResult confirmed(RunResult shown) {
    return shown.with(
        shown.rules().stream().map(plan.judge()::judge).toList()); // programs tell more
  }

  /** Does one thing, and another in a thread of its own; whatever that throws is thrown. */
  private static RunResult beside(Runnable other, Supplier<RunResult> work) {
    CompletableFuture<Void> done = CompletableFuture.runAsync(other, THREADS);
    RunResult result = work.get();
    done.join();
    return result;
  }

  private void checkThatEachHasATest() {
    List<RuleText> untested =
        checked().stream().filter(rule -> !scoreboard.isPlanned(rule)).toList();
    if (!untested.isEmpty()) {
      throw new UntestedRulesException(untested);
    }
  }

  /** All rules that the target could be checked against. */
  private List<RuleText> possible() {
    return target.book().inForce(target.profile()).stream()
        .filter(rule -> target.book().isTestable(rule) && target.whyNot(rule).isEmpty())
        .toList();
  }

  /** Returns what has been measured so far. */
  public RunResult soFar() {
    return result(false);
  }

  private RunResult result(boolean complete) {
    return new RunResult(
        subject,
        origin,
        plan.invocation(),
        gaps.withStale(scoreboard.results(), possible()),
        notTestable.stream().map(RuleText::id).toList(),
        complete);
  }

  /** Tells the scoreboard first, so that the other listener sees what it has learnt. */
  private record ScoringListener(Scoreboard scoreboard, KitListener next) implements TestListener {
    @Override
    public void planned(List<TestCase> tests) {
      scoreboard.plan(tests);
      next.planned(tests.size());
    }

    @Override
    public void started(String test) {
      next.testStarted(test);
    }

    @Override
    public void broke(TestResult test) {
      scoreboard.add(test);
    }

    @Override
    public void ended(TestResult test) {
      List<ConformanceClass> complete = scoreboard.record(test);
      next.testEnded(test);
      complete.forEach(name -> next.classEnded(name, scoreboard.results(name)));
    }
  }
}
