package io.asynciotck.stress.soak;

import io.asynciotck.stress.server.Pattern;

/** What came back in a conversation, which has to be what was sent, from the first byte on. */
final class Answer {
  private final String conversation;
  private final int offset;
  private final int due;
  private int received;

  /**
   * Of nothing yet.
   *
   * @param conversation who is asked about, for people
   * @param offset where in the pattern the bytes begin
   * @param due how many bytes were sent, or will be
   */
  Answer(String conversation, int offset, int due) {
    this.conversation = conversation;
    this.offset = offset;
    this.due = due;
  }

  /** The bytes that are sent, from one place to another. */
  byte[] part(int begin, int end) {
    byte[] part = new byte[end - begin];
    for (int i = 0; i < part.length; i++) {
      part[i] = Pattern.at((long) offset + begin + i);
    }
    return part;
  }

  void take(byte[] data) throws WrongBytesException {
    for (byte each : data) {
      if (received == due || each != Pattern.at((long) offset + received)) {
        throw new WrongBytesException(
            "%s: byte %d of %d is not what was sent".formatted(conversation, received, due));
      }
      received++;
    }
  }

  int received() {
    return received;
  }

  boolean isWhole() {
    return received == due;
  }

  /** Makes sure that nothing is missing. */
  void mustBeWhole() throws WrongBytesException {
    if (!isWhole()) {
      throw new WrongBytesException(
          "%s: %d bytes came back of %d".formatted(conversation, received, due));
    }
  }
}
