package io.asynciotck.tck.rules.sync;

import static java.util.Objects.requireNonNull;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.sync.AsyncQueue;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import io.asynciotck.tck.rules.waiting.CancellationRuleTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cancellations of tasks that wait for work. Page: {@code queues.md}. */
@Operation("Queue.join")
@RestsOn(Ground.QUEUE_JOIN)
final class QueuesJoinCancellationTck extends CancellationRuleTest {
  private @Nullable AsyncQueue made;

  private AsyncQueue queue() {
    return requireNonNull(made);
  }

  @Override
  protected void prepare() {
    made = asyncio.newQueue();
    queue().putNowait("work");
  }

  @Override
  protected Coroutine<@Nullable Object> operation() {
    return queue().join();
  }

  @Override
  protected void complete() {
    queue().taskDone();
  }

  @Rule("queue.cancelled-join.raised")
  @Test
  void aTaskIsCancelledWhileItWaits() throws Exception {
    cancelledWhileItWaits();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("queue.cancelled-join.raised")
  @Test
  void aTaskIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    cancelledTwice();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("queue.cancelled-join.raised")
  @Test
  void aTaskThatWasCancelledBeforeDoesNotWait() throws Exception {
    cancelledOnEntry();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("queue.cancelled-join.others")
  @Test
  void aCancelledTaskDoesNotGetTheWork() throws Exception {
    cancelledThenAnotherGetsOn();
    trace.shouldBe("a: raises CancelledError", "b: gets on");
  }

  @Rule("queue.cancelled-join.others")
  @Test
  void aTaskThatNeverBeganDoesNotGetTheWork() throws Exception {
    cancelledBeforeItStarts();
    trace.shouldBe("b: gets on");
  }

  @Rule("queue.cancelled-join.others")
  @Test
  void nothingIsSpentOnACancelledTask() throws Exception {
    cancelledBeforeTheWake();
    trace.shouldBeInAnyOrder("a: raises CancelledError", "b: gets on");
  }

  @Rule("queue.cancelled-join.others")
  @Test
  void aTaskThatIsCancelledWhenItIsNextLosesNothing() throws Exception {
    cancelledAfterTheWake();
    trace.shouldBeInAnyOrder("a: raises CancelledError", "b: gets on");
  }

  @Rule("queue.cancelled-join.timeout")
  @Test
  void aTaskThatWasCancelledCanWaitAgain() throws Exception {
    cancelledAndWaitsAgain();
    trace.shouldBe("a goes on", "a: gets on");
  }

  @Rule("queue.cancelled-join.timeout")
  @Test
  void aTaskWhoseTimeIsUpDoesNotGetTheWork() throws Exception {
    timesOut();
    trace.shouldBe("a: raises TimeoutException", "b: gets on");
  }

  @Rule("queue.cancelled-join.message")
  @Test
  void whoAwaitsACancelledTaskHearsTheMessage() throws Exception {
    cancelledWithAMessage();
    trace.shouldBe("awaiting: told why");
  }

  @Rule("queue.cancelled-join.taken-back")
  @RestsOn(Ground.UNCANCEL)
  @Test
  void aRequestThatIsTakenBackBeforeTheWaitHasNoEffect() throws Exception {
    takenBackOnEntry();
    trace.shouldBe("a: gets on");
  }

  @Rule("queue.cancelled-join.taken-back")
  @RestsOn(Ground.UNCANCEL)
  @Test
  void aRequestThatIsTakenBackFromAWokenTaskHasNoEffect() throws Exception {
    takenBackAfterTheWake();
    trace.shouldBe("a: gets on");
  }

  @Rule("queue.cancelled-join.taken-back")
  @RestsOn(Ground.UNCANCEL)
  @Test
  void aRequestThatIsTakenBackAtOnceLosesNothing() throws Exception {
    takenBackAsAllGetOn();
    trace.shouldBe("b: gets on");
  }

  @Rule("queue.cancelled-join.timeout")
  @Test
  void aTimeoutInFrontOfTheMomentHoldsUpNobody() throws Exception {
    timesOutAsAllGetOn(true);
    trace.shouldBe("a ended: true", "b: gets on");
  }

  @Rule("queue.cancelled-join.timeout")
  @Test
  void aTimeoutBehindTheMomentHoldsUpNobody() throws Exception {
    timesOutAsAllGetOn(false);
    trace.shouldBe("a ended: true", "b: gets on");
  }

  @Rule("queue.cancelled-join.others")
  @Test
  void whoIsNotCancelledGetsOn() throws Exception {
    cancelledBehindTheWoken();
    trace.shouldBeInAnyOrder("a: gets on", "b: raises CancelledError", "c: gets on");
  }

  @Rule("queue.cancelled-join.lets-go")
  @Test
  void aQueueKeepsNothingOfTheCancelled() throws Exception {
    cancelledAndCollected(2);
    trace.shouldBe("kept: nothing");
  }
}
