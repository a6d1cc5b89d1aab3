package io.asynciotck.stress.soak;

/** What came back is not what was sent. */
final class WrongBytesException extends Exception {
  private static final long serialVersionUID = 1L;

  WrongBytesException(String message) {
    super(message);
  }
}
