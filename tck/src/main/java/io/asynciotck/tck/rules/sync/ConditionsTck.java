package io.asynciotck.tck.rules.sync;

import io.asynciotck.api.CancelledError;
import io.asynciotck.api.sync.AsyncCondition;
import io.asynciotck.api.sync.AsyncLock;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import io.asynciotck.tck.rules.waiting.WaitingRuleTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a condition does while nobody is cancelled. Page: {@code conditions.md}. */
@RestsOn({Ground.LOCK, Ground.CONDITION})
final class ConditionsTck extends WaitingRuleTest {

  /** Waits for a notification once, with the lock before and behind. */
  private String waitOnce(AsyncCondition condition) throws Exception {
    await(condition.acquire());
    await(condition.waiting());
    condition.release();
    return "gets on";
  }

  /** Starts so many that wait. */
  private Numbers waiting(AsyncCondition condition, int size) throws Exception {
    Numbers through = new Numbers();
    for (int i = 0; i < size; i++) {
      int number = i;
      startQuietly(() -> {
        waitOnce(condition);
        through.add(number);
      });
    }
    letOthersRun();
    return through;
  }

  // The lock

  @Rule("condition.create.own-lock")
  @Test
  void aConditionHasALockOfItsOwn() throws Exception {
    inTask(() -> {
      AsyncCondition one = asyncio.newCondition();
      AsyncCondition other = asyncio.newCondition();
      trace.add("locked: " + one.isLocked());
      await(one.acquire());
      startPassing("other", other::acquire);
    });
    trace.shouldBe("locked: false", "other: gets on");
  }

  @Rule("condition.create.given-lock")
  @Test
  void aConditionUsesTheLockItWasGiven() throws Exception {
    inTask(() -> {
      AsyncLock lock = asyncio.newLock();
      AsyncCondition condition = asyncio.newCondition(lock);
      await(condition.acquire());
      trace.add("lock: " + lock.isLocked());
      condition.release();
      trace.add("lock: " + lock.isLocked());
      await(lock.acquire());
      trace.add("condition: " + condition.isLocked());
    });
    trace.shouldBe("lock: true", "lock: false", "condition: true");
  }

  @Rule("condition.create.given-lock")
  @Test
  void itIsUsedThoughItIsLockedWhenItIsGiven() throws Exception {
    inTask(() -> {
      AsyncLock lock = asyncio.newLock();
      await(lock.acquire());
      AsyncCondition condition = byKeyword(asyncio, "lock").newCondition(lock);
      trace.add("condition: " + condition.isLocked());
      startPassing("acquire", condition::acquire);
      trace.add("released");
      lock.release();
      letOthersRun();
    });
    trace.shouldBe("condition: true", "released", "acquire: gets on");
  }

  @Rule("condition.create.shared-lock")
  @Test
  void conditionsCanShareALock() throws Exception {
    inTask(() -> {
      AsyncLock lock = asyncio.newLock();
      AsyncCondition one = asyncio.newCondition(lock);
      AsyncCondition other = asyncio.newCondition(lock);
      startWaiting("one", () -> waitOnce(one));
      startWaiting("other", () -> waitOnce(other));
      await(lock.acquire());
      other.notifyAllTasks();
      lock.release();
      letOthersRun();
    });
    trace.shouldBe("other: gets on");
  }

  @Rule("condition.acquire.true")
  @Test
  void acquireLocksAndReturnsTrue() throws Exception {
    inTask(() -> {
      AsyncCondition condition = asyncio.newCondition();
      trace.outcome("acquire", () -> await(condition.acquire()));
      trace.add("locked: " + condition.isLocked());
    });
    trace.shouldBe("acquire: true", "locked: true");
  }

  @Rule("condition.acquire.waits")
  @Test
  void aLockedConditionIsWaitedFor() throws Exception {
    inTask(() -> {
      AsyncCondition condition = asyncio.newCondition();
      await(condition.acquire());
      startPassing("a", condition::acquire);
      trace.add("released");
      condition.release();
      letOthersRun();
    });
    trace.shouldBe("released", "a: gets on");
  }

  @Rule("condition.release.releases")
  @Test
  void aReleasedConditionIsUnlocked() throws Exception {
    inTask(() -> {
      AsyncCondition condition = asyncio.newCondition();
      await(condition.acquire());
      condition.release();
      trace.add("locked: " + condition.isLocked());
    });
    trace.shouldBe("locked: false");
  }

  @Rule("condition.release.unlocked")
  @Test
  void anUnlockedConditionIsNotReleased() throws Exception {
    inTask(() -> {
      AsyncCondition condition = asyncio.newCondition();
      trace.outcome(
          "release",
          () -> {
            condition.release();
            return "released";
          });
    });
    trace.shouldBe("release: raises IllegalStateException");
  }

  @Rule("condition.locked.tells")
  @Test
  void lockedTellsWhetherItIs() throws Exception {
    inTask(() -> {
      AsyncCondition condition = asyncio.newCondition();
      trace.add(condition.isLocked());
      await(condition.acquire());
      trace.add(condition.isLocked());
      condition.release();
      trace.add(condition.isLocked());
    });
    trace.shouldBe("false", "true", "false");
  }

  @Rule("condition.with.acquires")
  @Test
  void aBlockHasTheLock() throws Exception {
    inTask(() -> {
      AsyncCondition condition = asyncio.newCondition();
      await(condition.acquire());
      startWaiting(
          "block",
          () -> {
            await(condition.enter());
            return "begins, locked " + condition.isLocked();
          });
      trace.add("released");
      condition.release();
      letOthersRun();
    });
    trace.shouldBe("released", "block: begins, locked true");
  }

  @Rule("condition.with.releases")
  @Test
  void theEndOfABlockUnlocksTheLock() throws Exception {
    inTask(() -> {
      AsyncCondition condition = asyncio.newCondition();
      await(condition.enter());
      await(condition.exit(null, null, null));
      trace.add("locked: " + condition.isLocked());
      await(condition.enter());
      Object ended = await(condition.exit(null, new Boom("in the block"), null));
      trace.add("locked: " + condition.isLocked());
      trace.add("swallowed: " + Boolean.TRUE.equals(ended));
      await(condition.enter());
      await(condition.exit(null, new CancelledError(), null));
      trace.add("locked: " + condition.isLocked());
    });
    trace.shouldBe("locked: false", "locked: false", "swallowed: false", "locked: false");
  }

  // Waiting

  @Rule("condition.wait.unlocked")
  @Test
  void whoHasNotTheLockDoesNotWait() throws Exception {
    inTask(() -> {
      AsyncCondition condition = asyncio.newCondition();
      startWaiting("a", () -> await(condition.waiting()));
      trace.add("locked: " + condition.isLocked());
    });
    trace.shouldBe("a: raises IllegalStateException", "locked: false");
  }

  @Rule("condition.notify.one")
  @Test
  void whoWasRefusedTakesNoNotificationFromAnother() throws Exception {
    inTask(() -> {
      AsyncCondition condition = asyncio.newCondition();
      startQuietly(() -> await(condition.waiting()));
      startWaiting("a", () -> waitOnce(condition));
      letOthersRun();
      await(condition.acquire());
      condition.notifyTasks();
      condition.release();
      letOthersRun();
    });
    trace.shouldBe("a: gets on");
  }

  @Rule("condition.wait.releases")
  @Test
  void whoWaitsReleasesTheLock() throws Exception {
    inTask(() -> {
      AsyncCondition condition = asyncio.newCondition();
      startQuietly(() -> waitOnce(condition));
      letOthersRun();
      startPassing("b", condition::acquire);
    });
    trace.shouldBe("b: gets on");
  }

  @Rule("condition.wait.blocks")
  @Test
  void whoIsNotNotifiedWaits() throws Exception {
    inTask(() -> {
      AsyncCondition condition = asyncio.newCondition();
      startWaiting("a", () -> waitOnce(condition));
      await(condition.acquire());
      condition.release();
      letOthersRun();
      trace.add("notified");
      await(condition.acquire());
      condition.notifyTasks();
      condition.release();
      letOthersRun();
    });
    trace.shouldBe("notified", "a: gets on");
  }

  @Rule("condition.wait.spurious")
  @Test
  void whoIsNotNotifiedWaitsOrReturns() throws Exception {
    inTask(() -> {
      AsyncCondition condition = asyncio.newCondition();
      startWaiting(
          "a",
          () -> {
            await(condition.acquire());
            return await(condition.waiting()) + ", locked " + condition.isLocked();
          });
      await(condition.acquire());
      condition.release();
      letOthersRun();
    });
    trace.shouldBeOneOf(List.of(), List.of("a: true, locked true"));
  }

  @Rule("condition.wait.true")
  @Test
  void whoIsNotifiedIsGivenTrue() throws Exception {
    inTask(() -> {
      AsyncCondition condition = asyncio.newCondition();
      startWaiting(
          "a",
          () -> {
            await(condition.acquire());
            return await(condition.waiting());
          });
      await(condition.acquire());
      condition.notifyTasks();
      condition.release();
      letOthersRun();
    });
    trace.shouldBe("a: true");
  }

  @Rule("condition.wait.reacquires")
  @Test
  void whoIsNotifiedHasTheLockAgain() throws Exception {
    inTask(() -> {
      AsyncCondition condition = asyncio.newCondition();
      startWaiting(
          "a",
          () -> {
            await(condition.acquire());
            await(condition.waiting());
            return "locked " + condition.isLocked();
          });
      await(condition.acquire());
      condition.notifyTasks();
      letOthersRun();
      trace.add("released");
      condition.release();
      letOthersRun();
    });
    trace.shouldBe("released", "a: locked true");
  }

  // Notifying

  /** Says how many of so many that wait a notification wakes. */
  private int wokenOf(int size, Notifying notifying) throws Exception {
    AsyncCondition condition = asyncio.newCondition();
    Numbers through = waiting(condition, size);
    await(condition.acquire());
    notifying.notify(condition);
    condition.release();
    letOthersRunUntil(() -> through.count() == size, size);
    return through.count();
  }

  /** A notification of a condition. */
  @FunctionalInterface
  private interface Notifying {
    void notify(AsyncCondition condition);
  }

  @Rule("condition.notify.one")
  @Test
  void aNotificationWakesATask() throws Exception {
    inTask(() -> {
      trace.add("of 1: " + (wokenOf(1, AsyncCondition::notifyTasks) == 1));
      trace.add("of 3: " + (wokenOf(3, AsyncCondition::notifyTasks) > 0));
    });
    trace.shouldBe("of 1: true", "of 3: true");
  }

  @Rule("condition.notify.some")
  @Test
  void aNotificationWakesSoManyTasks() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      inTask(() ->
          trace.add(size + ": " + (wokenOf(size + 1, each -> each.notifyTasks(size)) >= size)));
    }
    inTask(() ->
        trace.add("n is 2: " + (wokenOf(3, each -> byKeyword(each, "n").notifyTasks(2)) >= 2)));
    List<String> expected = new ArrayList<>();
    Numbers.sizesTo(101).forEach(size -> expected.add(size + ": true"));
    expected.add("n is 2: true");
    trace.shouldBe(expected.toArray(String[]::new));
  }

  @Rule("condition.notify.some")
  @Test
  void eachNotificationWakesAnother() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      inTask(() -> {
        int woken =
            wokenOf(
                size + 1,
                condition -> {
                  for (int i = 0; i < size; i++) {
                    condition.notifyTasks();
                  }
                });
        trace.add(size + ": " + (woken >= size));
      });
    }
    trace.shouldBe(
        Numbers.sizesTo(101).stream().map(size -> size + ": true").toArray(String[]::new));
  }

  @Rule("condition.notify.at-most")
  @Test
  void aNotificationWakesNoMoreTasks() throws Exception {
    inTask(() -> {
      trace.add("without a number: " + wokenOf(3, AsyncCondition::notifyTasks));
      trace.add("2: " + wokenOf(5, each -> each.notifyTasks(2)));
      trace.add("0: " + wokenOf(3, each -> each.notifyTasks(0)));
      trace.add("n is 0: " + wokenOf(3, each -> byKeyword(each, "n").notifyTasks(0)));
    });
    trace.shouldBe("without a number: 1", "2: 2", "0: 0", "n is 0: 0");
  }

  @Rule("condition.notify.fewer")
  @Test
  void aNotificationOfMoreTasksThanWaitIsNotKept() throws Exception {
    inTask(() -> {
      AsyncCondition condition = asyncio.newCondition();
      Numbers first = waiting(condition, 2);
      await(condition.acquire());
      condition.notifyTasks(5);
      condition.release();
      letOthersRun();
      await(condition.acquire());
      condition.notifyTasks(5);
      condition.notifyTasks();
      condition.release();
      trace.add(first.count() + " of 2");
      Numbers later = waiting(condition, 3);
      await(condition.acquire());
      condition.notifyTasks(3);
      condition.release();
      letOthersRun();
      trace.add(later.count() + " of 3");
    });
    trace.shouldBe("2 of 2", "3 of 3");
  }

  @Rule("condition.notify.unlocked")
  @Test
  void whoHasNotTheLockDoesNotNotify() throws Exception {
    notifyUnlocked(AsyncCondition::notifyTasks);
  }

  @Rule("condition.notify-all.unlocked")
  @Test
  void whoHasNotTheLockDoesNotNotifyAll() throws Exception {
    notifyUnlocked(AsyncCondition::notifyAllTasks);
  }

  private void notifyUnlocked(Notifying notifying) throws Exception {
    inTask(() -> {
      AsyncCondition condition = asyncio.newCondition();
      trace.outcome("nobody waits", () -> notified(condition, notifying));
      startQuietly(() -> waitOnce(condition));
      letOthersRun();
      trace.outcome("one waits", () -> notified(condition, notifying));
    });
    trace.shouldBe(
        "nobody waits: raises IllegalStateException", "one waits: raises IllegalStateException");
  }

  private static String notified(AsyncCondition condition, Notifying notifying) {
    notifying.notify(condition);
    return "notified";
  }

  @Rule("condition.notify.keeps-lock")
  @Test
  void whoNotifiesKeepsTheLock() throws Exception {
    inTask(() -> {
      AsyncCondition condition = asyncio.newCondition();
      startWaiting("a", () -> waitOnce(condition));
      await(condition.acquire());
      condition.notifyTasks();
      trace.add("locked: " + condition.isLocked());
      letOthersRun();
      trace.add("locked: " + condition.isLocked());
      condition.release();
      letOthersRun();
    });
    trace.shouldBe("locked: true", "locked: true", "a: gets on");
  }

  @Rule("condition.notify-all.all")
  @Test
  void allWhoWaitAreNotified() throws Exception {
    for (int size : Numbers.sizes()) {
      inTask(() -> trace.add(wokenOf(size, AsyncCondition::notifyAllTasks) + " of " + size));
    }
    trace.shouldBe(
        Numbers.sizes().stream().map(size -> size + " of " + size).toArray(String[]::new));
  }

  // Waiting for a predicate

  @Rule("condition.wait-for.waits")
  @Test
  void aPredicateIsWaitedFor() throws Exception {
    inTask(() -> {
      AsyncCondition condition = asyncio.newCondition();
      List<String> things = new ArrayList<>();
      startWaiting(
          "a",
          () -> {
            await(condition.acquire());
            await(condition.waitFor(() -> things.size() == 17));
            return "sees " + things.size();
          });
      for (String thing : Collections.nCopies(17, "thing")) {
        await(condition.acquire());
        things.add(thing);
        condition.notifyAllTasks();
        condition.release();
        letOthersRun();
      }
    });
    trace.shouldBe("a: sees 17");
  }

  @Rule("condition.wait-for.at-once")
  @Test
  void aPredicateThatIsTrueIsNotWaitedFor() throws Exception {
    inTask(() -> {
      AsyncCondition condition = asyncio.newCondition();
      await(condition.acquire());
      trace.outcome("wait_for", () -> await(condition.waitFor(() -> true)));
      trace.add("locked: " + condition.isLocked());
    });
    trace.shouldBe("wait_for: true", "locked: true");
  }

  @Rule("condition.wait-for.value")
  @Test
  void theLastValueOfThePredicateIsReturned() throws Exception {
    inTask(() -> {
      AsyncCondition condition = asyncio.newCondition();
      Object value = new Object();
      List<Object> values = new ArrayList<>(List.of(false, value));
      startWaiting(
          "a",
          () -> {
            await(condition.acquire());
            return value == await(condition.waitFor(values::removeFirst));
          });
      await(condition.acquire());
      condition.notifyTasks();
      condition.release();
      letOthersRun();
    });
    trace.shouldBe("a: true");
  }

  @Rule("condition.wait-for.truth")
  @Test
  void zeroIsNotTrueAndAnotherNumberIs() throws Exception {
    inTask(() -> {
      AsyncCondition condition = asyncio.newCondition();
      List<Integer> values = new ArrayList<>(List.of(0, 0, 7));
      startWaiting(
          "a",
          () -> {
            await(condition.acquire());
            return await(condition.waitFor(values::removeFirst));
          });
      for (int i = 0; i < 2; i++) {
        await(condition.acquire());
        condition.notifyTasks();
        condition.release();
        letOthersRun();
      }
    });
    trace.shouldBe("a: 7");
  }

  @Rule("condition.wait-for.locked")
  @Test
  void thePredicateIsCalledWithTheLockLocked() throws Exception {
    inTask(() -> {
      AsyncCondition condition = asyncio.newCondition();
      List<Boolean> locked = new ArrayList<>();
      startWaiting(
          "a",
          () -> {
            await(condition.acquire());
            await(condition.waitFor(() -> locked.add(condition.isLocked()) && locked.size() > 1));
            return locked;
          });
      await(condition.acquire());
      condition.notifyTasks();
      condition.release();
      letOthersRun();
    });
    trace.shouldBe("a: [true, true]");
  }
}
