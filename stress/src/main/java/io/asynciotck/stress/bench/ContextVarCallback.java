package io.asynciotck.stress.bench;

import static io.asynciotck.stress.LoopUnderStress.newContextVar;
import static io.asynciotck.stress.LoopUnderStress.newLoop;

import io.asynciotck.api.ContextVar;
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

/**
 * Callbacks of {@code call_soon} that read a context variable and set it, each in a copy of the
 * context of the one before.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the methods with @Setup first.
public class ContextVarCallback {
  private static final int CALLBACKS = 1_000_000;

  /** A callback that schedules itself. */
  @State(Scope.Thread)
  public static class Chain {
    private final ContextVar<Integer> depth = newContextVar("depth");
    private EventLoop loop;
    private int left;

    @Setup
    public void open() {
      loop = newLoop();
    }

    private void count(@Nullable Object... args) {
      depth.set(depth.get(0) + 1);
      if (--left > 0) {
        loop.callSoon(this::count);
      } else {
        loop.stop();
      }
    }

    void run() {
      left = CALLBACKS;
      loop.callSoon(this::count);
      loop.runForever();
    }

    @TearDown
    public void close() {
      loop.close();
    }
  }

  @Benchmark
  @OperationsPerInvocation(CALLBACKS)
  public void reference(Chain chain) {
    chain.run();
  }
}
