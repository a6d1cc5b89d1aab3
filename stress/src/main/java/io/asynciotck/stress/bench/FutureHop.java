package io.asynciotck.stress.bench;

import static io.asynciotck.stress.LoopUnderStress.ASYNCIO;
import static io.asynciotck.stress.LoopUnderStress.newLoop;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.EventLoop;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Two tasks that wake each other by futures. An operation is one way. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the methods with @Setup first.
public class FutureHop {
  private static final int HOPS = 1_000_000;

  /** The two tasks, each of which waits for a future that the other one sets. */
  @State(Scope.Thread)
  public static class Players {
    private EventLoop loop;
    private @Nullable AsyncFuture<@Nullable Void> waiting;
    private int left;

    @Setup
    public void start() {
      loop = newLoop();
      loop.createTask(ASYNCIO.coroutine(this::play));
      loop.createTask(ASYNCIO.coroutine(this::play));
    }

    private @Nullable Void play() throws Exception {
      while (true) {
        AsyncFuture<@Nullable Void> other = waiting;
        AsyncFuture<@Nullable Void> mine = loop.createFuture();
        waiting = mine;
        if (other != null) {
          other.setResult(null);
        }
        ASYNCIO.await(mine);
        if (--left == 0) {
          loop.stop();
        }
      }
    }

    void run() {
      left = HOPS;
      loop.runForever();
    }

    @TearDown
    public void close() {
      loop.close();
    }
  }

  @Benchmark
  @OperationsPerInvocation(HOPS)
  public void reference(Players players) {
    BareContinuation.mustBeAvailable(true);
    players.run();
  }
}
