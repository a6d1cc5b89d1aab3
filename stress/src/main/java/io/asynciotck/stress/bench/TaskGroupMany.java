package io.asynciotck.stress.bench;

import static io.asynciotck.stress.LoopUnderStress.ASYNCIO;
import static io.asynciotck.stress.bench.KotlinCoroutine.END;

import io.asynciotck.api.TaskGroup;
import java.util.concurrent.TimeUnit;
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
    KotlinCoroutine group =
        KotlinCoroutine.repeating(
            width.width,
            (scope, _) -> {
              KotlinCoroutine.TRIVIAL.launchIn(scope);
              return END;
            });
    KotlinCoroutine.repeating(
            CHILDREN / width.width, (_, self) -> CoroutineScopeKt.coroutineScope(group, self))
        .run();
  }
}
