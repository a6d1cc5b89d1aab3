package io.asynciotck.tck.harness;

import io.asynciotck.api.io.BlockingIoException;
import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.Builtins;
import io.asynciotck.api.io.Socket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Patterns of an implementation in this process. */
record LocalPatterns(Builtins builtins) implements Patterns {
  private static final int MOST = 1 << 18;

  @Override
  public Buffer pattern(int length, int seed) {
    Buffer buffer = builtins.bytearray(length);
    for (int i = 0; i < length; i++) {
      buffer.set(i, Byte.toUnsignedInt(Patterns.at(i, seed)));
    }
    return buffer;
  }

  @Override
  public int send(Socket socket, int start, int length, int seed) throws IOException {
    socket.setblocking(false);
    int place = start;
    try {
      while (place < length) {
        byte[] part = new byte[Math.min(MOST, length - place)];
        for (int i = 0; i < part.length; i++) {
          part[i] = Patterns.at(place + i, seed);
        }
        place += socket.send(part);
      }
    } catch (BlockingIoException full) {
      // That was all for now.
    }
    return place - start;
  }

  @Override
  public List<Object> receive(Socket socket, int start, int seed) throws IOException {
    socket.setblocking(false);
    int count = 0;
    boolean same = true;
    try {
      while (true) {
        byte[] part = socket.recv(MOST);
        if (part.length == 0) {
          return List.of(count, same, true);
        }
        same &= fits(part, part.length, start + count, seed);
        count += part.length;
      }
    } catch (BlockingIoException nothing) {
      return List.of(count, same, false);
    }
  }

  @Override
  public boolean fits(Buffer buffer, int count, int start, int seed) {
    return fits(
        buffer.decode("iso-8859-1").getBytes(StandardCharsets.ISO_8859_1), count, start, seed);
  }

  private static boolean fits(byte[] bytes, int count, int start, int seed) {
    for (int i = 0; i < count; i++) {
      if (bytes[i] != Patterns.at(start + i, seed)) {
        return false;
      }
    }
    return true;
  }
}
