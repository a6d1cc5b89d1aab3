package io.asynciotck.reference.io;

import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/** A file that is a channel. */
final class ChannelFile implements File {
  final FileChannel channel;

  ChannelFile(Path path, OpenOption... options) throws IOException {
    this.channel = FileChannel.open(path, options);
  }

  @Override
  public long tell() throws IOException {
    return channel.position();
  }

  @Override
  public long seek(long offset) throws IOException {
    channel.position(offset);
    return offset;
  }

  @Override
  public Integer write(byte[] data) throws IOException {
    return writeAll(ByteBuffer.wrap(data));
  }

  @Override
  public Integer write(Buffer data) throws IOException {
    return writeAll(MemoryBuffer.memoryOf(data));
  }

  private int writeAll(ByteBuffer left) throws IOException {
    int length = left.remaining();
    try {
      while (left.hasRemaining()) {
        channel.write(left);
      }
    } catch (NonWritableChannelException readOnly) {
      throw new IOException("The file was opened to be read only", readOnly);
    }
    return length;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
