package io.asynciotck.tck.harness;

import java.io.Serial;

/** The error that tests raise: in Python a subclass of {@code BaseException}. */
public final class BoomError extends Error {
  @Serial private static final long serialVersionUID = 1L;

  /** Creates the error. */
  public BoomError() {
    super("boom");
  }
}
