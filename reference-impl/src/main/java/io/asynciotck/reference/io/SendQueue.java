package io.asynciotck.reference.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/** What a socket or a pipe has not taken yet, in the order in which it was written. */
final class SendQueue {
  /** Small: that of most connections is never used. */
  private final ArrayDeque<ByteBuffer> pieces = new ArrayDeque<>(1);

  private int size;

  boolean isEmpty() {
    return pieces.isEmpty();
  }

  /** How many bytes wait. */
  int size() {
    return size;
  }

  void add(ByteBuffer piece) {
    pieces.add(piece);
    size += piece.remaining();
  }

  void clear() {
    pieces.clear();
    size = 0;
  }

  /** Takes as many bytes as it can, which may be none. */
  @FunctionalInterface
  interface Destination {
    /** Takes them from the buffer; tells how many they were. */
    int sendNow(ByteBuffer data) throws IOException;
  }

  /** Sends what a socket or a pipe takes. */
  void sendTo(Destination destination) throws IOException {
    ByteBuffer first = pieces.peek();
    while (first != null) {
      size -= destination.sendNow(first);
      if (first.hasRemaining()) {
        return;
      }
      pieces.remove();
      first = pieces.peek();
    }
  }
}
