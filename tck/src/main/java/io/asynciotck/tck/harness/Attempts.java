package io.asynciotck.tck.harness;

import java.lang.reflect.Method;
import java.util.Optional;

/** Says which tests are not worth an attempt any more. */
@FunctionalInterface
public interface Attempts {
  /** Every test is tried. */
  Attempts ALL = test -> Optional.empty();

  /** Why a test is not tried, in words; empty if it is. */
  Optional<String> whyNot(Method test);
}
