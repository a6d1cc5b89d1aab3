package io.asynciotck.stress.bench;

import static io.asynciotck.stress.LoopUnderStress.newLoop;

import io.asynciotck.api.EventLoop;
import java.util.ArrayDeque;
import java.util.Arrays;
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
 * Callbacks that schedule themselves again, so that always the same number is ready. An operation
 * is to schedule one and to run it.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the methods with @Setup first.
public class CallbackChain {
  private static final int TURNS = 1_000_000;

  /** What all of them have in common. */
  @State(Scope.Thread)
  public static class Links {
    @Param("100")
    public int width;

    int toSchedule;
    int alive;

    /** Prepares for as many turns as there are in an invocation, the first ones included. */
    void begin() {
      toSchedule = TURNS - width;
      alive = width;
    }

    /** Whether the callback that asks is to schedule itself again. */
    boolean goesOn() {
      return toSchedule-- > 0;
    }

    /** Whether the callback that asks was the last one. */
    boolean isLast() {
      return --alive == 0;
    }
  }

  /** The links in a loop of the reference. */
  @State(Scope.Thread)
  public static class Reference extends Links {
    private EventLoop loop;
    private LoopLink[] links;

    private final class LoopLink implements Runnable {
      @Override
      public void run() {
        if (goesOn()) {
          loop.callSoon(this);
        } else if (isLast()) {
          loop.stop();
        }
      }
    }

    @Setup
    public void open() {
      loop = newLoop();
      links = new LoopLink[width];
      Arrays.setAll(links, _ -> new LoopLink());
    }

    void run() {
      begin();
      for (LoopLink link : links) {
        loop.callSoon(link);
      }
      loop.runForever();
    }

    @TearDown
    public void close() {
      loop.close();
    }
  }

  /** The links in a loop of Netty. */
  @State(Scope.Thread)
  public static class Netty extends Links {
    private final NettyLoop netty = new NettyLoop();
    private NettyLink[] links;
    private boolean withHandle;

    private final class NettyLink implements Runnable {
      @Override
      public void run() {
        if (goesOn()) {
          schedule(this);
        } else if (isLast()) {
          netty.finish();
        }
      }
    }

    private void schedule(NettyLink link) {
      netty.loop.execute(withHandle ? new NettyHandle(link) : link);
    }

    @Setup
    public void make() {
      links = new NettyLink[width];
      Arrays.setAll(links, _ -> new NettyLink());
    }

    void run(boolean eachWithHandle) throws InterruptedException {
      withHandle = eachWithHandle;
      netty.runUntilFinished(this::start);
    }

    private void start() {
      begin();
      for (NettyLink link : links) {
        schedule(link);
      }
    }

    @TearDown
    public void close() {
      netty.close();
    }
  }

  /** The links in a queue, and nothing else. */
  @State(Scope.Thread)
  public static class Queue extends Links {
    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    private QueueLink[] links;

    private final class QueueLink implements Runnable {
      @Override
      public void run() {
        if (goesOn()) {
          queue.add(this);
        }
      }
    }

    @Setup
    public void make() {
      links = new QueueLink[width];
      Arrays.setAll(links, _ -> new QueueLink());
    }

    void run() {
      begin();
      for (QueueLink link : links) {
        queue.add(link);
      }
      for (Runnable next = queue.poll(); next != null; next = queue.poll()) {
        next.run();
      }
    }
  }

  @Benchmark
  @OperationsPerInvocation(TURNS)
  public void reference(Reference chain) {
    chain.run();
  }

  @Benchmark
  @OperationsPerInvocation(TURNS)
  public void netty(Netty chain) throws InterruptedException {
    chain.run(false);
  }

  @Benchmark
  @OperationsPerInvocation(TURNS)
  public void nettyHandle(Netty chain) throws InterruptedException {
    chain.run(true);
  }

  @Benchmark
  @OperationsPerInvocation(TURNS)
  public void floor(Queue chain) {
    chain.run();
  }
}
