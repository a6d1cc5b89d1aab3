package io.asynciotck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Step;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.timers.MonotonicClock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How gather finds what is there more than once. */
class GatheringTest {
  private final ReferenceAsyncio asyncio = new ReferenceAsyncio(new MonotonicClock());

  /** How many coroutines of {@link #counting} have begun. */
  private final AtomicInteger begun = new AtomicInteger();

  @Test
  void aCoroutineRunsOnceWhereverItStands() throws Exception {
    Coroutine<Integer> first = counting();
    Coroutine<Integer> second = counting();

    assertThat(gathered(first, second, second, first, first)).containsExactly(1, 2, 2, 1, 1);
    assertThat(begun).hasValue(2);
  }

  @Test
  void anEarlierPlaceIsNotTakenForOneOfThisTime() throws Exception {
    Coroutine<Integer> used = counting();
    gathered(counting(), used);

    List<@Nullable Object> results = gathered(counting(), counting(), used);

    assertThat(results).startsWith(3, 4);
    assertThat(results.get(2)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anEarlierPlaceBehindTheFirstOneDoesNotHideIt() throws Exception {
    Coroutine<Integer> used = counting();
    gathered(counting(), used);

    List<@Nullable Object> results = gathered(used, used);

    assertThat(results.get(0)).isInstanceOf(IllegalStateException.class);
    assertThat(results.get(1)).isSameAs(results.get(0));
  }

  @Test
  void anEarlierPlaceMayBeBeyondTheLast() throws Exception {
    Coroutine<Integer> used = counting();
    gathered(counting(), counting(), used);

    assertThat(gathered(used)).singleElement().isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aCoroutineOfAnotherKindRunsOnceToo() throws Exception {
    Coroutine<String> foreign = new Foreign();

    assertThat(gathered(counting(), foreign, foreign)).containsExactly(1, "foreign", "foreign");
  }

  @Test
  void aFutureMayBeThereTwicePendingOrDone() throws Exception {
    List<@Nullable Object> results =
        asyncio.run(
            asyncio.coroutine(() -> {
              AsyncFuture<String> done = asyncio.getRunningLoop().createFuture();
              done.setResult("done");
              AsyncFuture<String> pending = asyncio.getRunningLoop().createFuture();
              asyncio.getRunningLoop().callSoon(() -> pending.setResult("later"));
              return asyncio.await(asyncio.gather(pending, done, pending, done));
            }));

    assertThat(results).containsExactly("later", "done", "later", "done");
  }

  private Coroutine<Integer> counting() {
    return asyncio.coroutine(begun::incrementAndGet);
  }

  private List<@Nullable Object> gathered(Awaitable<?>... awaitables) throws Exception {
    return asyncio.run(asyncio.coroutine(() -> asyncio.await(asyncio.gather(true, awaitables))));
  }

  /** Returns at once, and can do that only once. */
  private static final class Foreign implements Coroutine<String> {
    private boolean hasEnded;

    @Override
    public Step<String> send(@Nullable Object value) {
      if (hasEnded) {
        throw new IllegalStateException("It has ended");
      }
      hasEnded = true;
      return new Step.Returned<>("foreign");
    }

    @Override
    public Step<String> throwInto(Throwable exception) {
      throw new AssertionError("Nothing is thrown into it", exception);
    }

    @Override
    public void close() {}
  }
}
