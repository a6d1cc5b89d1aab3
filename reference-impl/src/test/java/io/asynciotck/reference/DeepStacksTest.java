package io.asynciotck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.reference.module.ReferenceAsyncio;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** How deep coroutines can go, and what happens when they go deeper. */
class DeepStacksTest {
  /** Address space: memory is taken for what is used of it. */
  private static final long LARGE_STACK_BYTES = 1L << 30;

  /** The fall-back runs coroutines on the stacks of the JDK's carrier threads, which are small. */
  @OnEachMechanism
  void manyCoroutinesAwaitOneAnotherInAThreadWithALargeStack(Mechanism mechanism) throws Exception {
    ReferenceAsyncio asyncio = mechanism.asyncio();
    int links = mechanism == Mechanism.CONTINUATIONS ? 100_000 : 500;

    int depth = onLargeStack(() -> asyncio.run(chain(asyncio, links)));

    assertThat(depth).isEqualTo(links);
  }

  private static <T> T onLargeStack(Callable<T> program) throws Exception {
    FutureTask<T> run = new FutureTask<>(program);
    Thread.ofPlatform().name("asyncio").stackSize(LARGE_STACK_BYTES).start(run);
    return run.get();
  }

  /** Coroutines that await one another; the innermost suspends. */
  private static Coroutine<Integer> chain(ReferenceAsyncio asyncio, int links) {
    return asyncio.coroutine(() -> {
      if (links == 0) {
        return asyncio.await(asyncio.sleep(Duration.ZERO, 0));
      }
      return asyncio.await(chain(asyncio, links - 1)) + 1;
    });
  }

  @OnEachMechanism
  void aStackOverflowEndsTheTaskAndTheLoopGoesOn(Mechanism mechanism) throws Exception {
    ReferenceAsyncio asyncio = mechanism.asyncio();

    String seen =
        asyncio.run(
            asyncio.coroutine(() -> {
              Task<Integer> endless = asyncio.createTask(endless(asyncio));
              try {
                return "returned " + asyncio.await(endless);
              } catch (StackOverflowError overflow) {
                return asyncio.await(asyncio.sleep(Duration.ofNanos(1), "the loop goes on"));
              }
            }));

    assertThat(seen).isEqualTo("the loop goes on");
  }

  private static Coroutine<Integer> endless(ReferenceAsyncio asyncio) {
    return asyncio.coroutine(() -> asyncio.await(endless(asyncio)) + 1);
  }

  @OnEachMechanism
  void aCoroutineThatCatchesTheOverflowOfAnAwaitCanSuspendAgain(Mechanism mechanism)
      throws Exception {
    ReferenceAsyncio asyncio = mechanism.asyncio();

    String seen =
        asyncio.run(
            asyncio.coroutine(() -> {
              for (int round = 0; round < 5; round++) {
                descend(asyncio, round);
              }
              return asyncio.await(asyncio.sleep(Duration.ZERO, "suspended again"));
            }));

    assertThat(seen).isEqualTo("suspended again");
  }

  /**
   * Goes down to the end of the stack. On the way back it awaits, now and then, until that works.
   */
  @SuppressWarnings("InfiniteRecursion") // until the stack ends
  private static void descend(ReferenceAsyncio asyncio, long depth) throws Exception {
    try {
      descend(asyncio, depth + 1);
    } catch (StackOverflowError overflow) {
      if (depth % 64 != 0) {
        throw overflow;
      }
      asyncio.await(asyncio.sleep(Duration.ZERO));
    }
  }

  /** A hand-over that broke off would leave two threads waiting for each other. */
  @Test
  void whoHasNoStackLeftToDriveACoroutineIsToldSoBeforeTheHandOver() throws Exception {
    ReferenceAsyncio asyncio = Mechanism.VIRTUAL_THREADS.asyncio();
    int[] steps = {0};
    Coroutine<Void> coroutine =
        asyncio.coroutine(() -> {
          while (true) {
            steps[0]++;
            asyncio.await(asyncio.sleep(Duration.ZERO));
          }
        });
    int[] driven = {0};

    descendAndDrive(coroutine, driven, 0);

    assertThat(driven[0]).isPositive();
    assertThat(steps[0]).isEqualTo(driven[0]);
  }

  /** Goes down to the end of the stack, and drives the coroutine all the way back. */
  @SuppressWarnings("InfiniteRecursion") // until the stack ends
  private static void descendAndDrive(Coroutine<Void> coroutine, int[] driven, int depth)
      throws Exception {
    try {
      descendAndDrive(coroutine, driven, depth + 1);
    } catch (StackOverflowError overflow) {
      // No deeper than this.
    }
    if (depth % 8 == 0) {
      try {
        coroutine.send(null);
        driven[0]++;
      } catch (StackOverflowError overflow) {
        // Too deep yet.
      }
    }
  }
}
