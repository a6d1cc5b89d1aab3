package io.asynciotck.tck.harness;

import java.io.Serial;
import org.opentest4j.TestAbortedException;

/**
 * An OBSERVED rule does not hold, on an implementation that need not keep it: reported, no failure.
 */
public final class ObservedDifference extends TestAbortedException {
  @Serial private static final long serialVersionUID = 1L;

  ObservedDifference(String rule, Throwable difference) {
    super("differs from CPython, which is allowed: " + rule, difference);
  }
}
