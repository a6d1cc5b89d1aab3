package io.asynciotck.tck.harness;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * How long input is waited for that has not come when the loop has come to rest. A loop that has it
 * from another thread is late when the machine is busy, and whether it is one may not be seen
 * beforehand; one that loses input would be waited for in every test. So the patience with a loop
 * ends after some tests, unless input did come in one of them. May be used in any thread.
 */
final class InputPatience {
  private static final Duration TIME = Duration.ofSeconds(1);
  private static final int MOST_IN_VAIN = 4;
  private static final Measured<InputPatience> WITH = new Measured<>(_ -> new InputPatience());

  private int inVain;
  private boolean helped;

  /** Returns the patience with an implementation, which has forgotten nothing. */
  static InputPatience of(Implementation implementation) {
    return WITH.of(implementation);
  }

  /**
   * Waits, if there is still patience; returns whether input came.
   *
   * @param input waits for so long at most, and returns whether it came
   */
  boolean with(Predicate<Duration> input) {
    if (isOver()) {
      return false;
    }
    boolean came = input.test(TIME);
    note(came);
    return came;
  }

  private synchronized boolean isOver() {
    return !helped && inVain >= MOST_IN_VAIN;
  }

  private synchronized void note(boolean came) {
    helped |= came;
    inVain += came ? 0 : 1;
  }
}
