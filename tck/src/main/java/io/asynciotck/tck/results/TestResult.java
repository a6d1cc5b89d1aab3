package io.asynciotck.tck.results;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of one test.
 *
 * @param test class and method, as {@code CallbacksTck.callbacksRunInOrder}
 * @param rules the ids of the rules that it shows; of a property that fails, the one that what was
 *     seen violates
 * @param verdict its verdict
 * @param reason why the test was not run; empty if it was
 * @param failure what a failure has to say; null for all other tests
 * @param took how long it took
 */
public record TestResult(
    String test,
    List<String> rules,
    Verdict verdict,
    String reason,
    @Nullable Failure failure,
    Duration took) {

  /** Copies the list. */
  public TestResult {
    rules = List.copyOf(rules);
  }

  /** Returns the result of a test that passed. */
  public static TestResult passed(String test, List<String> rules, Duration took) {
    return new TestResult(test, rules, Verdict.PASS, "", null, took);
  }

  /** Returns the result of a test that was not run. */
  public static TestResult notRun(String test, List<String> rules, String reason) {
    return new TestResult(test, rules, Verdict.NOT_CLAIMED, reason, null, Duration.ZERO);
  }

  /** Returns the result of a test that failed: of its rules, that of the failure is broken. */
  public static TestResult failed(String test, Verdict verdict, Failure failure, Duration took) {
    return new TestResult(test, List.of(failure.rule()), verdict, "", failure, took);
  }

  /** Returns this result with something else to say of its failure. */
  public TestResult withFailure(Failure other) {
    return new TestResult(test, rules, verdict, reason, other, took);
  }

  /** Returns what there is to say of a failure, or why the test was not run; empty for a pass. */
  public String message() {
    return failure == null ? reason : failure.details();
  }
}
