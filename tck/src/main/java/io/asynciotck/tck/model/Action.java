package io.asynciotck.tck.model;

/** One thing that a program does: before a run of the loop, or in a callback. */
public sealed interface Action {

  /**
   * Gives a callback to the loop.
   *
   * @param door how
   * @param ticks for {@code call_later} the delay, which may be negative, for {@code call_at} the
   *     time since the program began; without meaning for the others
   * @param callback what to call
   */
  record Give(Door door, int ticks, Callback callback) implements Action {}

  /**
   * Cancels the handle of a callback of the program, if the callback was given before; also when it
   * has run or was cancelled.
   *
   * @param pick which callback: its number, counted on from the last to the first again
   */
  record Cancel(int pick) implements Action {}

  /** Stops the loop, also when that has been done for this run. */
  record Stop() implements Action {}

  /** Raises an exception, in a callback: what would come after it is not done. */
  record Raise() implements Action {}

  /** Tries to run the loop once more, in a callback: that is refused. */
  record RunNested() implements Action {}

  /**
   * Takes time, as a callback that computes does; nothing by a clock that the test does not own.
   *
   * @param ticks how long
   */
  record Busy(int ticks) implements Action {}
}
