package io.asynciotck.tck.rules.sync;

import static java.util.Objects.requireNonNull;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.sync.AsyncQueue;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import io.asynciotck.tck.rules.waiting.CancellationRuleTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cancellations of tasks that wait for room. Page: {@code queues.md}. */
@Operation("Queue.put")
@RestsOn(Ground.QUEUE_PUT)
final class QueuesPutCancellationTck extends CancellationRuleTest {
  private @Nullable AsyncQueue made;

  private AsyncQueue queue() {
    return requireNonNull(made);
  }

  @Override
  protected void prepare() {
    made = asyncio.newQueue(1);
    queue().putNowait("first");
  }

  @Override
  protected Coroutine<@Nullable Object> operation() {
    return queue().put("item");
  }

  @Override
  protected void complete() {
    queue().getNowait();
  }

  @Rule("queue.cancelled-put.raised")
  @Test
  void aTaskIsCancelledWhileItWaits() throws Exception {
    cancelledWhileItWaits();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("queue.cancelled-put.raised")
  @Test
  void aTaskIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    cancelledTwice();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("queue.cancelled-put.raised")
  @Test
  void aTaskThatWasCancelledBeforeDoesNotWait() throws Exception {
    cancelledOnEntry();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("queue.cancelled-put.leaves")
  @Test
  void aCancelledTaskDoesNotGetTheRoom() throws Exception {
    cancelledThenAnotherGetsOn();
    trace.shouldBe("a: raises CancelledError", "b: gets on");
  }

  @Rule("queue.cancelled-put.leaves")
  @Test
  void aTaskThatNeverBeganDoesNotGetTheRoom() throws Exception {
    cancelledBeforeItStarts();
    trace.shouldBe("b: gets on");
  }

  @Rule("queue.cancelled-put.before-wake")
  @Test
  void nothingIsSpentOnACancelledTask() throws Exception {
    cancelledBeforeTheWake();
    trace.shouldBeInAnyOrder("a: raises CancelledError", "b: gets on");
  }

  @Rule("queue.cancelled-put.woken")
  @Test
  void aTaskThatIsCancelledWhenItIsNextLosesNothing() throws Exception {
    cancelledAfterTheWake();
    trace.shouldBeInAnyOrder("a: raises CancelledError", "b: gets on");
  }

  @Rule("queue.cancelled-put.woken")
  @Test
  void soItIsWhenManyWait() throws Exception {
    cancelledAfterTheWakeOfMany();
    trace.shouldBe("a: raises CancelledError", "another gets on: true");
  }

  @Rule("queue.cancelled-put.others")
  @Test
  void whoIsNotCancelledGetsOn() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      everySecondIsCancelledOfAny(size);
    }
    trace.shouldBe(allOf(Numbers.sizesTo(101)));
  }

  @Rule("queue.cancelled-put.again")
  @Test
  void aTaskThatWasCancelledCanWaitAgain() throws Exception {
    cancelledAndWaitsAgain();
    trace.shouldBe("a goes on", "a: gets on");
  }

  @Rule("queue.cancelled-put.timeout")
  @Test
  void aTaskWhoseTimeIsUpDoesNotGetTheRoom() throws Exception {
    timesOut();
    trace.shouldBe("a: raises TimeoutException", "b: gets on");
  }

  @Rule("queue.cancelled-put.timeout")
  @Test
  void aTimeoutBeforeTheMomentLosesNothing() throws Exception {
    timesOutAtTheSameMoment(true);
    trace.shouldBe("a ended: true", "one got on");
  }

  @Rule("queue.cancelled-put.timeout")
  @Test
  void aTimeoutBehindTheMomentLosesNothing() throws Exception {
    timesOutAtTheSameMoment(false);
    trace.shouldBe("a ended: true", "one got on");
  }

  @Rule("queue.cancelled-put.leaves")
  @Test
  void theItemOfACancelledTaskIsNotAdded() throws Exception {
    cancelledWhileItWaits();
    queue().getNowait();
    inTask(this::letOthersRun);
    trace.add("items: " + queue().qsize());
    trace.shouldBe("a: raises CancelledError", "items: 0");
  }

  @Rule("queue.cancelled-put.message")
  @Test
  void whoAwaitsACancelledTaskHearsTheMessage() throws Exception {
    cancelledWithAMessage();
    trace.shouldBe("awaiting: told why");
  }

  @Rule("queue.cancelled-put.taken-back")
  @RestsOn(Ground.UNCANCEL)
  @Test
  void aRequestThatIsTakenBackBeforeTheWaitHasNoEffect() throws Exception {
    takenBackOnEntry();
    trace.shouldBe("a: gets on");
  }

  @Rule("queue.cancelled-put.taken-back")
  @RestsOn(Ground.UNCANCEL)
  @Test
  void aRequestThatIsTakenBackFromAWokenTaskHasNoEffect() throws Exception {
    takenBackAfterTheWake();
    trace.shouldBe("a: gets on");
  }

  @Rule("queue.cancelled-put.taken-back")
  @RestsOn(Ground.UNCANCEL)
  @Test
  void aRequestThatIsTakenBackAtOnceLosesNothing() throws Exception {
    takenBackWhileItWaits();
    trace.shouldBe("one got on");
  }

  @Rule("queue.cancelled-put.lets-go")
  @Test
  void aQueueKeepsNothingOfTheCancelled() throws Exception {
    cancelledAndCollected(2);
    trace.shouldBe("kept: nothing");
  }
}
