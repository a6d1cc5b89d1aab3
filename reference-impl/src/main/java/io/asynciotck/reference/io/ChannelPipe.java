package io.asynciotck.reference.io;

import io.asynciotck.api.io.Pipe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One end of a pipe, or a socket that is used like one, that is a channel. */
public final class ChannelPipe implements Pipe {
  private final SelectableChannel channel;

  ChannelPipe(SelectableChannel channel) {
    this.channel = channel;
  }

  @Override
  public Object fileno() {
    if (!channel.isOpen()) {
      throw new IllegalArgumentException("I/O operation on a closed pipe");
    }
    return channel;
  }

  /** From now on nothing that is done with the end waits. */
  void stopBlocking() throws IOException {
    channel.configureBlocking(false);
  }

  @Override
  public byte @Nullable [] read(int size) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(size);
    int count = receiveNow(buffer);
    return count == 0 && size > 0 ? null : Arrays.copyOf(buffer.array(), Math.max(count, 0));
  }

  @Override
  public @Nullable Integer write(byte[] data) throws IOException {
    int count = sendNow(ByteBuffer.wrap(data));
    return count == 0 && data.length > 0 ? null : count;
  }

  /** Receives what there is, which may be nothing; -1 if nobody will write any more. */
  int receiveNow(ByteBuffer buffer) throws IOException {
    if (channel instanceof ReadableByteChannel source) {
      return source.read(buffer);
    }
    throw new IOException("This end of the pipe is not open to be read");
  }

  /** Sends what the pipe takes, which may be nothing. */
  int sendNow(ByteBuffer data) throws IOException {
    if (channel instanceof WritableByteChannel sink) {
      return Pieces.write(sink, data);
    }
    throw new IOException("This end of the pipe is not open to be written");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  @Override
  public String toString() {
    return "<ChannelPipe " + channel + ">";
  }
}
