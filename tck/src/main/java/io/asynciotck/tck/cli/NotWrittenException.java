package io.asynciotck.tck.cli;

import java.io.Serial;

/** What was found out could not be kept: the disk is full, or nobody reads any more. */
final class NotWrittenException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * A sentence for the user.
   *
   * @param message what could not be written, and why
   * @param cause what the system said
   */
  NotWrittenException(String message, Throwable cause) {
    super(message, cause);
  }
}
