package io.asynciotck.tck.bridge;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Carries code in a thread of its own, which takes turns with the thread that runs it. */
final class ThreadCarrier implements Carrier {
  private static final long STACK_BYTES = 64L << 20;

  private final Runnable code;
  private final Semaphore turnOfCode = new Semaphore(0);
  private final Semaphore turnOfCaller = new Semaphore(0);
  private @Nullable Thread thread;

  ThreadCarrier(Runnable code) {
    this.code = code;
  }

  @Override
  public void run() {
    if (thread == null) {
      thread =
          Thread.ofPlatform()
              .daemon()
              .name("asyncio-tck-coroutine")
              .stackSize(STACK_BYTES)
              .start(this::runInThread);
    } else {
      turnOfCode.release();
    }
    turnOfCaller.acquireUninterruptibly();
  }

  @Override
  public void pause() {
    turnOfCaller.release();
    turnOfCode.acquireUninterruptibly();
  }

  @Override
  public void interrupt() {
    Thread carrying = thread;
    if (carrying != null) {
      carrying.interrupt();
    }
  }

  private void runInThread() {
    try {
      code.run();
    } finally {
      turnOfCaller.release();
    }
  }
}
