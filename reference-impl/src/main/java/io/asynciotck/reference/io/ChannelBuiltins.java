package io.asynciotck.reference.io;

import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.Builtins;
import io.asynciotck.api.io.File;
import io.asynciotck.api.io.MemoryView;
import io.asynciotck.api.io.Pipe;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes buffers outside of the heap, and files that are channels. */
public final class ChannelBuiltins implements Builtins {

  /** The one there need be. */
  public static final Builtins INSTANCE = new ChannelBuiltins();

  private ChannelBuiltins() {}

  @Override
  public Buffer bytearray(int length) {
    return new MemoryBuffer(length);
  }

  @Override
  public Buffer bytearray(byte[] bytes) {
    return new MemoryBuffer(bytes);
  }

  @Override
  public Buffer bytearray(Buffer source) {
    return MemoryBuffer.copyOf(source);
  }

  @Override
  public MemoryView memoryview(Buffer object) {
    return MemoryBuffer.partOf(object, 0, object.length());
  }

  @Override
  public Buffer memoryview(Buffer object, int start, int stop) {
    return MemoryBuffer.partOf(object, start, stop);
  }

  @Override
  public File open(String path, String mode) throws IOException {
    return switch (mode) {
      case "rb" -> new ChannelFile(Path.of(path), StandardOpenOption.READ);
      case "w", "w+b" ->
          new ChannelFile(
              Path.of(path),
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING);
      default ->
          throw new IllegalArgumentException("Files are opened as rb, w or w+b, not " + mode);
    };
  }

  @Override
  public Pipe open(Object file, String mode, int buffering) {
    if (file instanceof SelectableChannel channel && buffering == 0) {
      return new ChannelPipe(channel);
    }
    throw new IllegalArgumentException(
        "Only ends of pipes, and sockets, are opened without a buffer: " + file);
  }
}
