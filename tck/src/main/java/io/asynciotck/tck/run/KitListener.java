package io.asynciotck.tck.run;

import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.tck.results.RuleResult;
import io.asynciotck.tck.results.TestResult;
import java.util.List;

/** Told how a run goes. Called in the thread of the run. */
public interface KitListener {

  /** Nobody listens. */
  KitListener NONE = new KitListener() {};

  /** This many tests will be run. */
  default void planned(int tests) {}

  /** A test begins; its class and method. */
  default void testStarted(String test) {}

  /** A test ended. */
  default void testEnded(TestResult test) {}

  /** The last test of a class ended. */
  default void classEnded(ConformanceClass name, List<RuleResult> rules) {}
}
