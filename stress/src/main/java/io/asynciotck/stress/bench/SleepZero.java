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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Tasks that do nothing but {@code await sleep(0)}: a switch from one coroutine to the next. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the methods with @Setup first.
public class SleepZero {
  private static final int SWITCHES = 1_000_000;

  /** Tasks that switch until they are told to stop. */
  @State(Scope.Thread)
  public static class Tasks {
    @Param("100")
    public int tasks;

    private EventLoop loop;
    private int left;

    @Setup
    public void start() {
      loop = newLoop();
      for (int i = 0; i < tasks; i++) {
        loop.createTask(ASYNCIO.coroutine(this::switchForEver));
      }
    }

    private @Nullable Void switchForEver() throws Exception {
      while (true) {
        ASYNCIO.await(ASYNCIO.sleep(Duration.ZERO));
        if (--left == 0) {
          loop.stop();
        }
      }
    }

    void run() {
      left = SWITCHES;
      loop.runForever();
    }

    @TearDown
    public void close() {
      loop.close();
    }
  }

  /** Continuations that take turns. */
  @State(Scope.Thread)
  public static class Continuations {
    @Param("100")
    public int tasks;

    private BareContinuation[] continuations;

    @Setup
    public void make() {
      BareContinuation.mustBeAvailable(true);
      continuations = new BareContinuation[tasks];
      for (int i = 0; i < tasks; i++) {
        continuations[i] = new BareContinuation(Continuations::leaveForEver);
      }
    }

    private static void leaveForEver() {
      while (true) {
        BareContinuation.leave();
      }
    }

    void run() {
      for (int left = SWITCHES; left > 0; left -= tasks) {
        for (BareContinuation continuation : continuations) {
          continuation.run();
        }
      }
    }
  }

  @Benchmark
  @OperationsPerInvocation(SWITCHES)
  public void reference(Tasks tasks) {
    BareContinuation.mustBeAvailable(true);
    tasks.run();
  }

  /** The loop in a virtual thread, as it is to be used where the flag is not given. */
  @Benchmark
  @OperationsPerInvocation(SWITCHES)
  public void fallback(Tasks tasks) throws InterruptedException {
    BareContinuation.mustBeAvailable(false);
    Thread.ofVirtual().start(tasks::run).join();
  }

  @Benchmark
  @OperationsPerInvocation(SWITCHES)
  public void floor(Continuations continuations) {
    continuations.run();
  }
}
