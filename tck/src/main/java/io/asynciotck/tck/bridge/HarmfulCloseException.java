package io.asynciotck.tck.bridge;

import java.io.Serial;

/**
 * The first loop could not be closed: that did not end, or ended the process. All else of the loop
 * can be evaluated all the same, if no loop is closed at the end of a test.
 */
final class HarmfulCloseException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  HarmfulCloseException(StartRefusedException how) {
    super(how);
  }
}
