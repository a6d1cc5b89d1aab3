package io.asynciotck.tck.harness;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Hears what a test does besides calling the implementation, so that the program of a failure does
 * it, too. Is told in the thread of the test that does it.
 */
public interface Witness {
  /** Hears nothing. */
  Witness NONE = new Witness() {};

  /** Hears what the test has put into its trace. */
  default void traced(String event) {}

  /** Hears that the test starts another thread here. */
  default void starts(Thread thread) {}

  /** Hears that the test waits here for the end of another thread. */
  default void waitsFor(Thread thread) {}

  /** Hears that the test gives a signal here. */
  default void gives(Signal signal) {}

  /** Hears that the test waits here for a signal, for at most {@code limit}, if given. */
  default void waitsFor(Signal signal, Optional<Duration> limit) {}

  /** Hears that the test lets time pass here by reading the clock of its loop until then. */
  default void blocks(Duration time) {}

  /** Hears that the time has passed. */
  default void blocked() {}

  /** Hears that the test looks here whether there is a file. */
  default void looksFor(Path file) {}

  /** Hears that the body of the test has ended; what follows tidies up. */
  default void bodyEnded() {}
}
