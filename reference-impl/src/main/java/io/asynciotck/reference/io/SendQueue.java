package io.asynciotck.reference.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/** What a socket has not taken yet, in the order in which it was written. */
final class SendQueue {
  private final ArrayDeque<ByteBuffer> pieces = new ArrayDeque<>();
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

  /** Sends what the socket takes. */
  void sendTo(ChannelSocket socket) throws IOException {
    ByteBuffer first = pieces.peek();
    while (first != null) {
      size -= socket.sendNow(first);
      if (first.hasRemaining()) {
        return;
      }
      pieces.remove();
      first = pieces.peek();
    }
  }
}
