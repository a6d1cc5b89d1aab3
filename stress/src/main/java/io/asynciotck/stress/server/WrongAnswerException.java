package io.asynciotck.stress.server;

import java.io.IOException;

/** Something came back that is not what was sent. */
final class WrongAnswerException extends IOException {
  private static final long serialVersionUID = 1L;

  WrongAnswerException(String message) {
    super(message);
  }
}
