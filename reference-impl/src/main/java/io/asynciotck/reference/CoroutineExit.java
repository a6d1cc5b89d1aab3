package io.asynciotck.reference;

import java.io.Serial;

/** Raised at the await of a coroutine that is closed: Python's {@code GeneratorExit}. */
public final class CoroutineExit extends Error {
  @Serial private static final long serialVersionUID = 1L;

  CoroutineExit() {
    super("The coroutine is being closed");
  }
}
