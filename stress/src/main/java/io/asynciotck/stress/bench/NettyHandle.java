package io.asynciotck.stress.bench;

import org.jspecify.annotations.Nullable;

/** What a callback for Netty needs to be called off, as asyncio's handles can be. */
final class NettyHandle implements Runnable {
  private @Nullable Runnable callback;

  NettyHandle(Runnable callback) {
    this.callback = callback;
  }

  void cancel() {
    callback = null;
  }

  @Override
  public void run() {
    Runnable work = callback;
    if (work != null) {
      work.run();
    }
  }
}
