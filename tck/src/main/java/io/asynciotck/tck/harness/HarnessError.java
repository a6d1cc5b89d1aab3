package io.asynciotck.tck.harness;

import java.io.Serial;

/**
 * The test could not be carried through. Never recorded as the outcome of a call: it always ends
 * the test.
 */
public abstract class HarnessError extends Error {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the error, without a cause where there is none. */
  protected HarnessError(String message, @org.jspecify.annotations.Nullable Throwable cause) {
    super(message, cause);
  }
}
