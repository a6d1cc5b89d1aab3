package io.asynciotck.api;

import java.io.Serial;

/**
 * The user asks the program to stop. One of the two errors that leave a loop from a callback or a
 * task instead of being reported.
 *
 * <p>Python: {@code KeyboardInterrupt}.
 */
public final class KeyboardInterrupt extends Error {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the error. */
  public KeyboardInterrupt() {}
}
