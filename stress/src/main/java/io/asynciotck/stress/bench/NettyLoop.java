package io.asynciotck.stress.bench;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One event loop of Netty, on {@code java.nio}, in its own thread. */
final class NettyLoop implements AutoCloseable {
  private final EventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  final EventLoop loop = group.next();
  private volatile CountDownLatch finished = new CountDownLatch(0);

  /** Runs something in the loop's thread, and waits until {@link #finish} is called. */
  void runUntilFinished(Runnable start) throws InterruptedException {
    CountDownLatch latch = new CountDownLatch(1);
    finished = latch;
    loop.execute(start);
    latch.await();
  }

  void finish() {
    finished.countDown();
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
