package io.asynciotck.tck.cli.dev;

import java.io.Serial;

/** A test that was asked for is not there, with a sentence that says so. */
final class NoSuchTestException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  NoSuchTestException(String message) {
    super(message);
  }
}
