package io.asynciotck.reference.io;

/**
 * The life of a transport, which goes one way: OPEN to CLOSING by close or by an error, to ENDING
 * when nothing is left to be sent, to LOST when its protocol was told, in an iteration of its own.
 */
enum Life {
  OPEN,
  CLOSING,
  ENDING,
  LOST;

  /** Whether nothing is sent any more, and the protocol was told so, or will be. */
  boolean isOver() {
    return this == ENDING || this == LOST;
  }
}
