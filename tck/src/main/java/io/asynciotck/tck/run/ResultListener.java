package io.asynciotck.tck.run;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.harness.CrashError;
import io.asynciotck.tck.harness.HangError;
import io.asynciotck.tck.harness.NotClaimed;
import io.asynciotck.tck.harness.ObservedDifference;
import io.asynciotck.tck.harness.RuleViolation;
import io.asynciotck.tck.harness.Tck;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Makes results from what JUnit tells. */
final class ResultListener implements TestExecutionListener {
  private final TestListener listener;
  private final Set<String> missing = new LinkedHashSet<>();
  private @Nullable Throwable broken;

  ResultListener(TestListener listener) {
    this.listener = listener;
  }

  @Override
  public void testPlanExecutionStarted(TestPlan plan) {
    List<TestResult> tests = TestRun.tests(plan);
    tests.forEach(test -> missing.add(test.test()));
    listener.planned(tests);
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    if (test.isTest()) {
      listener.started(nameOf(test));
    }
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    if (test.isTest()) {
      ended(named(test, Verdict.NOT_CLAIMED, withoutPrefix(reason)));
    }
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    @Nullable Throwable thrown = result.getThrowable().orElse(null);
    if (test.isTest()) {
      ended(thrown == null ? named(test, Verdict.PASS, "") : withProgram(failed(test, thrown)));
    } else if (thrown != null) {
      broken = thrown;
    }
  }

  private void ended(TestResult test) {
    listener.ended(test);
    missing.remove(test.test());
  }

  /** JUnit goes on when a listener throws, so what went wrong is told at the end. */
  void checkComplete() {
    if (broken != null || !missing.isEmpty()) {
      throw new IllegalStateException("These tests could not be run: " + missing, broken);
    }
  }

  private static TestResult failed(TestIdentifier test, Throwable thrown) {
    Throwable failure =
        thrown instanceof ObservedDifference && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    Verdict verdict =
        switch (failure) {
          case HangError hang -> Verdict.HANG;
          case CrashError crash -> Verdict.CRASH;
          default -> Verdict.FAIL;
        };
    TestResult named = named(test, verdict, String.valueOf(failure.getMessage()));
    return failure instanceof RuleViolation violation
        ? new TestResult(
            named.test(),
            violation.rule().map(List::of).orElse(named.rules()),
            verdict,
            named.message(),
            violation.expected(),
            violation.observed())
        : named;
  }

  private static TestResult withProgram(TestResult test) {
    return new TestResult(
        test.test(),
        test.rules(),
        test.verdict(),
        test.message(),
        test.expected(),
        test.observed(),
        Tck.implementation().program(Tck.timeout(), heading(test)));
  }

  /** What a reader of the program has to know. */
  private static List<String> heading(TestResult test) {
    RuleText rule = RuleBook.standard().get(test.rules().getFirst());
    List<String> heading = new ArrayList<>();
    heading.add("Rule %s of asyncio-tck: %s".formatted(rule.id(), rule.sentence()));
    if (test.verdict() == Verdict.FAIL && !test.expected().isEmpty()) {
      heading.add("Expected: " + String.join(" | ", test.expected()));
      heading.add("But saw:  " + test.observed());
    }
    return heading;
  }

  static TestResult named(TestIdentifier test, Verdict verdict, String message) {
    return new TestResult(
        nameOf(test), TestRun.rulesOf(test.getSource()), verdict, message, List.of(), "");
  }

  private static String nameOf(TestIdentifier test) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(MethodSource.class::cast)
        .map(method -> method.getJavaClass().getSimpleName() + "." + method.getMethodName())
        .orElseGet(test::getDisplayName);
  }

  private static String withoutPrefix(String reason) {
    return reason.startsWith(NotClaimed.PREFIX)
        ? reason.substring(NotClaimed.PREFIX.length())
        : reason;
  }
}
