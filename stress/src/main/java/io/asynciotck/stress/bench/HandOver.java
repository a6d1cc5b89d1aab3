package io.asynciotck.stress.bench;

import static io.asynciotck.stress.LoopUnderStress.ASYNCIO;
import static io.asynciotck.stress.bench.KotlinCoroutine.END;
import static io.asynciotck.stress.bench.KotlinCoroutine.hasSuspended;

import io.asynciotck.api.Awaitable;
import io.asynciotck.api.sync.AsyncContextManager;
import io.asynciotck.stress.bench.KotlinCoroutine.Steps;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import kotlin.coroutines.Continuation;
import kotlinx.coroutines.CoroutineScope;
import kotlinx.coroutines.YieldKt;
import kotlinx.coroutines.sync.Mutex;
import kotlinx.coroutines.sync.MutexKt;
import kotlinx.coroutines.sync.Semaphore;
import kotlinx.coroutines.sync.SemaphoreKt;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A lock, or a semaphore of ten, that tasks hold over one turn of the loop, all of them again and
 * again. An operation is one holding.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HandOver {
  private static final int HOLDINGS = 200_000;
  private static final int PERMITS = 10;

  /** How many tasks want it. */
  @State(Scope.Thread)
  public static class Width {
    @Param("100")
    public int tasks;
  }

  @Benchmark
  @OperationsPerInvocation(HOLDINGS)
  public void lock(LoopOfCoroutine loop, Width width) throws Exception {
    loop.run(() -> contend(ASYNCIO.newLock(), width.tasks));
  }

  @Benchmark
  @OperationsPerInvocation(HOLDINGS)
  public void semaphore(LoopOfCoroutine loop, Width width) throws Exception {
    loop.run(() -> contend(ASYNCIO.newSemaphore(PERMITS), width.tasks));
  }

  private static @Nullable Void contend(AsyncContextManager<?> wanted, int tasks) throws Exception {
    Awaitable<?>[] contenders = new Awaitable<?>[tasks];
    for (int i = 0; i < tasks; i++) {
      contenders[i] = ASYNCIO.<@Nullable Void>coroutine(() -> hold(wanted, HOLDINGS / tasks));
    }
    ASYNCIO.await(ASYNCIO.gather(contenders));
    return null;
  }

  private static @Nullable Void hold(AsyncContextManager<?> wanted, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      ASYNCIO.await(wanted.enter());
      ASYNCIO.await(ASYNCIO.sleep(Duration.ZERO));
      ASYNCIO.await(wanted.exit(null, null, null));
    }
    return null;
  }

  @Benchmark
  @OperationsPerInvocation(HOLDINGS)
  public void kotlinxMutex(Width width) throws InterruptedException {
    Mutex mutex = MutexKt.Mutex(false);
    contend((_, self) -> mutex.lock(null, self), () -> mutex.unlock(null), width.tasks);
  }

  @Benchmark
  @OperationsPerInvocation(HOLDINGS)
  public void kotlinxSemaphore(Width width) throws InterruptedException {
    Semaphore semaphore = SemaphoreKt.Semaphore(PERMITS, 0);
    contend((_, self) -> semaphore.acquire(self), semaphore::release, width.tasks);
  }

  private static void contend(Steps acquire, Runnable release, int tasks)
      throws InterruptedException {
    KotlinCoroutine holder =
        new KotlinCoroutine(() -> new Holder(acquire, release, HOLDINGS / tasks));
    holder.runSideBySide(tasks);
  }

  private static final class Holder implements Steps {
    private enum Stage {
      WITHOUT,
      HOLDS,
      HELD_OVER_A_TURN
    }

    private final Steps acquire;
    private final Runnable release;
    private int left;
    private Stage stage = Stage.WITHOUT;

    Holder(Steps acquire, Runnable release, int times) {
      this.acquire = acquire;
      this.release = release;
      left = times;
    }

    @Override
    public @Nullable Object next(CoroutineScope scope, Continuation<Object> self) {
      @Nullable Object answer = END;
      while (left > 0 && !hasSuspended(answer)) {
        switch (stage) {
          case WITHOUT -> {
            stage = Stage.HOLDS;
            answer = acquire.next(scope, self);
          }
          case HOLDS -> {
            stage = Stage.HELD_OVER_A_TURN;
            answer = YieldKt.yield(self);
          }
          case HELD_OVER_A_TURN -> {
            stage = Stage.WITHOUT;
            release.run();
            left--;
          }
        }
      }
      return answer;
    }
  }
}
