package io.asynciotck.tck.harness;

import java.io.Serial;
import java.util.concurrent.ExecutionException;

/**
 * A try that ended the implementation, or was ended. An AssertionError, because jqwik looks for
 * smaller programs only if the failure is one, or an exception.
 */
final class EndedTry extends AssertionError {
  @Serial private static final long serialVersionUID = 1L;

  private final transient HarnessError end;

  EndedTry(HarnessError end) {
    super(end.getMessage(), end);
    this.end = end;
  }

  /** What is to be said of it. What ends a search for smaller programs comes out of a future. */
  static Throwable unwrap(Throwable thrown) {
    return switch (thrown) {
      case EndedTry ended -> ended.end;
      case ExecutionException search when search.getCause() instanceof HarnessError end -> end;
      default -> thrown;
    };
  }
}
