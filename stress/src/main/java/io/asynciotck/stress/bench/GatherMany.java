package io.asynciotck.stress.bench;

import static io.asynciotck.stress.LoopUnderStress.ASYNCIO;
import static io.asynciotck.stress.LoopUnderStress.newLoop;

import io.asynciotck.api.Awaitable;
import io.asynciotck.api.EventLoop;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/** {@code gather} of coroutines that return at once. An operation is one of them. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the methods with @Setup first.
public class GatherMany {
  private static final int CHILDREN = 100_000;

  /** A loop that gathers this many at a time. */
  @State(Scope.Thread)
  public static class Gatherer {
    @Param("100")
    public int width;

    private EventLoop loop;

    @Setup
    public void open() {
      loop = newLoop();
    }

    void run() throws Exception {
      loop.runUntilComplete(ASYNCIO.coroutine(this::gather));
    }

    private @Nullable Void gather() throws Exception {
      for (int left = CHILDREN; left > 0; left -= width) {
        Awaitable<?>[] children = new Awaitable<?>[width];
        for (int i = 0; i < width; i++) {
          children[i] = ASYNCIO.<@Nullable Void>coroutine(Gatherer::child);
        }
        ASYNCIO.await(ASYNCIO.gather(children));
      }
      return null;
    }

    private static @Nullable Void child() {
      return null;
    }

    @TearDown
    public void close() {
      loop.close();
    }
  }

  @Benchmark
  @OperationsPerInvocation(CHILDREN)
  public void reference(Gatherer gatherer) throws Exception {
    BareContinuation.mustBeAvailable(true);
    gatherer.run();
  }
}
