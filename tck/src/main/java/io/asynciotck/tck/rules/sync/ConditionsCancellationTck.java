package io.asynciotck.tck.rules.sync;

import static java.util.Objects.requireNonNull;

import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.api.sync.AsyncCondition;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import io.asynciotck.tck.rules.waiting.CancellationRuleTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cancellations of tasks that wait for a notification. Page: {@code conditions.md}. */
@Operation("Condition.wait")
@RestsOn({Ground.LOCK, Ground.CONDITION})
final class ConditionsCancellationTck extends CancellationRuleTest {
  private @Nullable AsyncCondition made;

  private AsyncCondition condition() {
    return requireNonNull(made);
  }

  @Override
  protected void prepare() throws Exception {
    made = asyncio.newCondition();
  }

  @Override
  protected Coroutine<Boolean> operation() {
    return coroutine(() -> {
      await(condition().enter());
      try {
        return await(condition().waiting());
      } finally {
        await(condition().exit(null, null, null));
      }
    });
  }

  @Override
  protected Awaitable<?> bareOperation() throws Exception {
    await(condition().acquire());
    return condition().waiting(); // which releases the lock
  }

  @Override
  protected void complete() throws Exception {
    await(condition().acquire());
    condition().notifyTasks();
    condition().release();
  }

  @Rule("condition.cancel.raised")
  @Test
  void aTaskIsCancelledWhileItWaits() throws Exception {
    cancelledWhileItWaits();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("condition.cancel.raised")
  @Test
  void aTaskIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    cancelledTwice();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("condition.cancel.raised")
  @Test
  void aTaskThatWasCancelledBeforeDoesNotWait() throws Exception {
    cancelledOnEntry();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("condition.cancel.before-wake")
  @Test
  void aCancelledTaskDoesNotGetTheNotification() throws Exception {
    cancelledThenAnotherGetsOn();
    trace.shouldBe("a: raises CancelledError", "b: gets on");
  }

  @Rule("condition.cancel.before-wake")
  @Test
  void aTaskThatNeverBeganDoesNotGetTheNotification() throws Exception {
    cancelledBeforeItStarts();
    trace.shouldBe("b: gets on");
  }

  @Rule("condition.cancel.before-wake")
  @Test
  void nothingIsSpentOnACancelledTask() throws Exception {
    cancelledBeforeTheWake();
    trace.shouldBeInAnyOrder("a: raises CancelledError", "b: gets on");
  }

  @Rule("condition.cancel.woken")
  @Test
  void aTaskThatIsCancelledWhenItIsNextLosesNothing() throws Exception {
    cancelledAfterTheWake();
    trace.shouldBeInAnyOrder("a: raises CancelledError", "b: gets on");
  }

  @Rule("condition.cancel.woken")
  @Test
  void soItIsWhenManyWait() throws Exception {
    cancelledAfterTheWakeOfMany();
    trace.shouldBe("a: raises CancelledError", "another gets on: true");
  }

  @Rule("condition.cancel.others")
  @Test
  void whoIsNotCancelledGetsOn() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      everySecondIsCancelledOfAny(size);
    }
    trace.shouldBe(allOf(Numbers.sizesTo(101)));
  }

  @Rule("condition.cancel.again")
  @Test
  void aTaskThatWasCancelledCanWaitAgain() throws Exception {
    cancelledAndWaitsAgain();
    trace.shouldBe("a goes on", "a: gets on");
  }

  @Rule("condition.timeout.reacquires")
  @Test
  void aTaskWhoseTimeIsUpDoesNotGetTheNotification() throws Exception {
    timesOut();
    trace.shouldBe("a: raises TimeoutException", "b: gets on");
  }

  @Rule("condition.cancel.woken")
  @Test
  void aTimeoutBeforeTheMomentLosesNothing() throws Exception {
    timesOutAtTheSameMoment(true);
    trace.shouldBe("a ended: true", "one got on");
  }

  @Rule("condition.cancel.woken")
  @Test
  void aTimeoutBehindTheMomentLosesNothing() throws Exception {
    timesOutAtTheSameMoment(false);
    trace.shouldBe("a ended: true", "one got on");
  }

  @Rule("condition.timeout.reacquires")
  @Test
  void aTaskWhoseTimeIsUpHasTheLock() throws Exception {
    inTask(() -> {
      prepare();
      startWaiting(
          "a",
          () -> {
            await(condition().acquire());
            trace.outcome("wait", () -> await(asyncio.waitFor(condition().waiting(), ticks(1))));
            return "locked " + condition().isLocked();
          });
      await(asyncio.sleep(ticks(3)));
      letOthersRun();
    });
    trace.shouldBe("wait: raises TimeoutException", "a: locked true");
  }

  @Rule("condition.cancel.reacquires")
  @Test
  void aCancelledTaskHasTheLock() throws Exception {
    inTask(() -> {
      prepare();
      Task<?> a = startWaiting("a", this::waitAndLook);
      a.cancel();
      letOthersRun();
    });
    trace.shouldBe("cancelled, locked: true", "a: released");
  }

  @Rule("condition.cancel.reacquires")
  @Test
  void aCancelledTaskWaitsForTheLock() throws Exception {
    inTask(() -> {
      prepare();
      Task<?> a = startWaiting("a", this::waitAndLook);
      await(condition().acquire());
      a.cancel();
      letOthersRun();
      trace.add("released");
      condition().release();
      letOthersRun();
    });
    trace.shouldBe("released", "cancelled, locked: true", "a: released");
  }

  @Rule("condition.cancel.reacquires")
  @At(Moment.TWICE)
  @Test
  void aTaskThatIsCancelledAgainAndAgainWaitsForTheLock() throws Exception {
    inTask(() -> {
      prepare();
      Task<?> a = startWaiting("a", this::waitAndLook);
      await(condition().acquire());
      for (int time = 0; time < 3; time++) {
        a.cancel();
        letOthersRun();
      }
      trace.add("released");
      condition().release();
      letOthersRun();
    });
    trace.shouldBe("released", "cancelled, locked: true", "a: released");
  }

  @Rule("condition.cancel.raised")
  @Test
  void aTaskIsCancelledThoughItsPredicateHasBecomeTrue() throws Exception {
    inTask(() -> {
      prepare();
      boolean[] holds = {false};
      Task<?> a =
          startWaiting(
              "a",
              () -> {
                await(condition().acquire());
                return await(condition().waitFor(() -> holds[0]));
              });
      holds[0] = true;
      a.cancel();
      letOthersRun();
    });
    trace.shouldBe("a: raises CancelledError");
  }

  private String waitAndLook() throws Exception {
    await(condition().acquire());
    try {
      await(condition().waiting());
    } catch (CancelledError cancelled) {
      trace.add("cancelled, locked: " + condition().isLocked());
    }
    condition().release();
    return "released";
  }

  @Rule("condition.cancel.reacquiring")
  @Test
  void aTaskIsCancelledWhileItWaitsForTheLockAgain() throws Exception {
    inTask(() -> {
      prepare();
      Task<?> a = startWaiting("a", this::waitAndLook);
      await(condition().acquire());
      condition().notifyTasks();
      letOthersRun();
      a.cancel();
      letOthersRun();
      trace.add("released");
      condition().release();
      letOthersRun();
    });
    trace.shouldBe("released", "cancelled, locked: true", "a: released");
  }

  @Rule("condition.cancel.woken")
  @Test
  void aTaskThatIsCancelledOnItsWayToTheLockPassesTheNotificationOn() throws Exception {
    inTask(() -> {
      prepare();
      Task<?> a = startPassing("a", this::operation);
      startPassing("b", this::operation);
      await(condition().acquire());
      condition().notifyTasks();
      letOthersRun();
      a.cancel();
      letOthersRun();
      condition().release();
      letOthersRun();
    });
    trace.shouldBeInAnyOrder("a: raises CancelledError", "b: gets on");
  }

  @Rule("condition.cancel.message")
  @Test
  void whoAwaitsACancelledTaskHearsTheMessage() throws Exception {
    cancelledWithAMessage();
    trace.shouldBe("awaiting: told why");
  }

  @Rule("condition.cancel.reacquiring-message")
  @Test
  void soItIsIfTheTaskHasToWaitForTheLockFirst() throws Exception {
    inTask(() -> {
      prepare();
      Task<?> a =
          asyncio.createTask(
              coroutine(() -> {
                await(condition().acquire());
                try {
                  return await(condition().waiting());
                } finally {
                  condition().release();
                }
              }));
      letOthersRun();
      await(condition().acquire());
      condition().notifyTasks();
      letOthersRun();
      startAwaiting(a);
      a.cancel("why");
      letOthersRun();
      condition().release();
      letOthersRun();
    });
    trace.shouldBe("awaiting: told why");
  }

  @Rule("condition.cancel.lets-go")
  @Test
  void aConditionKeepsNothingOfTheCancelled() throws Exception {
    cancelledAndCollected(1); // it has the lock for good
    trace.shouldBe("kept: nothing");
  }
}
