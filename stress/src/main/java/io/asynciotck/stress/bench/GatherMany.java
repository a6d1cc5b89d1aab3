package io.asynciotck.stress.bench;

import static io.asynciotck.stress.LoopUnderStress.ASYNCIO;

import io.asynciotck.api.Awaitable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.AwaitKt;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CoroutineScope;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.Deferred;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** {@code gather} of coroutines that return at once. An operation is one of them. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class GatherMany {
  private static final int CHILDREN = 100_000;

  /** How many are gathered at a time. */
  @State(Scope.Thread)
  public static class Width {
    @Param("100")
    public int width;
  }

  @Benchmark
  @OperationsPerInvocation(CHILDREN)
  public void reference(LoopOfCoroutine loop, Width width) throws Exception {
    loop.run(() -> gather(width.width));
  }

  private static @Nullable Void gather(int width) throws Exception {
    for (int left = CHILDREN; left > 0; left -= width) {
      Awaitable<?>[] children = new Awaitable<?>[width];
      for (int i = 0; i < width; i++) {
        children[i] = ASYNCIO.<@Nullable Void>coroutine(() -> null);
      }
      ASYNCIO.await(ASYNCIO.gather(children));
    }
    return null;
  }

  @Benchmark
  @OperationsPerInvocation(CHILDREN)
  public void kotlinx(Width width) throws InterruptedException {
    KotlinCoroutine.repeating(
            CHILDREN / width.width, (scope, self) -> gather(width.width, scope, self))
        .run();
  }

  private static @Nullable Object gather(
      int width, CoroutineScope scope, Continuation<Object> self) {
    List<Deferred<Object>> children = new ArrayList<>(width);
    for (int i = 0; i < width; i++) {
      children.add(
          BuildersKt.async(
              scope,
              EmptyCoroutineContext.INSTANCE,
              CoroutineStart.DEFAULT,
              KotlinCoroutine.TRIVIAL));
    }
    return AwaitKt.awaitAll(children, self);
  }
}
