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

  @Override
  public T get() throws InterruptedException, ExecutionException {
    witness.waitsFor(thread);
    return super.get();
  }
}
