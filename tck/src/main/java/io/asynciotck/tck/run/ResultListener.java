package io.asynciotck.tck.run;

import io.asynciotck.tck.harness.CrashError;
import io.asynciotck.tck.harness.HangError;
import io.asynciotck.tck.harness.NotClaimed;
import io.asynciotck.tck.harness.ObservedDifference;
import io.asynciotck.tck.harness.RuleViolation;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Makes results from what JUnit tells. */
final class ResultListener implements TestExecutionListener {
  private final Consumer<TestResult> listener;

  ResultListener(Consumer<TestResult> listener) {
    this.listener = listener;
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    if (test.isTest()) {
      listener.accept(named(test, Verdict.NOT_CLAIMED, withoutPrefix(reason)));
    }
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    @Nullable Throwable thrown = result.getThrowable().orElse(null);
    if (test.isTest()) {
      listener.accept(thrown == null ? named(test, Verdict.PASS, "") : failed(test, thrown));
    } else if (thrown != null) {
      throw new IllegalStateException(
          "The tests of " + test.getDisplayName() + " did not start", thrown);
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
            named.rules(),
            verdict,
            named.message(),
            violation.expected(),
            violation.observed())
        : named;
  }

  static TestResult named(TestIdentifier test, Verdict verdict, String message) {
    String name =
        test.getSource()
            .filter(MethodSource.class::isInstance)
            .map(MethodSource.class::cast)
            .map(method -> method.getJavaClass().getSimpleName() + "." + method.getMethodName())
            .orElseGet(test::getDisplayName);
    return new TestResult(name, TestRun.rulesOf(test.getSource()), verdict, message, List.of(), "");
  }

  private static String withoutPrefix(String reason) {
    return reason.startsWith(NotClaimed.PREFIX)
        ? reason.substring(NotClaimed.PREFIX.length())
        : reason;
  }
}
