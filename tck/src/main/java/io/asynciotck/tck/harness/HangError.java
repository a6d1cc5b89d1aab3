package io.asynciotck.tck.harness;

import java.io.Serial;

/** The implementation hangs: it waits for what can never come, or did not finish in time. */
public final class HangError extends HarnessError {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Creates the error with what is known of the hang: threads and their stacks, if there is more.
   */
  public HangError(String message) {
    super(message, null);
  }
}
