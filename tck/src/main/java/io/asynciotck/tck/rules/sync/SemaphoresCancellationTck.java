package io.asynciotck.tck.rules.sync;

import static java.util.Objects.requireNonNull;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.sync.AsyncSemaphore;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import io.asynciotck.tck.rules.waiting.CancellationRuleTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cancellations of tasks that wait for a semaphore. Page: {@code semaphores.md}. */
@Operation("Semaphore.acquire")
@RestsOn(Ground.SEMAPHORE)
final class SemaphoresCancellationTck extends CancellationRuleTest {
  private @Nullable AsyncSemaphore made;

  private AsyncSemaphore semaphore() {
    return requireNonNull(made);
  }

  @Override
  protected void prepare() {
    made = asyncio.newSemaphore(0);
  }

  @Override
  protected Coroutine<Boolean> operation() {
    return semaphore().acquire();
  }

  @Override
  protected void complete() {
    semaphore().release();
  }

  @Rule("semaphore.cancel.raised")
  @Test
  void aTaskIsCancelledWhileItWaits() throws Exception {
    cancelledWhileItWaits();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("semaphore.cancel.raised")
  @Test
  void aTaskIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    cancelledTwice();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("semaphore.cancel.raised")
  @Test
  void aTaskThatWasCancelledBeforeDoesNotWait() throws Exception {
    cancelledOnEntry();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("semaphore.cancel.leaves")
  @Test
  void aCancelledTaskDoesNotGetTheSemaphore() throws Exception {
    cancelledThenAnotherGetsOn();
    trace.shouldBe("a: raises CancelledError", "b: gets on");
  }

  @Rule("semaphore.cancel.leaves")
  @Test
  void aTaskThatNeverBeganDoesNotGetTheSemaphore() throws Exception {
    cancelledBeforeItStarts();
    trace.shouldBe("b: gets on");
  }

  @Rule("semaphore.cancel.before-wake")
  @Test
  void nothingIsSpentOnACancelledTask() throws Exception {
    cancelledBeforeTheWake();
    trace.shouldBeInAnyOrder("a: raises CancelledError", "b: gets on");
  }

  @Rule("semaphore.cancel.woken")
  @Test
  void aTaskThatIsCancelledWhenItIsNextLosesNothing() throws Exception {
    cancelledAfterTheWake();
    trace.shouldBeInAnyOrder("a: raises CancelledError", "b: gets on");
  }

  @Rule("semaphore.cancel.woken")
  @Test
  void soItIsWhenManyWait() throws Exception {
    cancelledAfterTheWakeOfMany();
    trace.shouldBe("a: raises CancelledError", "another gets on: true");
  }

  @Rule("semaphore.cancel.others")
  @Test
  void whoIsNotCancelledGetsOn() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      everySecondIsCancelledOfAny(size);
    }
    trace.shouldBe(allOf(Numbers.sizesTo(101)));
  }

  @Rule("semaphore.cancel.again")
  @Test
  void aTaskThatWasCancelledCanWaitAgain() throws Exception {
    cancelledAndWaitsAgain();
    trace.shouldBe("a goes on", "a: gets on");
  }

  @Rule("semaphore.timeout.not-held")
  @Test
  void aTaskWhoseTimeIsUpDoesNotGetTheSemaphore() throws Exception {
    timesOut();
    trace.shouldBe("a: raises TimeoutException", "b: gets on");
  }

  @Rule("semaphore.timeout.not-held")
  @Test
  void aTimeoutBeforeTheMomentLosesNothing() throws Exception {
    timesOutAtTheSameMoment(true);
    trace.shouldBe("a ended: true", "one got on");
  }

  @Rule("semaphore.timeout.not-held")
  @Test
  void aTimeoutBehindTheMomentLosesNothing() throws Exception {
    timesOutAtTheSameMoment(false);
    trace.shouldBe("a ended: true", "one got on");
  }

  @Rule("semaphore.cancel.leaves")
  @Test
  void aSemaphoreForWhichAllAreCancelledIsFree() throws Exception {
    cancelledWhileItWaits();
    semaphore().release();
    trace.add("locked: " + semaphore().isLocked());
    inTask(() -> startPassing("b", semaphore()::acquire));
    trace.shouldBe("a: raises CancelledError", "locked: false", "b: gets on");
  }

  @Rule("semaphore.cancel.message")
  @Test
  void whoAwaitsACancelledTaskHearsTheMessage() throws Exception {
    cancelledWithAMessage();
    trace.shouldBe("awaiting: told why");
  }

  @Rule("semaphore.cancel.taken-back")
  @RestsOn(Ground.UNCANCEL)
  @Test
  void aRequestThatIsTakenBackBeforeTheWaitHasNoEffect() throws Exception {
    takenBackOnEntry();
    trace.shouldBe("a: gets on");
  }

  @Rule("semaphore.cancel.taken-back")
  @RestsOn(Ground.UNCANCEL)
  @Test
  void aRequestThatIsTakenBackFromAWokenTaskHasNoEffect() throws Exception {
    takenBackAfterTheWake();
    trace.shouldBe("a: gets on");
  }

  @Rule("semaphore.cancel.taken-back")
  @RestsOn(Ground.UNCANCEL)
  @Test
  void aRequestThatIsTakenBackAtOnceLosesNothing() throws Exception {
    takenBackWhileItWaits();
    trace.shouldBe("one got on");
  }

  @Rule("semaphore.cancel.lets-go")
  @Test
  void aSemaphoreKeepsNothingOfTheCancelled() throws Exception {
    cancelledAndCollected(2);
    trace.shouldBe("kept: nothing");
  }
}
