package io.asynciotck.tck.run;

import io.asynciotck.tck.results.TestResult;
import java.util.List;

/** Told of the tests of a run. Called in the thread of the run. */
@FunctionalInterface
public interface TestListener {

  /** These tests will be run. */
  default void planned(List<TestCase> tests) {}

  /** A test begins. */
  default void started(String test) {}

  /** A test ended. */
  void ended(TestResult test);

  /** A test that is about to end has shown that a rule does not hold which is not its own. */
  default void broke(TestResult test) {
    ended(test);
  }
}
