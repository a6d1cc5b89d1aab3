package io.asynciotck.stress.bench;

import static io.asynciotck.stress.LoopUnderStress.newLoop;
import static io.asynciotck.stress.LoopUnderStress.turn;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.TimerHandle;
import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.TimerTask;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A million timers are set, most of them are cancelled, and the loop has a turn in which to clean
 * up. An operation is all of that for one timer.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the methods with @Setup first.
public class TimerBulk {
  private static final int TIMERS = 1_000_000;

  /** What all of them have in common. */
  @State(Scope.Thread)
  public static class Plan {
    /** How many of a hundred are cancelled. */
    @Param("90")
    public int cancelled;

    final long[] delays = Delays.random(TIMERS);

    boolean isKept(int timer) {
      return timer % 100 >= cancelled;
    }
  }

  /** Timers of the reference. */
  @State(Scope.Thread)
  public static class Reference extends Plan implements Runnable {
    private final TimerHandle[] handles = new TimerHandle[TIMERS];
    private EventLoop loop;

    @Setup(Level.Invocation)
    public void open() {
      loop = newLoop();
    }

    @Override
    public void run() {}

    void setAndCancel() {
      for (int i = 0; i < TIMERS; i++) {
        handles[i] = loop.callLater(Duration.ofNanos(delays[i]), this);
      }
      for (int i = 0; i < TIMERS; i++) {
        if (!isKept(i)) {
          handles[i].cancel();
        }
      }
      turn(loop, 1);
    }

    @TearDown(Level.Invocation)
    public void close() {
      loop.close();
    }
  }

  /** Timers of Netty's loop. */
  @State(Scope.Thread)
  public static class Netty extends Plan implements Runnable {
    private final NettyLoop netty = new NettyLoop();
    private final ScheduledFuture<?>[] handles = new ScheduledFuture<?>[TIMERS];

    @Override
    public void run() {}

    void setAndCancel() throws InterruptedException {
      netty.runUntilFinished(this::setAndCancelHere);
    }

    private void setAndCancelHere() {
      for (int i = 0; i < TIMERS; i++) {
        handles[i] = netty.loop.schedule(this, delays[i], TimeUnit.NANOSECONDS);
      }
      for (int i = 0; i < TIMERS; i++) {
        if (!isKept(i)) {
          handles[i].cancel(false);
        }
      }
      netty.loop.execute(netty::finish);
    }

    @TearDown(Level.Invocation)
    public void cancelTheRest() throws InterruptedException {
      netty.runUntilFinished(this::cancelTheRestHere);
    }

    private void cancelTheRestHere() {
      for (int i = 0; i < TIMERS; i++) {
        handles[i].cancel(false);
      }
      netty.finish();
    }

    @TearDown
    public void close() {
      netty.close();
    }
  }

  /** Timers of Netty's wheel. What its own thread does with them is not in the time. */
  @State(Scope.Thread)
  public static class Wheel extends Plan implements TimerTask {
    private final Timeout[] handles = new Timeout[TIMERS];
    private HashedWheelTimer wheel;

    @Setup(Level.Invocation)
    public void open() {
      wheel = new HashedWheelTimer(10, TimeUnit.MILLISECONDS);
      wheel.start();
    }

    @Override
    public void run(Timeout timeout) {}

    void setAndCancel() {
      for (int i = 0; i < TIMERS; i++) {
        handles[i] = wheel.newTimeout(this, delays[i], TimeUnit.NANOSECONDS);
      }
      for (int i = 0; i < TIMERS; i++) {
        if (!isKept(i)) {
          handles[i].cancel();
        }
      }
    }

    @TearDown(Level.Invocation)
    public void close() {
      wheel.stop();
    }
  }

  /** A heap in an array. */
  @State(Scope.Thread)
  public static class Heap extends Plan {
    private final BareHeap.Entry[] entries = new BareHeap.Entry[TIMERS];

    int setAndCancel() {
      BareHeap heap = new BareHeap();
      for (int i = 0; i < TIMERS; i++) {
        entries[i] = heap.add(delays[i]);
      }
      for (int i = 0; i < TIMERS; i++) {
        if (!isKept(i)) {
          entries[i].cancelled = true;
        }
      }
      heap.clean();
      return heap.size();
    }
  }

  @Benchmark
  @OperationsPerInvocation(TIMERS)
  public void reference(Reference timers) {
    timers.setAndCancel();
  }

  @Benchmark
  @OperationsPerInvocation(TIMERS)
  public void netty(Netty timers) throws InterruptedException {
    timers.setAndCancel();
  }

  @Benchmark
  @OperationsPerInvocation(TIMERS)
  public void wheel(Wheel timers) {
    timers.setAndCancel();
  }

  @Benchmark
  @OperationsPerInvocation(TIMERS)
  public int floor(Heap timers) {
    return timers.setAndCancel();
  }
}
