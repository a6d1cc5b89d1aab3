package io.asynciotck.reference.threads;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.TimerHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The threads that a loop has for blocking work. Made when first needed. */
public class DefaultExecutor {
  private static final int MOST_THREADS = 32;
  private static final int THREADS_BESIDE_PROCESSORS = 4;
  private static final AtomicInteger THREADS_MADE = new AtomicInteger();

  /** Longer than any program runs. */
  public static final Duration NO_LIMIT = Duration.ofDays(100_000);

  private static final System.Logger LOGGER = System.getLogger("asyncio");

  private final EventLoop loop;
  private final Asyncio asyncio;
  private @Nullable ExecutorService threads;
  private boolean isShutDown;

  /** The threads of a loop of a module. */
  public DefaultExecutor(EventLoop loop, Asyncio asyncio) {
    this.loop = loop;
    this.asyncio = asyncio;
  }

  /** The executor. May be called in any thread. */
  public synchronized ExecutorService get() {
    // Rule: loop.shutdown-default-executor.refuses
    if (isShutDown) {
      throw new IllegalStateException("The default executor was shut down: " + loop);
    }
    ExecutorService mine = threads;
    if (mine == null) {
      mine = newExecutor();
      threads = mine;
    }
    return mine;
  }

  /** Makes another executor the one to be used. */
  public synchronized void set(Executor executor) {
    if (!(Objects.requireNonNull(executor, "executor") instanceof ThreadPoolExecutor pool)) {
      throw new IllegalArgumentException("Not a thread pool: " + executor);
    }
    threads = pool;
  }

  ExecutorService newExecutor() {
    int most =
        Math.min(
            MOST_THREADS, Runtime.getRuntime().availableProcessors() + THREADS_BESIDE_PROCESSORS);
    return new ThreadPoolExecutor(
        most, most, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), DefaultExecutor::newThread);
  }

  private static Thread newThread(Runnable work) {
    return Thread.ofPlatform()
        .name("asyncio-executor-" + THREADS_MADE.incrementAndGet())
        .daemon()
        .unstarted(work);
  }

  /** Takes no more work. */
  private synchronized @Nullable ExecutorService refuseWork() {
    isShutDown = true;
    return threads;
  }

  /** Lets the threads end, and does not wait for them. */
  public void abandon() {
    ExecutorService mine = refuseWork();
    if (mine != null) {
      mine.shutdown();
    }
  }

  /**
   * Lets the threads end, and waits for them, without blocking the loop. The body of a coroutine.
   *
   * @param limit how long to wait at most, in real time, by which the threads live
   */
  public @Nullable Void shutDown(Duration limit) throws Exception {
    ExecutorService mine = refuseWork();
    if (mine == null) {
      return null;
    }
    AsyncFuture<@Nullable Void> ended = loop.createFuture();
    Thread closer = startToEnd(mine, limit, ended);
    // Rule: loop.shutdown-default-executor.waits
    asyncio.await(ended);
    closer.join();
    return null;
  }

  /**
   * Lets the threads end, and waits for them for some time of the loop's clock. The body of a
   * coroutine.
   */
  public @Nullable Void shutDownWithin(Duration timeout) throws Exception {
    ExecutorService mine = refuseWork();
    if (mine == null) {
      return null;
    }
    AsyncFuture<@Nullable Void> ended = loop.createFuture();
    Thread closer = startToEnd(mine, NO_LIMIT, ended);
    // Rule: loop.shutdown-default-executor.{timeout, in-time}
    TimerHandle limit = loop.callLater(timeout, () -> giveUp(ended, timeout));
    try {
      asyncio.await(ended);
    } finally {
      limit.cancel();
      closer.interrupt(); // it has ended, or waits in vain
    }
    return null;
  }

  private void giveUp(AsyncFuture<@Nullable Void> ended, Duration timeout) {
    if (!ended.isDone()) {
      // Rule: loop.shutdown-default-executor.timeout-warns
      warn(timeout);
      ended.setResult(null);
    }
  }

  private void warn(Duration limit) {
    LOGGER.log(
        System.Logger.Level.WARNING,
        "The default executor is still working after " + limit + ": " + loop);
  }

  private Thread startToEnd(
      ExecutorService mine, Duration limit, AsyncFuture<@Nullable Void> ended) {
    return Thread.ofPlatform()
        .name("asyncio-executor-close")
        .daemon()
        .start(() -> end(mine, limit, ended));
  }

  private void end(ExecutorService mine, Duration limit, AsyncFuture<@Nullable Void> ended) {
    // Rule: loop.shutdown-default-executor.{queued, closed}
    mine.shutdown();
    boolean hasEnded = awaitEnd(mine, limit);
    FutureChain.handOver(
        loop,
        () -> {
          if (!ended.isDone()) {
            if (!hasEnded) {
              warn(limit);
            }
            ended.setResult(null);
          }
        });
  }

  private static boolean awaitEnd(ExecutorService mine, Duration limit) {
    try {
      return mine.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
