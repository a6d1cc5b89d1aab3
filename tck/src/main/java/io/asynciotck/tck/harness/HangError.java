package io.asynciotck.tck.harness;

import java.io.Serial;

/** The implementation hangs: it waits for what can never come, or did not finish in time. */
public final class HangError extends HarnessError {
  @Serial private static final long serialVersionUID = 1L;

  /** What such a message says of a test that still did something when its time was up. */
  public static final String AT_WORK = ", though it was at work";

  private final boolean late;

  private HangError(String message, boolean late) {
    super(message, null);
    this.late = late;
  }

  /**
   * Creates the error with what is known of the hang: threads and their stacks, if there is more.
   */
  public HangError(String message) {
    this(message, false);
  }

  /** Creates the error of a test that did not finish in time. */
  static HangError late(String message) {
    return new HangError(message, true);
  }

  /** Whether the test has used up its time; a loop with virtual time knows sooner. */
  public boolean isLate() {
    return late;
  }
}
