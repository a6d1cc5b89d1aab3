package io.asynciotck.tck.bridge;

import java.io.Serial;

/** A function of a test was called with more arguments, or fewer, than is promised. */
public final class ArgumentCountException extends IllegalArgumentException {
  @Serial private static final long serialVersionUID = 1L;

  ArgumentCountException(String function, int promised, int given) {
    super("%s takes %d arguments and was called with %d".formatted(function, promised, given));
  }
}
