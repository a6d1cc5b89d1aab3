package io.asynciotck.tck.rules.sync;

import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Task;
import io.asynciotck.api.sync.AsyncSemaphore;
import io.asynciotck.api.sync.BoundedSemaphore;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import io.asynciotck.tck.rules.waiting.WaitingRuleTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a semaphore does while nobody is cancelled. Page: {@code semaphores.md}. */
@RestsOn(Ground.SEMAPHORE)
final class SemaphoresTck extends WaitingRuleTest {

  /** Says how many of some tasks get the semaphore at once, which is free for this many. */
  private void acquireBy(AsyncSemaphore semaphore, int tasks) throws Exception {
    Numbers through = new Numbers();
    for (int i = 0; i < tasks; i++) {
      int number = i;
      startQuietly(() -> {
        await(semaphore.acquire());
        through.add(number);
      });
    }
    letOthersRun();
    trace.add(through.count() + " of " + tasks + " get it");
  }

  private static String release(AsyncSemaphore semaphore) {
    semaphore.release();
    return "released";
  }

  // Making

  @Rule("semaphore.create.value")
  @Test
  void aSemaphoreIsAcquiredAsOftenAsItsValueSays() throws Exception {
    inTask(() -> acquireBy(asyncio.newSemaphore(0), 2));
    for (int size : Numbers.sizes()) {
      inTask(() -> acquireBy(asyncio.newSemaphore(size), size + 2));
    }
    inTask(() -> acquireBy(byKeyword(asyncio, "value").newSemaphore(0), 2));
    inTask(() -> acquireBy(byKeyword(asyncio, "value").newSemaphore(3), 5));
    List<String> expected = new ArrayList<>(List.of("0 of 2 get it"));
    Numbers.sizes().forEach(size -> expected.add(size + " of " + (size + 2) + " get it"));
    expected.addAll(List.of("0 of 2 get it", "3 of 5 get it"));
    trace.shouldBe(expected.toArray(String[]::new));
  }

  @Rule("semaphore.create.default")
  @Test
  void aSemaphoreWithoutAValueIsAcquiredOnce() throws Exception {
    inTask(() -> acquireBy(asyncio.newSemaphore(), 3));
    trace.shouldBe("1 of 3 get it");
  }

  @Rule("semaphore.create.negative")
  @Test
  void aNegativeValueIsRefused() throws Exception {
    inTask(() -> {
      for (int value : new int[] {-1, -1000, 0}) {
        trace.outcome(
            "of " + value,
            () -> {
              asyncio.newSemaphore(value);
              return "made";
            });
      }
    });
    trace.shouldBe(
        "of -1: raises IllegalArgumentException",
        "of -1000: raises IllegalArgumentException",
        "of 0: made");
  }

  // Acquiring

  @Rule("semaphore.acquire.true")
  @Test
  void acquireReturnsTrue() throws Exception {
    inTask(() -> {
      AsyncSemaphore semaphore = asyncio.newSemaphore(1);
      startWaiting("a", () -> await(semaphore.acquire()));
      startWaiting("b", () -> await(semaphore.acquire()));
      semaphore.release();
      letOthersRun();
    });
    trace.shouldBe("a: true", "b: true");
  }

  @Rule("semaphore.acquire.at-once")
  @Test
  void aFreeSemaphoreIsNotWaitedFor() throws Exception {
    inTask(() -> {
      AsyncSemaphore semaphore = asyncio.newSemaphore(2);
      loop.callSoon(trace.mark("callback"));
      await(semaphore.acquire());
      await(semaphore.acquire());
      trace.add("acquired twice");
      letOthersRun();
    });
    trace.shouldBe("acquired twice", "callback");
  }

  @Rule("semaphore.acquire.blocks")
  @Test
  void aSemaphoreAtZeroIsWaitedFor() throws Exception {
    inTask(() -> {
      AsyncSemaphore semaphore = asyncio.newSemaphore(0);
      startPassing("a", semaphore::acquire);
      trace.add("released");
      semaphore.release();
      letOthersRun();
    });
    trace.shouldBe("released", "a: gets on");
  }

  @Rule("semaphore.acquire.at-most")
  @Test
  void noMoreTasksHaveASemaphoreThanItsValue() throws Exception {
    for (int size : List.of(1, 2, 3, 17)) {
      inTask(() -> haveAtATime(size));
    }
    trace.shouldBe("at most 1", "at most 2", "at most 3", "at most 17");
  }

  private void haveAtATime(int size) throws Exception {
    AsyncSemaphore semaphore = asyncio.newSemaphore(size);
    int[] now = new int[2];
    List<Task<?>> tasks = new ArrayList<>();
    for (int i = 0; i < 3 * size; i++) {
      int turns = i % 3;
      tasks.add(
          startQuietly(() -> {
            for (int round = 0; round < 4; round++) {
              await(semaphore.acquire());
              now[0]++;
              now[1] = Math.max(now[0], now[1]);
              yieldTimes(turns);
              now[0]--;
              semaphore.release();
            }
          }));
    }
    letOthersRunUntil(() -> tasks.stream().allMatch(Task::isDone), 40 * size);
    boolean allDone = tasks.stream().allMatch(Task::isDone);
    trace.add(allDone ? "at most " + now[1] : "some still wait");
  }

  @Rule("semaphore.locked.tells")
  @Test
  void lockedTellsWhetherOneHasToWait() throws Exception {
    inTask(() -> {
      AsyncSemaphore semaphore = asyncio.newSemaphore(2);
      trace.add(semaphore.isLocked());
      await(semaphore.acquire());
      trace.add(semaphore.isLocked());
      await(semaphore.acquire());
      trace.add(semaphore.isLocked());
      startPassing("a", semaphore::acquire);
      trace.add(semaphore.isLocked());
      semaphore.release();
      letOthersRun();
      trace.add(semaphore.isLocked());
      semaphore.release();
      trace.add(semaphore.isLocked());
    });
    trace.shouldBe("false", "false", "true", "true", "a: gets on", "true", "false");
  }

  // Releasing

  @Rule("semaphore.release.increments")
  @Test
  void whatIsReleasedCanBeAcquired() throws Exception {
    inTask(() -> {
      AsyncSemaphore semaphore = asyncio.newSemaphore(1);
      await(semaphore.acquire());
      semaphore.release();
      acquireBy(semaphore, 2);
    });
    trace.shouldBe("1 of 2 get it");
  }

  @Rule("semaphore.release.wakes")
  @Test
  void aReleaseLetsOneWhoWaitsHaveIt() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      inTask(() -> {
        AsyncSemaphore semaphore = asyncio.newSemaphore(0);
        Numbers through = waiting(semaphore, size);
        List<Integer> counts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          semaphore.release();
          letOthersRun();
          counts.add(through.count());
        }
        boolean each = counts.equals(IntStream.rangeClosed(1, size).boxed().toList());
        trace.add(size + ": " + (each ? "one each" : counts));
      });
    }
    trace.shouldBe(
        Numbers.sizesTo(101).stream().map(size -> size + ": one each").toArray(String[]::new));
  }

  private Numbers waiting(AsyncSemaphore semaphore, int size) throws Exception {
    Numbers through = new Numbers();
    for (int i = 0; i < size; i++) {
      int number = i;
      startQuietly(() -> {
        await(semaphore.acquire());
        through.add(number);
      });
    }
    letOthersRun();
    return through;
  }

  @Rule("semaphore.release.each")
  @Test
  void manyReleasesAtOnceWakeMany() throws Exception {
    for (int size : Numbers.sizes()) {
      inTask(() -> {
        AsyncSemaphore semaphore = asyncio.newSemaphore(0);
        Numbers through = waiting(semaphore, size + 1);
        for (int i = 0; i < size; i++) {
          semaphore.release();
        }
        letOthersRunUntil(() -> through.count() == size, size);
        letOthersRun();
        trace.add(through.count() + " of " + size);
      });
    }
    trace.shouldBe(
        Numbers.sizes().stream().map(size -> size + " of " + size).toArray(String[]::new));
  }

  @Rule("semaphore.release.more")
  @Test
  void aSemaphoreCanBeReleasedMoreOftenThanAcquired() throws Exception {
    inTask(() -> {
      AsyncSemaphore semaphore = asyncio.newSemaphore(1);
      semaphore.release();
      semaphore.release();
      acquireBy(semaphore, 5);
    });
    trace.shouldBe("3 of 5 get it");
  }

  // With a block

  @Rule("semaphore.with.acquires")
  @Test
  void aBlockHasTheSemaphore() throws Exception {
    inTask(() -> {
      AsyncSemaphore semaphore = asyncio.newSemaphore(1);
      await(semaphore.enter());
      startWaiting(
          "block",
          () -> {
            await(semaphore.enter());
            return "begins, locked " + semaphore.isLocked();
          });
      trace.add("released");
      semaphore.release();
      letOthersRun();
    });
    trace.shouldBe("released", "block: begins, locked true");
  }

  @Rule("semaphore.with.releases")
  @Test
  void theEndOfABlockReleasesTheSemaphore() throws Exception {
    inTask(() -> {
      AsyncSemaphore semaphore = asyncio.newSemaphore(1);
      await(semaphore.enter());
      await(semaphore.exit(null, null, null));
      trace.add("locked: " + semaphore.isLocked());
      await(semaphore.enter());
      Object ended = await(semaphore.exit(null, new Boom("in the block"), null));
      trace.add("locked: " + semaphore.isLocked());
      trace.add("swallowed: " + Boolean.TRUE.equals(ended));
      await(semaphore.enter());
      await(semaphore.exit(null, new CancelledError(), null));
      trace.add("locked: " + semaphore.isLocked());
    });
    trace.shouldBe("locked: false", "locked: false", "swallowed: false", "locked: false");
  }

  // Bounded semaphores

  @Rule("bounded-semaphore.acquire.blocks")
  @Test
  void aBoundedSemaphoreIsASemaphore() throws Exception {
    inTask(() -> {
      acquireBy(asyncio.newBoundedSemaphore(), 3);
      BoundedSemaphore semaphore = asyncio.newBoundedSemaphore(3);
      acquireBy(semaphore, 3);
      startPassing("a", semaphore::acquire);
      trace.add("released");
      semaphore.release();
      letOthersRun();
      acquireBy(byKeyword(asyncio, "value").newBoundedSemaphore(2), 3);
    });
    trace.shouldBe("1 of 3 get it", "3 of 3 get it", "released", "a: gets on", "2 of 3 get it");
  }

  @Rule("bounded-semaphore.release.refused")
  @Test
  void aBoundedSemaphoreIsNotReleasedTooOften() throws Exception {
    inTask(() -> {
      BoundedSemaphore semaphore = asyncio.newBoundedSemaphore(2);
      trace.outcome("at first", () -> release(semaphore));
      await(semaphore.acquire());
      semaphore.release();
      for (int i = 0; i < 3; i++) {
        trace.outcome("again", () -> release(semaphore));
      }
    });
    trace.shouldBe(
        "at first: raises IllegalArgumentException",
        "again: raises IllegalArgumentException",
        "again: raises IllegalArgumentException",
        "again: raises IllegalArgumentException");
  }

  @Rule("bounded-semaphore.release.refused")
  @Test
  void noValueIsExceededWhateverItIs() throws Exception {
    for (int size : new int[] {0, 1, 3, 17, 101}) {
      inTask(() -> {
        BoundedSemaphore semaphore = asyncio.newBoundedSemaphore(size);
        for (int i = 0; i < size; i++) {
          await(semaphore.acquire());
        }
        for (int i = 0; i < size; i++) {
          semaphore.release();
        }
        trace.outcome("more than " + size, () -> release(semaphore));
      });
    }
    trace.shouldBe(
        "more than 0: raises IllegalArgumentException",
        "more than 1: raises IllegalArgumentException",
        "more than 3: raises IllegalArgumentException",
        "more than 17: raises IllegalArgumentException",
        "more than 101: raises IllegalArgumentException");
  }

  @Rule("bounded-semaphore.release.refused")
  @Test
  void whoWasCancelledGivesNothingBack() throws Exception {
    inTask(() -> {
      BoundedSemaphore semaphore = asyncio.newBoundedSemaphore();
      await(semaphore.acquire());
      Task<?> waiting = startQuietly(() -> await(semaphore.acquire()));
      letOthersRun();
      waiting.cancel();
      letOthersRun();
      semaphore.release();
      trace.outcome("once more", () -> release(semaphore));
    });
    trace.shouldBe("once more: raises IllegalArgumentException");
  }

  @Rule("bounded-semaphore.release.unchanged")
  @Test
  void aRefusedReleaseChangesNothing() throws Exception {
    inTask(() -> {
      BoundedSemaphore semaphore = asyncio.newBoundedSemaphore(2);
      try {
        semaphore.release();
      } catch (IllegalArgumentException refused) {
        // As another rule says.
      }
      acquireBy(semaphore, 4);
    });
    trace.shouldBe("2 of 4 get it");
  }

  @Rule("bounded-semaphore.release.as-often")
  @Test
  void aBoundedSemaphoreIsReleasedAsOftenAsItWasAcquired() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      inTask(() -> {
        BoundedSemaphore semaphore = asyncio.newBoundedSemaphore(size);
        for (int i = 0; i < size; i++) {
          await(semaphore.acquire());
        }
        Numbers through = waiting(semaphore, size);
        for (int i = 0; i < 2 * size; i++) {
          semaphore.release();
          if (i == size - 1) {
            letOthersRunUntil(() -> through.count() == size, size);
          }
        }
        trace.add(through.count() + " of " + size);
      });
    }
    trace.shouldBe(
        Numbers.sizesTo(101).stream().map(size -> size + " of " + size).toArray(String[]::new));
  }
}
