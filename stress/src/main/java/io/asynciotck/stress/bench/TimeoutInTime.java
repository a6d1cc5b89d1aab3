package io.asynciotck.stress.bench;

import static io.asynciotck.stress.LoopUnderStress.ASYNCIO;

import io.asynciotck.api.Timeout;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import kotlinx.coroutines.TimeoutKt;
import kotlinx.coroutines.YieldKt;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** {@code timeout} with ten seconds around one turn of the loop. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TimeoutInTime {
  private static final int CALLS = 200_000;
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Benchmark
  @OperationsPerInvocation(CALLS)
  public void reference(LoopOfCoroutine loop) throws Exception {
    loop.run(TimeoutInTime::timeouts);
  }

  private static @Nullable Void timeouts() throws Exception {
    for (int i = 0; i < CALLS; i++) {
      Timeout timeout = ASYNCIO.timeout(LIMIT);
      ASYNCIO.await(timeout.enter());
      ASYNCIO.await(ASYNCIO.sleep(Duration.ZERO));
      ASYNCIO.await(timeout.exit(null, null, null));
    }
    return null;
  }

  @Benchmark
  @OperationsPerInvocation(CALLS)
  public void kotlinx() throws InterruptedException {
    KotlinCoroutine turn = KotlinCoroutine.repeating(1, (_, self) -> YieldKt.yield(self));
    KotlinCoroutine.repeating(
            CALLS, (_, self) -> TimeoutKt.withTimeout(LIMIT.toMillis(), turn, self))
        .run();
  }
}
