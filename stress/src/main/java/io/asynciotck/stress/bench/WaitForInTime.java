package io.asynciotck.stress.bench;

import static io.asynciotck.stress.LoopUnderStress.ASYNCIO;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** {@code wait_for} with ten seconds around something that takes one turn of the loop. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WaitForInTime {
  private static final int CALLS = 200_000;
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Benchmark
  @OperationsPerInvocation(CALLS)
  public void reference(LoopOfCoroutine loop) throws Exception {
    loop.run(WaitForInTime::waitForAll);
  }

  private static @Nullable Void waitForAll() throws Exception {
    for (int i = 0; i < CALLS; i++) {
      ASYNCIO.await(ASYNCIO.waitFor(ASYNCIO.sleep(Duration.ZERO), LIMIT));
    }
    return null;
  }
}
