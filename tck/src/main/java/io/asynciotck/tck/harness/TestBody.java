package io.asynciotck.tck.harness;

/** The body of a test. */
@FunctionalInterface
public interface TestBody {
  /** Runs the test once. */
  void run() throws Throwable;
}
