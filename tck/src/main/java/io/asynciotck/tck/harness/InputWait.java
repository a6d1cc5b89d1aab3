package io.asynciotck.tck.harness;

import java.time.Duration;

/**
 * How tests wait for input.
 *
 * @param time how long at least, however many iterations that are
 * @param pause how long the loop may sleep in each iteration; zero if it is kept busy
 */
record InputWait(Duration time, Duration pause) {
  /** Input is seen in the next iterations. */
  static final InputWait NONE = new InputWait(Duration.ZERO, Duration.ZERO);

  /** Input takes some time, and is seen though the loop is busy. */
  static InputWait of(Duration time) {
    return new InputWait(time, Duration.ZERO);
  }

  /** Returns the same for another time. */
  InputWait within(Duration other) {
    return new InputWait(other, pause);
  }
}
