package io.asynciotck.stress.bench;

import static io.asynciotck.stress.LoopUnderStress.ASYNCIO;
import static io.asynciotck.stress.LoopUnderStress.newLoop;

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

/** A task that makes tasks, one after the other, and awaits each. They return at once. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls the methods with @Setup first.
public class ChildTask {
  private static final int CHILDREN = 200_000;

  /** The task that makes the others. */
  @State(Scope.Thread)
  public static class Parent {
    private EventLoop loop;
    private int left;

    @Setup
    public void start() {
      loop = newLoop();
      loop.createTask(ASYNCIO.coroutine(this::makeChildren));
    }

    private @Nullable Void makeChildren() throws Exception {
      while (true) {
        ASYNCIO.await(ASYNCIO.createTask(ASYNCIO.coroutine(Parent::child)));
        if (--left == 0) {
          loop.stop();
        }
      }
    }

    private static @Nullable Void child() {
      return null;
    }

    void run() {
      left = CHILDREN;
      loop.runForever();
    }

    @TearDown
    public void close() {
      loop.close();
    }
  }

  /** A continuation that makes others and leaves, so that they run. */
  @State(Scope.Thread)
  public static class BareParent {
    private BareContinuation parent;
    private @Nullable BareContinuation child;
    private int ended;

    @Setup
    public void make() {
      BareContinuation.mustBeAvailable(true);
      parent = new BareContinuation(this::makeChildren);
    }

    private void makeChildren() {
      while (true) {
        child = new BareContinuation(this::end);
        BareContinuation.leave();
      }
    }

    private void end() {
      ended++;
    }

    int run() {
      for (int left = CHILDREN; left > 0; left--) {
        parent.run();
        BareContinuation made = child;
        if (made != null) {
          made.run();
        }
      }
      return ended;
    }
  }

  @Benchmark
  @OperationsPerInvocation(CHILDREN)
  public void reference(Parent parent) {
    BareContinuation.mustBeAvailable(true);
    parent.run();
  }

  @Benchmark
  @OperationsPerInvocation(CHILDREN)
  public int floor(BareParent parent) {
    return parent.run();
  }

  @Benchmark
  @OperationsPerInvocation(CHILDREN)
  public void kotlinx() throws InterruptedException {
    KotlinCoroutine.repeating(
            CHILDREN, (scope, self) -> KotlinCoroutine.TRIVIAL.launchIn(scope).join(self))
        .run();
  }
}
