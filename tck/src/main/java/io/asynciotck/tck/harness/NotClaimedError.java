package io.asynciotck.tck.harness;

import java.io.Serial;
import org.opentest4j.TestAbortedException;

/**
 * The test needs what the implementation does not claim to do. It ends the test, wherever in it
 * that is found; the message is the reason.
 */
public final class NotClaimedError extends HarnessError {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the error with the reason. */
  public NotClaimedError(String reason) {
    super(reason, null);
  }

  /** Returns what JUnit and jqwik take for a test that was not run to its end. */
  TestAbortedException abort() {
    return new TestAbortedException(getMessage(), this);
  }
}
