package io.asynciotck.tck.rules.sync;

import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Task;
import io.asynciotck.api.sync.AsyncLock;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import io.asynciotck.tck.rules.waiting.WaitingRuleTest;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a lock does while nobody is cancelled. Page: {@code locks.md}. */
@RestsOn(Ground.LOCK)
final class LocksTck extends WaitingRuleTest {

  // Acquiring

  @Rule("lock.create.unlocked")
  @Test
  void aNewLockIsUnlocked() throws Exception {
    inTask(() -> trace.add("locked: " + asyncio.newLock().isLocked()));
    trace.shouldBe("locked: false");
  }

  @Rule("lock.acquire.lazy")
  @Test
  void anAcquireThatIsNotAwaitedDoesNothing() throws Exception {
    inTask(() -> {
      AsyncLock lock = asyncio.newLock();
      Coroutine<Boolean> acquiring = lock.acquire();
      letOthersRun();
      trace.add("locked: " + lock.isLocked());
      await(acquiring);
      trace.add("locked: " + lock.isLocked());
    });
    trace.shouldBe("locked: false", "locked: true");
  }

  @Rule("lock.acquire.locks")
  @Test
  void anAcquiredLockIsLocked() throws Exception {
    inTask(() -> {
      AsyncLock lock = asyncio.newLock();
      await(lock.acquire());
      trace.add("locked: " + lock.isLocked());
    });
    trace.shouldBe("locked: true");
  }

  @Rule("lock.acquire.true")
  @Test
  void acquireReturnsTrue() throws Exception {
    inTask(() -> {
      AsyncLock lock = asyncio.newLock();
      startWaiting("a", () -> await(lock.acquire()));
      startWaiting("b", () -> await(lock.acquire()));
      lock.release();
      letOthersRun();
    });
    trace.shouldBe("a: true", "b: true");
  }

  @Rule("lock.acquire.waits")
  @Test
  void aLockedLockIsWaitedFor() throws Exception {
    inTask(() -> {
      AsyncLock lock = asyncio.newLock();
      await(lock.acquire());
      startPassing("a", lock::acquire);
      trace.add("released");
      lock.release();
      letOthersRun();
      trace.add("locked: " + lock.isLocked());
    });
    trace.shouldBe("released", "a: gets on", "locked: true");
  }

  @Rule("lock.acquire.one-proceeds")
  @Test
  void oneGetsTheLockAtATime() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      inTask(() -> {
        AsyncLock lock = asyncio.newLock();
        Numbers inside = new Numbers();
        await(lock.acquire());
        for (int i = 0; i < size; i++) {
          int number = i;
          startQuietly(() -> {
            await(lock.acquire());
            inside.add(number);
          });
        }
        int most = 0;
        for (int i = 0; i < size; i++) {
          lock.release();
          letOthersRun();
          most = Math.max(most, inside.count() - i);
        }
        trace.add(size + ": " + inside.count() + " got it, at most " + most + " at a time");
      });
    }
    trace.shouldBe(
        Numbers.sizesTo(101).stream()
            .map(size -> size + ": " + size + " got it, at most 1 at a time")
            .toArray(String[]::new));
  }

  @Rule("lock.acquire.fair")
  @Test
  void tasksGetTheLockInTheOrderInWhichTheyCame() throws Exception {
    for (int size : Numbers.sizes()) {
      inTask(() -> {
        AsyncLock lock = asyncio.newLock();
        Numbers order = new Numbers();
        AtomicInteger came = new AtomicInteger();
        await(lock.acquire());
        for (int i = 0; i < size; i++) {
          startQuietly(() -> {
            int number = came.getAndIncrement();
            await(lock.acquire());
            order.add(number);
            lock.release();
          });
        }
        letOthersRun();
        lock.release();
        letOthersRunUntil(() -> order.count() == size, size);
        trace.add(order.order(size));
      });
    }
    trace.shouldBe(Numbers.inOrder(Numbers.sizes()));
  }

  @Rule("lock.acquire.no-overtaking")
  @Test
  void nobodyOvertakesTheOneThatIsNext() throws Exception {
    inTask(() -> {
      AsyncLock lock = asyncio.newLock();
      await(lock.acquire());
      startWaiting(
          "waited",
          () -> {
            await(lock.acquire());
            trace.add("waited has it");
            yieldOnce();
            yieldOnce();
            lock.release();
            return "released";
          });
      Task<?> late =
          asyncio.createTask(
              coroutine(() -> {
                lock.release();
                await(lock.acquire());
                trace.add("late has it");
              }));
      letOthersRunUntil(late::isDone, 2);
    });
    trace.shouldBe("waited has it", "waited: released", "late has it");
  }

  // Releasing

  @Rule("lock.release.unlocks")
  @Test
  void aReleasedLockIsUnlocked() throws Exception {
    inTask(() -> {
      AsyncLock lock = asyncio.newLock();
      for (int i = 0; i < 3; i++) {
        startPassing("acquired", lock::acquire);
        lock.release();
        trace.add("locked: " + lock.isLocked());
      }
    });
    trace.shouldBe(
        "acquired: gets on",
        "locked: false",
        "acquired: gets on",
        "locked: false",
        "acquired: gets on",
        "locked: false");
  }

  @Rule("lock.release.unlocks")
  @Test
  void aTaskThatHasNotAcquiredTheLockMayReleaseIt() throws Exception {
    AsyncLock[] locks = new AsyncLock[1];
    inTask(() -> {
      AsyncLock lock = asyncio.newLock();
      locks[0] = lock;
      await(lock.acquire());
    });
    inTask(() -> trace.outcome("in another task", () -> release(locks[0])));
    trace.add("locked: " + locks[0].isLocked());
    trace.shouldBe("in another task: released", "locked: false");
  }

  @Rule("lock.release.unlocked")
  @Test
  void anUnlockedLockIsNotReleased() throws Exception {
    inTask(() -> {
      AsyncLock lock = asyncio.newLock();
      trace.outcome("at first", () -> release(lock));
      await(lock.acquire());
      lock.release();
      trace.outcome("again", () -> release(lock));
      trace.add("locked: " + lock.isLocked());
    });
    trace.shouldBe(
        "at first: raises IllegalStateException",
        "again: raises IllegalStateException",
        "locked: false");
  }

  private static String release(AsyncLock lock) {
    lock.release();
    return "released";
  }

  @Rule("lock.locked.tells")
  @Test
  void lockedTellsWhetherItIs() throws Exception {
    inTask(() -> {
      AsyncLock lock = asyncio.newLock();
      trace.add(lock.isLocked());
      await(lock.acquire());
      trace.add(lock.isLocked());
      startPassing("a", lock::acquire);
      trace.add(lock.isLocked());
      lock.release();
      letOthersRun();
      trace.add(lock.isLocked());
      lock.release();
      trace.add(lock.isLocked());
    });
    trace.shouldBe("false", "true", "true", "a: gets on", "true", "false");
  }

  // With a block

  @Rule("lock.with.acquires")
  @Test
  void aBlockHasTheLock() throws Exception {
    inTask(() -> {
      AsyncLock lock = asyncio.newLock();
      await(lock.acquire());
      startWaiting(
          "block",
          () -> {
            await(lock.enter());
            return lock.isLocked();
          });
      trace.add("released");
      lock.release();
      letOthersRun();
    });
    trace.shouldBe("released", "block: true");
  }

  @Rule("lock.with.releases")
  @Test
  void theEndOfABlockUnlocksTheLock() throws Exception {
    inTask(() -> {
      AsyncLock lock = asyncio.newLock();
      await(lock.enter());
      await(lock.exit(null, null, null));
      trace.add("locked: " + lock.isLocked());
      await(lock.enter());
      await(lock.exit(null, new CancelledError(), null));
      trace.add("locked: " + lock.isLocked());
    });
    trace.shouldBe("locked: false", "locked: false");
  }

  @Rule("lock.with.raises")
  @Test
  void whatABlockRaisesIsNotSwallowed() throws Exception {
    inTask(() -> {
      AsyncLock lock = asyncio.newLock();
      await(lock.enter());
      Object ended = await(lock.exit(null, new Boom("in the block"), null));
      trace.add("swallowed: " + Boolean.TRUE.equals(ended));
      trace.add("locked: " + lock.isLocked());
    });
    trace.shouldBe("swallowed: false", "locked: false");
  }

  // Loops

  @Rule("lock.loop.other")
  @Test
  void aLockIsOfOneLoop() throws Exception {
    AsyncLock lock = asyncio.newLock();
    inTask(() -> {
      await(lock.acquire());
      startPassing("its loop", lock::acquire);
      lock.release();
      letOthersRun();
    });
    EventLoop other = bench.newLoop();
    other.runUntilComplete(
        coroutine(() -> trace.outcome("other loop", () -> await(lock.acquire()))));
    trace.shouldBe("its loop: gets on", "other loop: raises IllegalStateException");
  }
}
