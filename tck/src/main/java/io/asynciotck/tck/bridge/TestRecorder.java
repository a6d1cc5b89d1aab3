package io.asynciotck.tck.bridge;

import java.time.Duration;
import java.util.List;

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
        public void failed() {}

        @Override
        public String program(Duration limit, List<String> heading) {
          return "";
        }
      };

  /** Returns what hears all that is said. */
  CallRecorder calls();

  /** Hears that the last test has failed: {@link #program} is about it until another one fails. */
  void failed();

  /**
   * Returns a program that does what the last failed test did, and what came of running it; or, as
   * comments, why there is none.
   *
   * @param limit how long the program may take
   * @param heading what its first lines say, as comments
   */
  String program(Duration limit, List<String> heading);
}
