package io.asynciotck.stress.bench;

import static io.asynciotck.stress.LoopUnderStress.newLoop;

import io.asynciotck.api.EventLoop;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A callback that schedules a million others, which then run. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CallbackBulk {
  private static final int CALLBACKS = 1_000_000;

  /** The callback: counts its runs. */
  static final class Counter implements Runnable {
    int runs;

    @Override
    public void run() {
      runs++;
    }
  }

  /** In a loop of the reference. */
  @State(Scope.Thread)
  public static class Reference {
    private final EventLoop loop = newLoop();
    private final Counter counter = new Counter();

    int run() {
      loop.callSoon(this::schedule);
      loop.runForever();
      return counter.runs;
    }

    private void schedule() {
      for (int i = 0; i < CALLBACKS; i++) {
        loop.callSoon(counter);
      }
      loop.callSoon(loop::stop);
    }

    @TearDown
    public void close() {
      loop.close();
    }
  }

  /** In a loop of Netty. */
  @State(Scope.Thread)
  public static class Netty {
    private final NettyLoop netty = new NettyLoop();
    private final Counter counter = new Counter();

    int run(Runnable schedule) throws InterruptedException {
      netty.runUntilFinished(schedule);
      return counter.runs;
    }

    void schedule() {
      for (int i = 0; i < CALLBACKS; i++) {
        netty.loop.execute(counter);
      }
      netty.loop.execute(netty::finish);
    }

    void scheduleWithHandles() {
      for (int i = 0; i < CALLBACKS; i++) {
        netty.loop.execute(new NettyHandle(counter));
      }
      netty.loop.execute(netty::finish);
    }

    @TearDown
    public void close() {
      netty.close();
    }
  }

  /** In a queue, and nothing else. */
  @State(Scope.Thread)
  public static class Queue {
    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    private final Counter counter = new Counter();

    int run() {
      for (int i = 0; i < CALLBACKS; i++) {
        queue.add(counter);
      }
      for (Runnable next = queue.poll(); next != null; next = queue.poll()) {
        next.run();
      }
      return counter.runs;
    }
  }

  @Benchmark
  @OperationsPerInvocation(CALLBACKS)
  public int reference(Reference bulk) {
    return bulk.run();
  }

  @Benchmark
  @OperationsPerInvocation(CALLBACKS)
  public int netty(Netty bulk) throws InterruptedException {
    return bulk.run(bulk::schedule);
  }

  @Benchmark
  @OperationsPerInvocation(CALLBACKS)
  public int nettyHandle(Netty bulk) throws InterruptedException {
    return bulk.run(bulk::scheduleWithHandles);
  }

  @Benchmark
  @OperationsPerInvocation(CALLBACKS)
  public int floor(Queue bulk) {
    return bulk.run();
  }
}
