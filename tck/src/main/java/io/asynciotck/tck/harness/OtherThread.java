package io.asynciotck.tck.harness;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** What another thread of a test does, for those who wait for it. */
final class OtherThread<T extends @Nullable Object> extends FutureTask<T> {
  private final Witness witness;
  final Thread thread;

  OtherThread(Callable<T> body, Witness witness, int number) {
    super(body);
    this.witness = witness;
    this.thread = Thread.ofPlatform().daemon().name("asyncio-tck-other-" + number).unstarted(this);
  }

  void start() {
    witness.starts(thread);
    thread.start();
  }

  /** Waits for what the thread gives. What ends a test there ends it here. */
  @Override
  public T get() throws InterruptedException, ExecutionException {
    witness.waitsFor(thread);
    try {
      return super.get();
    } catch (ExecutionException raised) {
      if (raised.getCause() instanceof HarnessError stop) {
        throw stop;
      }
      throw raised;
    }
  }
}
