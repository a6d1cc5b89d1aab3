package io.asynciotck.tck.harness;

import java.io.Serial;

/** A test ended in an exception that it did not ask for. */
public final class UnexpectedException extends AssertionError {
  @Serial private static final long serialVersionUID = 1L;

  UnexpectedException(String rule, Throwable raised) {
    super(rule + "\n  the test raised: " + raised, raised);
  }
}
