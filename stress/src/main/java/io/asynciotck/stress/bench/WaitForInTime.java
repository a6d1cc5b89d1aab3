package io.asynciotck.stress.bench;

import static io.asynciotck.stress.LoopUnderStress.ASYNCIO;
import static io.asynciotck.stress.LoopUnderStress.newLoop;

import io.asynciotck.api.EventLoop;
import java.time.Duration;
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

/** {@code wait_for} with ten seconds around something that takes one turn of the loop. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the methods with @Setup first.
public class WaitForInTime {
  private static final int CALLS = 200_000;
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** A loop with a task that waits, again and again. */
  @State(Scope.Thread)
  public static class Waiter {
    private EventLoop loop;

    @Setup
    public void open() {
      loop = newLoop();
    }

    void run() throws Exception {
      loop.runUntilComplete(ASYNCIO.coroutine(this::waitForAll));
    }

    private @Nullable Void waitForAll() throws Exception {
      for (int i = 0; i < CALLS; i++) {
        ASYNCIO.await(ASYNCIO.waitFor(ASYNCIO.sleep(Duration.ZERO), LIMIT));
      }
      return null;
    }

    @TearDown
    public void close() {
      loop.close();
    }
  }

  @Benchmark
  @OperationsPerInvocation(CALLS)
  public void reference(Waiter waiter) throws Exception {
    BareContinuation.mustBeAvailable(true);
    waiter.run();
  }
}
