package io.asynciotck.reference.io;

import io.asynciotck.api.io.BlockingIoException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Sends a part of a file to a socket: by the system where it can, and else by the JDK. */
final class FileSender {
  private final ChannelFile file;
  private final ChannelSocket socket;
  private final int offset;
  private final int count;
  private int sent;
  private boolean ended;

  /**
   * A sender that has sent nothing.
   *
   * @param count how many bytes; null: all that there are
   */
  FileSender(ChannelFile file, ChannelSocket socket, int offset, @Nullable Integer count) {
    this.file = file;
    this.socket = socket;
    this.offset = offset;
    this.count = count == null ? Integer.MAX_VALUE : count;
  }

  /** Whether all was sent, or all that is there. */
  boolean isDone() {
    return ended || sent == count;
  }

  /** How many bytes were sent. */
  int sent() {
    return sent;
  }

  /**
   * Sends what the socket takes.
   *
   * @throws BlockingIoException if it takes nothing
   */
  int send() throws IOException {
    int now = sendNow();
    if (now == 0 && !ended) {
      throw new BlockingIoException("sendfile would have to wait");
    }
    return now;
  }

  /** Sends what the socket takes, which may be nothing. */
  int sendNow() throws IOException {
    long place = (long) offset + sent;
    int left = count - sent;
    int now = socket.sendNow(file.channel, place, left);
    sent += now;
    // Rule: loop.sock-sendfile.cut
    ended = now < left && place + now >= file.channel.size();
    return now;
  }

  /** Leaves the file where reading would go on behind what was sent. */
  void setPosition() throws IOException {
    file.channel.position((long) offset + sent);
  }
}
