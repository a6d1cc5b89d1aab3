package io.asynciotck.reference.io;

import io.asynciotck.api.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file that is a channel. */
final class ChannelFile implements File {
  final FileChannel channel;

  ChannelFile(Path path) throws IOException {
    this.channel = FileChannel.open(path);
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
  public void close() throws IOException {
    channel.close();
  }
}
