package io.asynciotck.tck.run;

import java.util.List;

/**
 * What came out of one test.
 *
 * @param test class and method, as {@code CallbacksTck.callbacksRunInOrder}
 * @param rules the ids of the rules that it shows; of a property that fails, those that what was
 *     seen violates
 * @param verdict what came out
 * @param message what a failure has to say, or why the test was not run; empty for a pass
 * @param expected the traces that the rule allows, if the test failed in its comparison
 * @param observed the trace that was seen, if the test failed in its comparison
 * @param python a Python program that does what a failed test did on a Python loop, with what came
 *     of running it, or why there is none; empty for a pass and for other loops
 */
public record TestResult(
    String test,
    List<String> rules,
    Verdict verdict,
    String message,
    List<String> expected,
    String observed,
    String python) {

  /** Copies the lists. */
  public TestResult {
    rules = List.copyOf(rules);
    expected = List.copyOf(expected);
  }

  /** A result without a program. */
  public TestResult(
      String test,
      List<String> rules,
      Verdict verdict,
      String message,
      List<String> expected,
      String observed) {
    this(test, rules, verdict, message, expected, observed, "");
  }
}
