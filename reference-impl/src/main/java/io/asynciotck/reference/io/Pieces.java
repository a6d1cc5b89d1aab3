package io.asynciotck.reference.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/**
 * Writes to channels what is in arrays. The JDK copies all that it is given to memory outside of
 * the heap before it knows how much of it the system takes: with a hundred megabytes, of which two
 * are taken at a time, that would be fifty times all that is left, and as much memory.
 */
final class Pieces {
  /** Not much more than is taken at a time, and so much that another call costs little. */
  private static final int PIECE = 256 * 1024;

  private Pieces() {}

  /** Writes what the channel takes, which may be nothing; tells how many bytes that were. */
  static int write(WritableByteChannel channel, ByteBuffer data) throws IOException {
    if (data.isDirect() || data.remaining() <= PIECE) {
      return channel.write(data);
    }
    int begin = data.position();
    int end = data.limit();
    try {
      do {
        data.limit(Math.min(end, data.position() + PIECE));
        channel.write(data);
      } while (!data.hasRemaining() && data.position() < end);
    } finally {
      data.limit(end);
    }
    return data.position() - begin;
  }
}
