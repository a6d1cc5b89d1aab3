package io.asynciotck.tck.rules.sync;

import static java.util.Objects.requireNonNull;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.sync.AsyncLock;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import io.asynciotck.tck.rules.waiting.CancellationRuleTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cancellations of tasks that wait for a lock. Page: {@code locks.md}. */
@Operation("Lock.acquire")
@RestsOn(Ground.LOCK)
final class LocksCancellationTck extends CancellationRuleTest {
  private @Nullable AsyncLock made;

  private AsyncLock lock() {
    return requireNonNull(made);
  }

  @Override
  protected void prepare() throws Exception {
    made = asyncio.newLock();
    await(lock().acquire());
  }

  @Override
  protected Coroutine<Boolean> operation() {
    return lock().acquire();
  }

  @Override
  protected void complete() {
    lock().release();
  }

  @Rule("lock.cancel.raised")
  @Test
  void aTaskIsCancelledWhileItWaits() throws Exception {
    cancelledWhileItWaits();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("lock.cancel.raised")
  @Test
  void aTaskIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    cancelledTwice();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("lock.cancel.raised")
  @Test
  void aTaskThatWasCancelledBeforeDoesNotWait() throws Exception {
    cancelledOnEntry();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("lock.cancel.leaves")
  @Test
  void aCancelledTaskDoesNotGetTheLock() throws Exception {
    cancelledThenAnotherGetsOn();
    trace.add("locked: " + lock().isLocked());
    trace.shouldBe("a: raises CancelledError", "b: gets on", "locked: true");
  }

  @Rule("lock.cancel.leaves")
  @Test
  void aTaskThatNeverBeganDoesNotGetTheLock() throws Exception {
    cancelledBeforeItStarts();
    trace.shouldBe("b: gets on");
  }

  @Rule("lock.cancel.leaves")
  @Test
  void aLockForWhichAllAreCancelledIsFree() throws Exception {
    cancelledWhileItWaits();
    lock().release();
    trace.add("locked: " + lock().isLocked());
    inTask(() -> startPassing("b", lock()::acquire));
    trace.shouldBe("a: raises CancelledError", "locked: false", "b: gets on");
  }

  @Rule("lock.cancel.before-wake")
  @Test
  void aReleaseIsNotSpentOnACancelledTask() throws Exception {
    cancelledBeforeTheWake();
    trace.shouldBeInAnyOrder("a: raises CancelledError", "b: gets on");
  }

  @Rule("lock.cancel.woken")
  @Test
  void aTaskThatIsCancelledWhenItIsNextPassesTheLockOn() throws Exception {
    cancelledAfterTheWake();
    trace.shouldBeInAnyOrder("a: raises CancelledError", "b: gets on");
  }

  @Rule("lock.cancel.woken")
  @Test
  void soItIsWhenManyWait() throws Exception {
    cancelledAfterTheWakeOfMany();
    trace.shouldBe("a: raises CancelledError", "another gets on: true");
  }

  @Rule("lock.cancel.others")
  @Test
  void aCancellationInTheLineLeavesTheFirst() throws Exception {
    cancelledBehindTheWoken();
    trace.shouldBeInAnyOrder("a: gets on", "b: raises CancelledError");
  }

  @Rule("lock.cancel.others")
  @Test
  void whoIsNotCancelledKeepsItsPlace() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      everySecondIsCancelled(size);
    }
    trace.shouldBe(Numbers.inOrder(Numbers.sizesTo(101)));
  }

  @Rule("lock.cancel.again")
  @Test
  void aTaskThatWasCancelledCanWaitAgain() throws Exception {
    cancelledAndWaitsAgain();
    trace.shouldBe("a goes on", "a: gets on");
  }

  @Rule("lock.timeout.not-held")
  @Test
  void aTaskWhoseTimeIsUpDoesNotGetTheLock() throws Exception {
    timesOut();
    trace.shouldBe("a: raises TimeoutException", "b: gets on");
  }

  @Rule("lock.timeout.not-held")
  @Test
  void aTimeoutBeforeTheReleaseLosesNothing() throws Exception {
    timesOutAtTheSameMoment(true);
    trace.shouldBe("a ended: true", "one got on");
  }

  @Rule("lock.timeout.not-held")
  @Test
  void aTimeoutBehindTheReleaseLosesNothing() throws Exception {
    timesOutAtTheSameMoment(false);
    trace.shouldBe("a ended: true", "one got on");
  }

  @Rule("lock.cancel.message")
  @Test
  void whoAwaitsACancelledTaskHearsTheMessage() throws Exception {
    cancelledWithAMessage();
    trace.shouldBe("awaiting: told why");
  }

  @Rule("lock.cancel.taken-back")
  @RestsOn(Ground.UNCANCEL)
  @Test
  void aRequestThatIsTakenBackBeforeTheWaitHasNoEffect() throws Exception {
    takenBackOnEntry();
    trace.shouldBe("a: gets on");
  }

  @Rule("lock.cancel.taken-back")
  @RestsOn(Ground.UNCANCEL)
  @Test
  void aRequestThatIsTakenBackFromAWokenTaskHasNoEffect() throws Exception {
    takenBackAfterTheWake();
    trace.shouldBe("a: gets on");
  }

  @Rule("lock.cancel.taken-back")
  @RestsOn(Ground.UNCANCEL)
  @Test
  void aRequestThatIsTakenBackAtOnceLosesNothing() throws Exception {
    takenBackWhileItWaits();
    trace.shouldBe("one got on");
  }

  @Rule("lock.cancel.lets-go")
  @Test
  void aLockKeepsNothingOfTheCancelled() throws Exception {
    cancelledAndCollected(2);
    trace.shouldBe("kept: nothing");
  }
}
