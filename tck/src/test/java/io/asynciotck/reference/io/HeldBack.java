package io.asynciotck.reference.io;

import io.asynciotck.api.EventLoop;
import java.util.Arrays;
import java.util.function.Consumer;

/** What is given to a protocol iterations later, if it was much that came at once. */
final class HeldBack {
  private static final int AT_ONCE = 60_000;

  private final EventLoop loop;
  private final Consumer<byte[]> next;
  private byte[] rest = {};

  HeldBack(EventLoop loop, Consumer<byte[]> next) {
    this.loop = loop;
    this.next = next;
  }

  void receive(byte[] data) {
    giveRest();
    next.accept(Arrays.copyOf(data, Math.min(data.length, AT_ONCE)));
    if (data.length > AT_ONCE) {
      rest = Arrays.copyOfRange(data, AT_ONCE, data.length);
      loop.callSoon(() -> loop.callSoon(this::giveRest));
    }
  }

  private void giveRest() {
    byte[] given = rest;
    drop();
    if (given.length > 0) {
      next.accept(given);
    }
  }

  void drop() {
    rest = new byte[0];
  }
}
