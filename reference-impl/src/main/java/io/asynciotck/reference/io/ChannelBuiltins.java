package io.asynciotck.reference.io;

import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.Builtins;
import io.asynciotck.api.io.File;
import java.io.IOException;
import java.nio.file.Path;

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
  public File open(String path, String mode) throws IOException {
    if (!mode.equals("rb")) {
      throw new IllegalArgumentException("A file is opened to be read as bytes only, not: " + mode);
    }
    return new ChannelFile(Path.of(path));
  }
}
