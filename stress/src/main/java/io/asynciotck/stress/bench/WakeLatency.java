package io.asynciotck.stress.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** How long it takes until a callback from another thread runs in a loop that is asleep. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the methods with @Setup first.
public class WakeLatency {
  private static final long ASLEEP_BY_THEN = 200_000;

  /** The callback, and the thread that waits for it without sleeping. */
  @State(Scope.Thread)
  public static class Caller implements Runnable {
    private volatile boolean hasRun;

    /** Gives the loop time to fall asleep. */
    @Setup(Level.Invocation)
    public void pause() {
      hasRun = false;
      LockSupport.parkNanos(ASLEEP_BY_THEN);
    }

    @Override
    public void run() {
      hasRun = true;
    }

    final void awaitRun() {
      while (!hasRun) {
        Thread.onSpinWait();
      }
    }
  }

  /** A loop of the reference in a thread of its own. */
  @State(Scope.Thread)
  public static class Reference extends Caller {
    final ReferenceLoop reference = new ReferenceLoop();

    @Setup
    public void open() {
      reference.start();
    }

    @TearDown
    public void close() throws InterruptedException {
      reference.close();
    }
  }

  /** A loop of Netty. */
  @State(Scope.Thread)
  public static class Netty extends Caller {
    final NettyLoop netty = new NettyLoop();

    @TearDown
    public void close() {
      netty.close();
    }
  }

  @Benchmark
  public void reference(Reference caller) {
    caller.reference.loop.callSoonThreadsafe(caller);
    caller.awaitRun();
  }

  @Benchmark
  public void netty(Netty caller) {
    caller.netty.loop.execute(caller);
    caller.awaitRun();
  }
}
