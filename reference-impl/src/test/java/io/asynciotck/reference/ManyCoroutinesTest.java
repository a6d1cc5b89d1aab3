package io.asynciotck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.stacks.ContinuationMechanism;
import io.asynciotck.reference.timers.MonotonicClock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How light a suspended coroutine is. */
class ManyCoroutinesTest {
  /** On the fall-back, where each is a thread, as many take long. */
  private static final int MANY = ContinuationMechanism.isAvailable() ? 100_000 : 30_000;

  @Test
  void soManyAreSuspendedAtOnceInTwoGibibytes() throws Exception {
    assertThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(2L << 30);
    ReferenceAsyncio asyncio = new ReferenceAsyncio(new MonotonicClock());
    AtomicInteger suspended = new AtomicInteger();

    List<@Nullable Object> results =
        asyncio.run(
            asyncio.coroutine(() -> {
              AsyncFuture<Integer> gate = asyncio.getRunningLoop().createFuture();
              Awaitable<?>[] waiting =
                  Stream.generate(() ->
                          asyncio.coroutine(() -> {
                            if (suspended.incrementAndGet() == MANY) {
                              gate.setResult(1);
                            }
                            return asyncio.await(gate);
                          }))
                      .limit(MANY)
                      .toArray(Awaitable<?>[]::new);
              return asyncio.await(asyncio.gather(waiting));
            }));

    assertThat(results).hasSize(MANY).containsOnly(1);
  }
}
