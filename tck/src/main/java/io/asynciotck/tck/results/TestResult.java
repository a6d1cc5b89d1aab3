package io.asynciotck.tck.results;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The result of one test.
 *
 * @param test class and method, as {@code CallbacksTck.callbacksRunInOrder}
 * @param rules the ids of the rules that it shows; of a property that fails, the one that what was
 *     seen violates
 * @param verdict its verdict
 * @param reason why the test was not run; empty if it was
 * @param failure what a failure has to say, also if another rule is accused of it; null for all
 *     other tests
 * @param grounds the ids of the rules that it rests on, each of them a {@link Ground}; of a test
 *     that is blocked, those that do not hold
 * @param among of a property that fails, the other rules that its programs are about
 * @param clocks by which clocks it ran; empty if it was not run
 * @param took how long it took
 */
public record TestResult(
    String test,
    List<String> rules,
    Verdict verdict,
    String reason,
    @Nullable Failure failure,
    List<String> grounds,
    List<String> among,
    List<Clock> clocks,
    Duration took) {

  /** Copies the lists. */
  public TestResult {
    rules = List.copyOf(rules);
    grounds = List.copyOf(grounds);
    among = List.copyOf(among);
    clocks = List.copyOf(clocks);
  }

  /** Returns the result of a test that passed. */
  public static TestResult passed(String test, List<String> rules, Duration took) {
    return new TestResult(
        test, rules, Verdict.PASS, "", null, List.of(), List.of(), List.of(), took);
  }

  /** Returns the result of a test that was not run. */
  public static TestResult notRun(String test, List<String> rules, String reason) {
    return new TestResult(
        test,
        rules,
        Verdict.NOT_CLAIMED,
        reason,
        null,
        List.of(),
        List.of(),
        List.of(),
        Duration.ZERO);
  }

  /** Returns the result of a test that is not tried, because of the rules that do not hold. */
  public static TestResult givenUp(
      String test, List<String> rules, List<String> blockers, String reason) {
    return new TestResult(
        test, rules, Verdict.BLOCKED, reason, null, blockers, List.of(), List.of(), Duration.ZERO);
  }

  /**
   * Returns this failure, which another rule is accused of, as the result of the rules that the
   * test shows: they are blocked by that one.
   */
  public TestResult blocking(List<String> shown) {
    String accused = Objects.requireNonNull(failure).rule();
    return new TestResult(
        test,
        shown,
        Verdict.BLOCKED,
        "rests on " + accused,
        failure,
        List.of(accused),
        List.of(),
        clocks,
        took);
  }

  /** Returns the result of a test that failed: of its rules, that of the failure is broken. */
  public static TestResult failed(String test, Verdict verdict, Failure failure, Duration took) {
    return new TestResult(
        test, List.of(failure.rule()), verdict, "", failure, List.of(), List.of(), List.of(), took);
  }

  /** Returns this result with something else to say of its failure. */
  public TestResult withFailure(Failure other) {
    return new TestResult(test, rules, verdict, reason, other, grounds, among, clocks, took);
  }

  /** Returns this result of a test that rests on some rules. */
  public TestResult on(List<String> rests) {
    return new TestResult(test, rules, verdict, reason, failure, rests, among, clocks, took);
  }

  /** Returns this failure of a property whose programs are about other rules as well. */
  public TestResult among(List<String> others) {
    return new TestResult(test, rules, verdict, reason, failure, grounds, others, clocks, took);
  }

  /** Returns this result of a test that ran by some clocks. */
  public TestResult by(List<Clock> ran) {
    return new TestResult(test, rules, verdict, reason, failure, grounds, among, ran, took);
  }

  /** Returns whether the test was not tried, because of rules that do not hold. */
  public boolean isGivenUp() {
    return verdict == Verdict.BLOCKED && failure == null;
  }

  /** Returns the member of the API that is not there; empty if the test did not miss any. */
  public String missing() {
    return failure == null ? "" : failure.missing();
  }

  /**
   * Returns what this failure may have in common with others that are the same fault: the member of
   * the API that is not there, or what was raised in which place; empty if it is its own.
   */
  String cause() {
    if (failure == null || !verdict.isFailure()) {
      return "";
    }
    return failure.missing().isEmpty() ? RaisedPlace.of(failure, test) : failure.missing();
  }

  /** Returns what there is to say of a failure, or why the test was not run; empty for a pass. */
  public String message() {
    return failure == null ? reason : failure.details();
  }
}
