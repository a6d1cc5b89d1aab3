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
  private static final int MOST = 1 << 16;

  @Override
  public Buffer pattern(int length, int seed) {
    return builtins.bytearray(Patterns.bytes(0, length, seed));
  }

  @Override
  public int send(Socket socket, int start, int length, int seed) throws IOException {
    socket.setblocking(false);
    int place = start;
    try {
      while (place < length) {
        place += socket.send(Patterns.bytes(place, Math.min(MOST, length - place), seed));
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
        same &= PatternBlock.of(seed).fits(part, part.length, start + count);
        count += part.length;
      }
    } catch (BlockingIoException nothing) {
      return List.of(count, same, false);
    }
  }

  @Override
  public String seen(Socket socket) throws IOException {
    socket.setblocking(false);
    try {
      byte[] part = socket.recv(MOST);
      return part.length == 0 ? "the end" : new String(part, StandardCharsets.ISO_8859_1);
    } catch (BlockingIoException nothing) {
      return "nothing";
    }
  }

  @Override
  public boolean fits(Buffer buffer, int count, int start, int seed) {
    byte[] bytes = buffer.decode("iso-8859-1").getBytes(StandardCharsets.ISO_8859_1);
    return PatternBlock.of(seed).fits(bytes, count, start);
  }
}
