package io.asynciotck.tck.harness;

import io.asynciotck.tck.results.Program;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an implementation has recorded of a test that failed. Kept until all tests have ended; may
 * be used in any thread.
 */
public interface Recorded {
  /** Nothing was recorded. */
  Recorded NOTHING = (limit, heading) -> Program.NOTHING;

  /**
   * Returns a program in the language of the implementation that does what the test did, and the
   * output of running it; or, in the form of comments, why there is none. Empty if there are no
   * such programs.
   *
   * @param limit how long the program may take
   * @param heading what its first lines say, as comments
   */
  Program program(Duration limit, List<String> heading);

  /**
   * Returns the member that is not there, or the keyword that one has not taken, such as {@code
   * create_task(context)}, though the test may have caught what was raised; empty if there is none.
   */
  default String missing() {
    return "";
  }

  /** Returns whether it was in a run, and its loop had run before in the same test. */
  default boolean wasInLaterRun() {
    return false;
  }

  /**
   * Returns what an exception was and where it was raised, in lines, for one that the test has
   * caught and traced.
   *
   * @param traced the name that the trace has for it
   */
  default Optional<String> raised(String traced) {
    return Optional.empty();
  }
}
