package io.asynciotck.tck.harness;

/**
 * When a task that waits is cancelled, or its time runs out: the columns of the matrix of the book,
 * in their order.
 */
public enum Moment {
  /** It has not begun. */
  BEFORE_IT_STARTS("before it starts"),
  /** It has been asked for when the task comes to the operation. */
  ON_ENTRY("on entry"),
  /** Nothing else happens. */
  WHILE_IT_WAITS("while it waits"),
  /** Two requests before it has a turn. */
  TWICE("twice"),
  /** In the same iteration, in front of what lets it get on. */
  BEFORE_THE_WAKE("just before it would get on"),
  /** In the same iteration, behind what lets it get on. */
  AFTER_THE_WAKE("just after it could get on"),
  /** Taken back before the task has a turn. */
  TAKEN_BACK("and taken back"),
  /** It is another one that is cancelled. */
  ANOTHER("another who waits"),
  /** It goes on, and waits once more. */
  THEN_AGAIN("then waits again"),
  /** What is left when it is over. */
  AFTERWARDS("what is left"),
  /** What is kept alive of the task, and of what it waited at, when it is over. */
  KEPT("what is kept alive"),
  /** A message comes with it. */
  WITH_A_MESSAGE("with a message"),
  /** A time-out is around it. */
  OUT_OF_TIME("its time is up"),
  /** A time-out is due when it gets on. */
  OUT_OF_TIME_AT_THE_MOMENT("its time is up as it gets on");

  private final String title;

  Moment(String title) {
    this.title = title;
  }

  /** Returns what it is called in the book. */
  public String title() {
    return title;
  }
}
