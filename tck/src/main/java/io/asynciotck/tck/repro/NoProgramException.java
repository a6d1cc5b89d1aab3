package io.asynciotck.tck.repro;

import java.io.Serial;

/** Something that a test did cannot be written as a program; the message says what. */
final class NoProgramException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  NoProgramException(String reason) {
    super(reason);
  }
}
