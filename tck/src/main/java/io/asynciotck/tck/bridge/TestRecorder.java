package io.asynciotck.tck.bridge;

import io.asynciotck.tck.harness.Recorded;

/** Records tests of a Python loop, and shows by a program what a failed one did. */
public interface TestRecorder {

  /** Hears nothing, shows nothing. */
  TestRecorder NONE =
      new TestRecorder() {
        @Override
        public CallRecorder calls() {
          return CallRecorder.NONE;
        }

        @Override
        public Recorded failed(Throwable failure, PythonDescription description) {
          return Recorded.NOTHING;
        }
      };

  /** Returns what hears all that is said. */
  CallRecorder calls();

  /**
   * Hears that the last test has failed, and returns what was recorded of it.
   *
   * @param description what the agent found
   */
  Recorded failed(Throwable failure, PythonDescription description);
}
