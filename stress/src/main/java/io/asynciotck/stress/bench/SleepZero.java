package io.asynciotck.stress.bench;

import static io.asynciotck.stress.LoopUnderStress.ASYNCIO;
import static io.asynciotck.stress.LoopUnderStress.newLoop;

import io.asynciotck.api.EventLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import kotlinx.coroutines.YieldKt;
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

/**
 * Tasks that do nothing but {@code await sleep(0)}: a switch from one coroutine to the next.
 *
 * <p>A method goes on in the form in which it began, and one that began before it was compiled is
 * slow to leave and to come back to. So there are short-lived coroutines first, enough to have all
 * of it compiled, as in a program that has been running for a while.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the methods with @Setup first.
public class SleepZero {
  private static final int SWITCHES = 1_000_000;
  private static final int EARLIER_GENERATIONS = 100;
  private static final int EARLIER_TASKS = 100;
  private static final int EARLIER_SWITCHES = 100 * EARLIER_TASKS;

  /** Tasks that switch until they are told to stop. */
  @State(Scope.Thread)
  public static class Tasks {
    @Param("100")
    public int tasks;

    private EventLoop loop;
    private int left;
    private boolean hasStarted;
    private boolean ends;

    @Setup
    public void open() {
      loop = newLoop();
    }

    private void start(int count) {
      for (int i = 0; i < count; i++) {
        loop.createTask(ASYNCIO.coroutine(this::switchToOthers));
      }
    }

    private @Nullable Void switchToOthers() throws Exception {
      while (!ends) {
        ASYNCIO.await(ASYNCIO.sleep(Duration.ZERO));
        if (--left == 0) {
          loop.stop();
        }
      }
      return null;
    }

    private void run(int switches) {
      left = switches;
      loop.runForever();
    }

    private void runEarlierGenerations() {
      for (int generation = 0; generation < EARLIER_GENERATIONS; generation++) {
        ends = false;
        start(EARLIER_TASKS);
        run(EARLIER_SWITCHES);
        ends = true;
        loop.stop();
        loop.runForever();
      }
      ends = false;
    }

    /** The first call starts the tasks, in the thread in which the loop is to run. */
    void run() {
      if (!hasStarted) {
        runEarlierGenerations();
        start(tasks);
        hasStarted = true;
      }
      run(SWITCHES);
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
    private boolean ends;

    @Setup
    public void make() {
      BareContinuation.mustBeAvailable(true);
      for (int generation = 0; generation < EARLIER_GENERATIONS; generation++) {
        make(EARLIER_TASKS);
        run(EARLIER_SWITCHES);
        ends = true;
        run(EARLIER_TASKS);
        ends = false;
      }
      make(tasks);
    }

    private void make(int count) {
      continuations = new BareContinuation[count];
      for (int i = 0; i < count; i++) {
        continuations[i] = new BareContinuation(this::leaveToOthers);
      }
    }

    private void leaveToOthers() {
      while (!ends) {
        BareContinuation.leave();
      }
    }

    private void run(int switches) {
      for (int left = switches; left > 0; left -= continuations.length) {
        for (BareContinuation continuation : continuations) {
          continuation.run();
        }
      }
    }

    void run() {
      run(SWITCHES);
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

  /** How many coroutines of kotlinx.coroutines take turns. */
  @State(Scope.Thread)
  public static class Width {
    @Param("100")
    public int tasks;
  }

  @Benchmark
  @OperationsPerInvocation(SWITCHES)
  public void kotlinx(Width width) throws InterruptedException {
    KotlinCoroutine.repeating(SWITCHES / width.tasks, (_, self) -> YieldKt.yield(self))
        .runSideBySide(width.tasks);
  }
}
