package io.asynciotck.tck.run;

import io.asynciotck.tck.harness.NotClaimedError;
import io.asynciotck.tck.harness.RuleFailure;
import io.asynciotck.tck.harness.Target;
import io.asynciotck.tck.results.TestResult;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.opentest4j.TestAbortedException;

/** Makes results from what JUnit tells. */
final class ResultListener implements TestExecutionListener {
  private final Target target;
  private final TestListener listener;
  private final Recordings recordings = new Recordings();
  private final Map<String, TestCase> missing = new LinkedHashMap<>();
  private long started;
  private @Nullable Throwable broken;

  ResultListener(Target target, TestListener listener) {
    this.target = target;
    this.listener = listener;
  }

  /** What was recorded of the tests that failed. */
  Recordings recordings() {
    return recordings;
  }

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    List<TestCase> tests = TestMethods.casesOf(plan);
    tests.forEach(test -> missing.put(test.name(), test));
    listener.planned(tests);
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    if (test.isTest()) {
      listener.started(TestMethods.nameOf(test));
      started = System.nanoTime();
    }
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    if (test.isTest()) {
      TestCase skipped = TestMethods.caseOf(test);
      String whyNot = skipped.method().flatMap(target::whyNot).orElse(reason);
      ended(TestResult.notRun(skipped.name(), skipped.rules(), whyNot));
    }
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    @Nullable Throwable thrown = result.getThrowable().orElse(null);
    if (!test.isTest()) {
      broken = thrown == null ? broken : thrown;
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
      case RuleFailure failure -> ended(failed(finished, failure, took));
      default -> broken = thrown;
    }
  }

  private TestResult failed(TestCase test, RuleFailure failure, Duration took) {
    recordings.add(test.name(), failure.recorded(), target.implementation().testsOfProcess());
    return TestResult.failed(
            test.name(),
            failure.verdict(),
            failure.failure().withSource(test.source().orElse("")),
            took)
        .on(failure.grounds());
  }

  private void ended(TestResult test) {
    TestCase known = missing.remove(test.test());
    listener.ended(known == null ? test : test.on(all(known.grounds(), test.grounds())));
  }

  private static List<String> all(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).distinct().toList();
  }

  /** JUnit goes on when a listener throws, so what went wrong is told at the end. */
  void checkComplete() {
    if (broken != null || !missing.isEmpty()) {
      throw new IllegalStateException("These tests could not be run: " + missing.keySet(), broken);
    }
  }
}
