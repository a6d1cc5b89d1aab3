package io.asynciotck.tck.run;

import io.asynciotck.tck.harness.NotClaimedError;
import io.asynciotck.tck.harness.RealClock;
import io.asynciotck.tck.harness.RuleFailure;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.results.Clock;
import io.asynciotck.tck.results.Failure;
import io.asynciotck.tck.results.Ground;
import io.asynciotck.tck.results.TestResult;
import io.asynciotck.tck.results.Verdict;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.opentest4j.TestAbortedException;

/** Makes results from what JUnit tells of one launcher; several may share what becomes of it. */
final class ResultListener implements TestExecutionListener {
  private final Target target;
  private final Shared shared;
  private long started;

  /** What listeners share that hear of tests side by side. */
  private static final class Shared {
    final Set<String> rules;
    final TestListener listener;
    final LostCauses lost;
    final Recordings recordings = new Recordings();
    final Map<String, TestCase> missing = Collections.synchronizedMap(new LinkedHashMap<>());
    volatile @Nullable Throwable broken;

    Shared(Set<String> rules, LostCauses lost, TestListener listener) {
      this.rules = rules;
      this.lost = lost;
      this.listener = listener;
    }

    synchronized void tell(Consumer<TestListener> news) {
      news.accept(listener);
    }
  }

  /**
   * Hears of tests of some rules.
   *
   * @param rules the ids of those that are selected: no other is accused
   */
  ResultListener(Target target, Set<String> rules, LostCauses lost, TestListener listener) {
    this(target, new Shared(rules, lost, listener));
  }

  private ResultListener(Target target, Shared shared) {
    this.target = target;
    this.shared = shared;
  }

  /** One that hears of tests that run beside these, on another target. */
  ResultListener beside(Target other) {
    return new ResultListener(other, shared);
  }

  /** These tests will be run, in one execution or several. */
  void plan(List<TestCase> tests) {
    tests.forEach(test -> shared.missing.put(test.name(), test));
    shared.tell(listener -> listener.planned(tests));
  }

  /** What was recorded of the tests that failed. */
  Recordings recordings() {
    return shared.recordings;
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    if (test.isTest()) {
      shared.tell(listener -> listener.started(TestMethods.nameOf(test)));
      started = System.nanoTime();
    }
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    if (test.isTest()) {
      TestCase skipped = TestMethods.caseOf(test);
      Optional<String> notClaimed = skipped.method().flatMap(target::whyNot);
      List<String> blockers = notClaimed.isPresent() ? List.of() : shared.lost.blockersOf(skipped);
      ended(
          blockers.isEmpty()
              ? TestResult.notRun(skipped.name(), skipped.rules(), notClaimed.orElse(reason))
              : TestResult.givenUp(skipped.name(), skipped.rules(), blockers, reason));
    }
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    @Nullable Throwable thrown = result.getThrowable().orElse(null);
    if (!test.isTest()) {
      shared.broken = thrown == null ? shared.broken : thrown;
      return;
    }
    TestCase finished = TestMethods.caseOf(test);
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    switch (thrown) {
      case null -> ended(TestResult.passed(finished.name(), finished.rules(), took));
      case TestAbortedException aborted when aborted.getCause() instanceof NotClaimedError gap ->
          ended(
              TestResult.notRun(
                  finished.name(), finished.rules(), String.valueOf(gap.getMessage())));
      case RuleFailure failure -> failed(finished, failure, took);
      default -> shared.broken = thrown;
    }
  }

  /**
   * What a test shows of a rule that is not its own, as a report that nobody asked for, is the
   * failure of that rule; the rules of the test are blocked by it. They hold if all that is wrong
   * is a descriptor that was left open.
   */
  private void failed(TestCase test, RuleFailure thrown, Duration took) {
    shared.recordings.add(test.name(), thrown.recorded(), target.implementation().testsOfProcess());
    Failure failure = thrown.failure().withSource(test.source().orElse(""));
    Failure charged =
        mayBeAccused(failure.rule(), test) ? failure : failure.of(test.rules().getFirst());
    TestResult failed = TestResult.failed(test.name(), thrown.verdict(), charged, took);
    if (test.isProperty()) {
      ended(failed.among(others(charged.rule(), test)));
    } else if (test.rules().contains(charged.rule())) {
      ended(failed);
    } else {
      boolean isLeft = Ground.ofRule(charged.rule()).filter(Ground::isOfWhatIsLeft).isPresent();
      shared.lost.learn(test, failed);
      // A transport that does not close lets no socket go: that is not another fault.
      TestResult broke = isLeft ? failed.on(test.grounds()) : failed;
      shared.tell(listener -> listener.broke(broke));
      ended(
          isLeft
              ? TestResult.passed(test.name(), test.rules(), took)
              : failed.blocking(test.rules()));
    }
  }

  /** What else a property is about, and what its programs need. */
  private static List<String> others(String accused, TestCase property) {
    return Stream.concat(property.rules().stream(), property.grounds().stream())
        .filter(rule -> !rule.equals(accused))
        .distinct()
        .toList();
  }

  /** A rule that is selected; and no rule that counts hides behind one that does not. */
  private boolean mayBeAccused(String rule, TestCase test) {
    return test.rules().contains(rule)
        || (shared.rules.contains(rule)
            && (target.book().get(rule).decides() || !target.decides(test.rules())));
  }

  private void ended(TestResult test) {
    TestCase known = shared.missing.remove(test.test());
    if (known == null || test.verdict() == Verdict.BLOCKED) {
      shared.tell(listener -> listener.ended(test));
      return;
    }
    shared.lost.learn(known, test);
    TestResult result = test.on(known.grounds(test.verdict())).by(clocksOf(known, test.verdict()));
    shared.tell(listener -> listener.ended(result));
  }

  private List<Clock> clocksOf(TestCase test, Verdict verdict) {
    return verdict == Verdict.NOT_CLAIMED
        ? List.of()
        : test.method().map(method -> RealClock.clocksOf(method, target)).orElse(List.of());
  }

  /** JUnit goes on when a listener throws, so what went wrong is told at the end. */
  void checkComplete() {
    if (shared.broken != null || !shared.missing.isEmpty()) {
      throw new IllegalStateException(
          "These tests could not be run: " + shared.missing.keySet(), shared.broken);
    }
  }
}
