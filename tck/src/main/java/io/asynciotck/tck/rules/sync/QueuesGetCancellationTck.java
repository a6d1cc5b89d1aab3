package io.asynciotck.tck.rules.sync;

import static java.util.Objects.requireNonNull;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.api.sync.AsyncQueue;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import io.asynciotck.tck.rules.waiting.CancellationRuleTest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cancellations of tasks that wait for an item. Page: {@code queues.md}. */
@Operation("Queue.get")
@RestsOn(Ground.QUEUE_GET)
final class QueuesGetCancellationTck extends CancellationRuleTest {
  private @Nullable AsyncQueue made;

  private AsyncQueue queue() {
    return requireNonNull(made);
  }

  @Override
  protected void prepare() {
    made = asyncio.newQueue();
  }

  @Override
  protected Coroutine<@Nullable Object> operation() {
    return queue().get();
  }

  @Override
  protected void complete() {
    queue().putNowait("item");
  }

  @Rule("queue.cancelled-get.raised")
  @Test
  void aTaskIsCancelledWhileItWaits() throws Exception {
    cancelledWhileItWaits();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("queue.cancelled-get.raised")
  @Test
  void aTaskIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    cancelledTwice();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("queue.cancelled-get.raised")
  @Test
  void aTaskThatWasCancelledBeforeDoesNotWait() throws Exception {
    cancelledOnEntry();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("queue.cancelled-get.leaves")
  @Test
  void aCancelledTaskDoesNotGetTheItem() throws Exception {
    cancelledThenAnotherGetsOn();
    trace.shouldBe("a: raises CancelledError", "b: gets on");
  }

  @Rule("queue.cancelled-get.leaves")
  @Test
  void aTaskThatNeverBeganDoesNotGetTheItem() throws Exception {
    cancelledBeforeItStarts();
    trace.shouldBe("b: gets on");
  }

  @Rule("queue.cancelled-get.before-wake")
  @Test
  void nothingIsSpentOnACancelledTask() throws Exception {
    cancelledBeforeTheWake();
    trace.shouldBeInAnyOrder("a: raises CancelledError", "b: gets on");
  }

  @Rule("queue.cancelled-get.woken")
  @Test
  void aTaskThatIsCancelledWhenItIsNextLosesNothing() throws Exception {
    cancelledAfterTheWake();
    trace.shouldBeInAnyOrder("a: raises CancelledError", "b: gets on");
  }

  @Rule("queue.cancelled-get.woken")
  @Test
  void soItIsWhenManyWait() throws Exception {
    cancelledAfterTheWakeOfMany();
    trace.shouldBe("a: raises CancelledError", "another gets on: true");
  }

  @Rule("queue.cancelled-get.others")
  @Test
  void whoIsNotCancelledGetsOn() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      everySecondIsCancelledOfAny(size);
    }
    trace.shouldBe(allOf(Numbers.sizesTo(101)));
  }

  @Rule("queue.cancelled-get.again")
  @Test
  void aTaskThatWasCancelledCanWaitAgain() throws Exception {
    cancelledAndWaitsAgain();
    trace.shouldBe("a goes on", "a: gets on");
  }

  @Rule("queue.cancelled-get.timeout")
  @Test
  void aTaskWhoseTimeIsUpDoesNotGetTheItem() throws Exception {
    timesOut();
    trace.shouldBe("a: raises TimeoutException", "b: gets on");
  }

  @Rule("queue.cancelled-get.timeout")
  @Test
  void aTimeoutBeforeTheMomentLosesNothing() throws Exception {
    timesOutAtTheSameMoment(true);
    trace.shouldBe("a ended: true", "one got on");
  }

  @Rule("queue.cancelled-get.timeout")
  @Test
  void aTimeoutBehindTheMomentLosesNothing() throws Exception {
    timesOutAtTheSameMoment(false);
    trace.shouldBe("a ended: true", "one got on");
  }

  @Rule("queue.cancelled-get.leaves")
  @Test
  void anItemForWhichAllAreCancelledStays() throws Exception {
    cancelledWhileItWaits();
    queue().putNowait("item");
    trace.add("items: " + queue().qsize());
    trace.shouldBe("a: raises CancelledError", "items: 1");
  }

  @Rule("queue.items.not-lost")
  @Test
  void eachItemGoesToOneTaskOrStays() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      inTask(() -> {
        AsyncQueue queue = asyncio.newQueue();
        List<@Nullable Object> taken = new ArrayList<>();
        List<Task<?>> getting = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          for (int each = 0; each < 2; each++) {
            getting.add(startQuietly(() -> taken.add(await(queue.get()))));
          }
          for (int turn = 0; turn < i % 4; turn++) {
            yieldOnce();
          }
          queue.putNowait(i);
          if (i % 3 != 0) {
            getting.stream().filter(task -> !task.isDone()).findFirst().ifPresent(Task::cancel);
          }
        }
        letOthersRunUntil(queue::isEmpty, size);
        letOthersRun();
        while (!queue.isEmpty()) {
          taken.add(queue.getNowait());
        }
        trace.add(size + ": " + taken.stream().distinct().count() + " of " + taken.size());
      });
    }
    trace.shouldBe(
        Numbers.sizesTo(101).stream()
            .map(size -> "%d: %d of %d".formatted(size, size, size))
            .toArray(String[]::new));
  }

  @Rule("queue.cancelled-get.message")
  @Test
  void whoAwaitsACancelledTaskHearsTheMessage() throws Exception {
    cancelledWithAMessage();
    trace.shouldBe("awaiting: told why");
  }

  @Rule("queue.cancelled-get.taken-back")
  @RestsOn(Ground.UNCANCEL)
  @Test
  void aRequestThatIsTakenBackBeforeTheWaitHasNoEffect() throws Exception {
    takenBackOnEntry();
    trace.shouldBe("a: gets on");
  }

  @Rule("queue.cancelled-get.taken-back")
  @RestsOn(Ground.UNCANCEL)
  @Test
  void aRequestThatIsTakenBackFromAWokenTaskHasNoEffect() throws Exception {
    takenBackAfterTheWake();
    trace.shouldBe("a: gets on");
  }

  @Rule("queue.cancelled-get.taken-back")
  @RestsOn(Ground.UNCANCEL)
  @Test
  void aRequestThatIsTakenBackAtOnceLosesNothing() throws Exception {
    takenBackWhileItWaits();
    trace.shouldBe("one got on");
  }

  @Rule("queue.cancelled-get.lets-go")
  @Test
  void aQueueKeepsNothingOfTheCancelled() throws Exception {
    cancelledAndCollected(2);
    trace.shouldBe("kept: nothing");
  }
}
