package io.asynciotck.stress.bench;

import static io.asynciotck.stress.LoopUnderStress.newLoop;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopTime;
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
 * Timers for times in the past are set, a given number at a time, and fire. An operation is both
 * for one of them.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the methods with @Setup first.
public class TimerFire {
  private static final int TIMERS = 1_000_000;

  /** The deadlines, counted back from now. */
  @State(Scope.Thread)
  public static class Plan {
    @Param("100")
    public int width;

    private long[] ages;

    @Setup
    public void choose() {
      ages = Delays.random(width);
    }

    final long age(int timer) {
      return ages[timer];
    }
  }

  /** Timers of the reference. */
  @State(Scope.Thread)
  public static class Reference extends Plan implements Runnable {
    private final EventLoop loop = newLoop();
    private int left;

    @Override
    public void run() {
      left--;
    }

    void setAndFire() {
      left = TIMERS;
      while (left > 0) {
        long now = loop.time().nanos();
        for (int i = 0; i < width; i++) {
          loop.callAt(new LoopTime(now - age(i)), this);
        }
        loop.stop();
        loop.runForever();
      }
    }

    @TearDown
    public void close() {
      loop.close();
    }
  }

  /** A heap in an array. */
  @State(Scope.Thread)
  public static class Heap extends Plan {
    private final BareHeap heap = new BareHeap();

    int setAndFire() {
      int fired = 0;
      while (fired < TIMERS) {
        for (int i = 0; i < width; i++) {
          heap.add(-age(i));
        }
        for (int i = 0; i < width; i++) {
          if (heap.remove() != null) {
            fired++;
          }
        }
      }
      return fired;
    }
  }

  @Benchmark
  @OperationsPerInvocation(TIMERS)
  public void reference(Reference timers) {
    timers.setAndFire();
  }

  @Benchmark
  @OperationsPerInvocation(TIMERS)
  public int floor(Heap timers) {
    return timers.setAndFire();
  }
}
