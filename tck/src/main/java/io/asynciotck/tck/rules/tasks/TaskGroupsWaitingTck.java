package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.TaskGroup;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import org.junit.jupiter.api.Test;

/** Cancellations of tasks that wait at the end of a group. Page: {@code task-groups.md}. */
@Operation("the end of a TaskGroup")
@RestsOn(Ground.CURRENT_TASK)
final class TaskGroupsWaitingTck extends WorkCancellationRuleTest {
  /** Waits for something in a task of a group. */
  private Coroutine<?> group(Coroutine<?> work) {
    return coroutine(() -> {
      TaskGroup group = asyncio.newTaskGroup();
      await(group.enter());
      group.createTask(work);
      return await(group.exit(null, null, null));
    });
  }

  @Override
  protected Coroutine<?> operation() {
    return coroutine(() -> {
      AsyncFuture<Integer> work = work();
      return await(group(coroutine(() -> await(work))));
    });
  }

  @Rule("task-group.cancelled.message")
  @Test
  void whoAwaitsACancelledTaskHearsTheMessage() throws Exception {
    cancelledWithAMessage();
    trace.shouldBe("awaiting: told why");
  }

  @Rule("task-group.cancelled.others")
  @Test
  void anotherTaskGetsOnAfterwards() throws Exception {
    cancelledThenAnotherGetsOn();
    trace.shouldBe("a: raises CancelledError", "b: gets on");
  }

  @Rule("task-group.cancelled.others")
  @Test
  void anotherTaskGetsOnThoughOneNeverBegan() throws Exception {
    cancelledBeforeItStarts();
    trace.shouldBe("b: gets on");
  }

  @Rule("task-group.cancelled.others")
  @Test
  void aCancellationAtTheMomentIsOneTasksOwn() throws Exception {
    anotherGetsOnAsOneIsCancelled();
    trace.shouldBe("b: gets on");
  }

  @Rule("task-group.cancelled.others")
  @Test
  void whoIsNotCancelledGetsOn() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      everySecondHasBeenCancelledOfAny(size);
    }
    trace.shouldBe(allOf(Numbers.sizesTo(101)));
  }

  @Rule("task-group.cancelled.again")
  @Test
  void aTaskThatWasCancelledCanWaitAgain() throws Exception {
    cancelledAndWaitsAgain();
    trace.shouldBe("a goes on", "a: gets on");
  }

  @Rule("task-group.cancelled.others")
  @Test
  void aTimeoutInFrontOfTheMomentHoldsUpNobody() throws Exception {
    timesOutAsAllGetOn(true);
    trace.shouldBe("a ended: true", "b: gets on");
  }

  @Rule("task-group.cancelled.others")
  @Test
  void aTimeoutBehindTheMomentHoldsUpNobody() throws Exception {
    timesOutAsAllGetOn(false);
    trace.shouldBe("a ended: true", "b: gets on");
  }

  @Rule("task-group.timeout.cancels")
  @At(Moment.OUT_OF_TIME)
  @Test
  void aTimeoutCancelsTheTasksAndWaitsForThem() throws Exception {
    run(() -> {
      Coroutine<?> work =
          coroutine(() -> {
            try {
              await(loop.createFuture());
            } catch (CancelledError cancelled) {
              yieldOnce();
              trace.add("the task has ended");
              throw cancelled;
            }
          });
      trace.outcome("group", () -> await(asyncio.waitFor(group(work), ticks(1))));
    });
    trace.shouldBe("the task has ended", "group: raises TimeoutException");
  }

  @Rule("task-group.timeout.cancels")
  @Test
  void aTimeoutIsOneTasksOwn() throws Exception {
    timesOut();
    trace.shouldBe("a: raises TimeoutException", "b: gets on");
  }
}
