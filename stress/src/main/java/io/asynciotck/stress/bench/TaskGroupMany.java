package io.asynciotck.stress.bench;

import static io.asynciotck.stress.LoopUnderStress.ASYNCIO;
import static io.asynciotck.stress.bench.KotlinCoroutine.END;
import static io.asynciotck.stress.bench.KotlinCoroutine.hasSuspended;

import io.asynciotck.api.TaskGroup;
import io.asynciotck.stress.bench.KotlinCoroutine.Steps;
import java.util.concurrent.TimeUnit;
import kotlin.coroutines.Continuation;
import kotlinx.coroutines.CoroutineScope;
import kotlinx.coroutines.CoroutineScopeKt;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A task group of tasks that return at once. An operation is one of them. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TaskGroupMany {
  private static final int CHILDREN = 100_000;

  /** How many tasks a group has. */
  @State(Scope.Thread)
  public static class Width {
    @Param("100")
    public int width;
  }

  @Benchmark
  @OperationsPerInvocation(CHILDREN)
  public void reference(LoopOfCoroutine loop, Width width) throws Exception {
    loop.run(() -> groups(width.width));
  }

  private static @Nullable Void groups(int width) throws Exception {
    for (int left = CHILDREN; left > 0; left -= width) {
      TaskGroup group = ASYNCIO.newTaskGroup();
      ASYNCIO.await(group.enter());
      for (int i = 0; i < width; i++) {
        group.createTask(ASYNCIO.<@Nullable Void>coroutine(() -> null));
      }
      ASYNCIO.await(group.exit(null, null, null));
    }
    return null;
  }

  @Benchmark
  @OperationsPerInvocation(CHILDREN)
  public void kotlinx(Width width) throws InterruptedException {
    new KotlinCoroutine(() -> new Groups(width.width)).run();
  }

  private static final class Groups implements Steps {
    private final int width;
    private final KotlinCoroutine group;
    private int left = CHILDREN;

    Groups(int width) {
      this.width = width;
      group = new KotlinCoroutine(() -> this::startChildren);
    }

    private Object startChildren(CoroutineScope scope, Continuation<Object> self) {
      for (int i = 0; i < width; i++) {
        KotlinCoroutine.TRIVIAL.launchIn(scope);
      }
      return END;
    }

    @Override
    public @Nullable Object next(CoroutineScope scope, Continuation<Object> self) {
      while (left > 0) {
        left -= width;
        @Nullable Object given = CoroutineScopeKt.coroutineScope(group, self);
        if (hasSuspended(given)) {
          return given;
        }
      }
      return END;
    }
  }
}
