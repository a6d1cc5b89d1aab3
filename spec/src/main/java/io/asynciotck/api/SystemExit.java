package io.asynciotck.api;

import java.io.Serial;

/**
 * The program asks to end. One of the two errors that leave a loop from a callback or a task
 * instead of being reported.
 *
 * <p>Python: {@code SystemExit}.
 */
public final class SystemExit extends Error {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the error. */
  public SystemExit() {}
}
