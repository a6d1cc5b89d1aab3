package io.asynciotck.tck.harness;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Something is wrong between kit and implementation, and says nothing of the implementation: never
 * a verdict on a rule.
 */
public abstract class KitError extends HarnessError {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the error, without a cause where there is none. */
  protected KitError(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
