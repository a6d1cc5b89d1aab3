package io.asynciotck.stress.bench;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Threads that give callbacks to a loop as fast as they can, a million in all, until the last one
 * has run.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the methods with @Setup first.
public class ThreadsafeBurst {
  /** This many numbers fill two lines of the processor's cache. */
  private static final int APART = 32;

  private static final int CALLBACKS = 1_000_000;

  /** The threads, and the callback that counts its runs in the loop's thread. */
  @State(Scope.Thread)
  public abstract static class Producers implements Runnable {
    @Param("1")
    public int producers;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile CountDownLatch done = new CountDownLatch(0);

    /** Only the middle is used: nothing that the producers read is near what the loop writes. */
    private final int[] runs = new int[2 * APART + 1];

    /** Gives this to the loop, once. */
    abstract void give();

    @Override
    public void run() {
      if (++runs[APART] == CALLBACKS) {
        runs[APART] = 0;
        done.countDown();
      }
    }

    void burst() throws InterruptedException {
      CountDownLatch latch = new CountDownLatch(1);
      done = latch;
      for (int i = 0; i < producers; i++) {
        threads.execute(this::produce);
      }
      latch.await();
    }

    private void produce() {
      for (int left = CALLBACKS / producers; left > 0; left--) {
        give();
      }
    }

    @TearDown
    public void endThreads() {
      threads.shutdown();
    }
  }

  /** For a loop of the reference, which runs in a thread of its own. */
  @State(Scope.Thread)
  public static class Reference extends Producers {
    private final ReferenceLoop reference = new ReferenceLoop();

    @Setup
    public void open() {
      reference.start();
    }

    @Override
    void give() {
      reference.loop.callSoonThreadsafe(this);
    }

    @TearDown
    public void close() throws InterruptedException {
      reference.close();
    }
  }

  /** For a loop of Netty, which takes the callback as it is. */
  @State(Scope.Thread)
  public static class Netty extends Producers {
    private final NettyLoop netty = new NettyLoop();

    @Override
    void give() {
      netty.loop.execute(this);
    }

    @TearDown
    public void close() {
      netty.close();
    }
  }

  /** For a loop of Netty, with something to cancel for each callback. */
  @State(Scope.Thread)
  public static class NettyWithHandles extends Producers {
    private final NettyLoop netty = new NettyLoop();

    @Override
    void give() {
      netty.loop.execute(new NettyHandle(this));
    }

    @TearDown
    public void close() {
      netty.close();
    }
  }

  @Benchmark
  @OperationsPerInvocation(CALLBACKS)
  public void reference(Reference producers) throws InterruptedException {
    producers.burst();
  }

  @Benchmark
  @OperationsPerInvocation(CALLBACKS)
  public void netty(Netty producers) throws InterruptedException {
    producers.burst();
  }

  @Benchmark
  @OperationsPerInvocation(CALLBACKS)
  public void nettyHandle(NettyWithHandles producers) throws InterruptedException {
    producers.burst();
  }
}
