package io.asynciotck.tck.harness;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Task;
import java.lang.ref.WeakReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Garbage of an implementation in this process. */
record LocalGarbage(Asyncio asyncio, LocalWaiters waiters) implements Garbage {
  /** How often a virtual machine is asked to collect; the first time is enough for most. */
  private static final int MOST = 20;

  LocalGarbage(Asyncio asyncio) {
    this(asyncio, new LocalWaiters(asyncio));
  }

  @Override
  public void failedFuture(EventLoop loop, Throwable exception) {
    collect(new WeakReference<>(failed(loop, exception)));
  }

  @Override
  public void retrievedFuture(EventLoop loop, Throwable exception) {
    collect(retrieved(loop, exception));
  }

  @Override
  public void failedTask(EventLoop loop, Throwable exception) {
    collect(ended(loop, exception));
  }

  @Override
  public void startWaiter(EventLoop loop, Awaitable<?> awaitable) {
    waiters.start(loop, awaitable);
  }

  @Override
  public void cancelWaiters() {
    waiters.cancel();
  }

  /** Asked only when the virtual machine has shown that it collects. */
  @Override
  public String keptOfWaiters(List<? extends AsyncFuture<?>> but) {
    collect(new WeakReference<>(new Object()));
    return waiters.kept(but);
  }

  // In frames of their own, so that no local variable holds what is to be collected.

  private static AsyncFuture<Object> failed(EventLoop loop, Throwable exception) {
    AsyncFuture<Object> future = loop.createFuture();
    future.setException(exception);
    return future;
  }

  private static WeakReference<?> retrieved(EventLoop loop, Throwable exception) {
    AsyncFuture<Object> future = failed(loop, exception);
    Throwable _ = future.exception();
    return new WeakReference<>(future);
  }

  private WeakReference<?> ended(EventLoop loop, Throwable exception) {
    Task<@Nullable Void> task =
        loop.createTask(
            asyncio.coroutine(() -> {
              Boom.raise(exception);
              return null;
            }));
    task.addDoneCallback(_ -> loop.stop());
    loop.runForever();
    return new WeakReference<>(task);
  }

  private static void collect(WeakReference<?> garbage) {
    for (int i = 0; i < MOST && garbage.get() != null; i++) {
      System.gc();
    }
    if (garbage.get() != null) {
      throw new NotClaimedError("the garbage collector of this virtual machine does not collect");
    }
  }
}
