package io.asynciotck.tck.harness;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Something is wrong between kit and implementation, and says nothing of the implementation: never
 * a verdict on a rule, but where a loop may have done it.
 */
public abstract class KitError extends HarnessError {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the error, without a cause where there is none. */
  protected KitError(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Returns whether a loop can do that in a test, as one that raises where the kit is called back.
   * Then it ends the test as a crash does, and says so.
   */
  public boolean mayBeOfTheLoop() {
    return false;
  }
}
