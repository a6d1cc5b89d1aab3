package io.asynciotck.tck.harness;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.AsyncGenerator;
import io.asynciotck.api.AsyncGenerators;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Task;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Garbage of an implementation in this process. */
record LocalGarbage(
    Asyncio asyncio,
    Supplier<AsyncGenerators> generators,
    LocalWaiters waiters,
    List<WeakReference<?>> left)
    implements Garbage {
  /** How often a virtual machine is asked to collect all; the first time is enough for most. */
  private static final int MOST = 20;

  /** In bytes; what is much larger is not young anywhere. */
  private static final int PIECE = 1 << 16;

  /** How many pieces are made at most for what is young to be collected. */
  private static final int MOST_PIECES = 1024;

  LocalGarbage(Asyncio asyncio, Supplier<AsyncGenerators> generators) {
    this(asyncio, generators, new LocalWaiters(asyncio), new ArrayList<>());
  }

  @Override
  public void failedFuture(EventLoop loop, Throwable exception) {
    left.add(new WeakReference<>(failed(loop, exception)));
  }

  @Override
  public void retrievedFuture(EventLoop loop, Throwable exception) {
    left.add(retrieved(loop, exception));
  }

  @Override
  public void failedTask(EventLoop loop, Throwable exception) {
    left.add(ended(loop, exception));
  }

  @Override
  public Coroutine<?> openGenerator(Callable<? extends Coroutine<?>> cleanUp) {
    return asyncio.coroutine(() -> left.add(begun(cleanUp)));
  }

  @Override
  public void collect() {
    left.forEach(LocalGarbage::collect);
    left.clear();
  }

  @Override
  public void startWaiter(EventLoop loop, Awaitable<?> awaitable) {
    waiters.start(loop, awaitable);
  }

  @Override
  public void cancelWaiters() {
    waiters.cancel();
  }

  /**
   * Asked only when the virtual machine has shown that it collects. That what is young was
   * collected says nothing of what has grown old meanwhile, and so of something that is still
   * there.
   */
  @Override
  public String keptOfWaiters(List<? extends AsyncFuture<?>> but) {
    collect(new WeakReference<>(new Object()));
    if (!waiters.kept(but).equals(LocalWaiters.NOTHING)) {
      collectAll(new WeakReference<>(new Object()));
    }
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

  private WeakReference<?> begun(Callable<? extends Coroutine<?>> cleanUp) throws Exception {
    AsyncGenerator<Integer> generator = generators.get().generator(List.of(1, 2), cleanUp);
    asyncio.await(generator.next());
    return new WeakReference<>(generator);
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

  /** Has something collected: with what is young, which costs little, or else with all. */
  @SuppressWarnings("ReachabilityFenceUsage") // it is there for litter to be made, not kept
  private static void collect(WeakReference<?> garbage) {
    for (int i = 0; i < MOST_PIECES && garbage.get() != null; i++) {
      Reference.reachabilityFence(new byte[PIECE]);
    }
    collectAll(garbage);
  }

  private static void collectAll(WeakReference<?> garbage) {
    for (int i = 0; i < MOST && garbage.get() != null; i++) {
      System.gc();
    }
    if (garbage.get() != null) {
      throw new NotClaimedError("the garbage collector of this virtual machine does not collect");
    }
  }
}
