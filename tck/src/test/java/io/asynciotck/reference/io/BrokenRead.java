package io.asynciotck.reference.io;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopClock;

/** Streams of which one way to read is broken. */
abstract class BrokenRead extends StreamsBroken {
  private final String method;

  /**
   * Breaks one method.
   *
   * @param method its name
   */
  BrokenRead(LoopClock clock, String method) {
    super(clock);
    this.method = method;
  }

  /** Breaks what the method returns. */
  abstract <T> Coroutine<T> broken(Coroutine<T> read);

  private <T> Coroutine<T> of(String called, Coroutine<T> read) {
    return called.equals(method) ? broken(read) : read;
  }

  @Override
  ConnectionReader reader(EventLoop loop, int limit) {
    return new ConnectionReader(loop, this, limit) {
      @Override
      public Coroutine<byte[]> read(int n) {
        return of("read", super.read(n));
      }

      @Override
      public Coroutine<byte[]> readline() {
        return of("readline", super.readline());
      }

      @Override
      public Coroutine<byte[]> readexactly(int n) {
        return of("readexactly", super.readexactly(n));
      }

      @Override
      public Coroutine<byte[]> readuntil(byte[] separator) {
        return of("readuntil", super.readuntil(separator));
      }
    };
  }
}
