package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Coroutine;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.Operation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cancellations of tasks that wait for {@code gather}. Page: {@code gather.md}. */
@Operation("gather")
final class GatherWaitingTck extends WorkCancellationRuleTest {
  @Override
  protected Coroutine<?> operation() {
    return coroutine(() -> await(asyncio.gather(work(), work())));
  }

  @Override
  protected Awaitable<?> bareOperation() {
    return asyncio.gather(work(), work());
  }

  @Override
  protected List<AsyncFuture<Integer>> ownFutures() {
    return open();
  }

  @Rule("gather.cancel.raised")
  @Test
  void aTaskIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    cancelledTwice();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("gather.cancel.raised")
  @Test
  void aTaskThatWasCancelledBeforeDoesNotWait() throws Exception {
    cancelledOnEntry();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("gather.cancel.message")
  @Test
  void whoAwaitsACancelledTaskHearsTheMessage() throws Exception {
    cancelledWithAMessage();
    trace.shouldBe("awaiting: told why");
  }

  @Rule("gather.cancel.others")
  @Test
  void anotherTaskGetsOnAfterwards() throws Exception {
    cancelledThenAnotherGetsOn();
    trace.shouldBe("a: raises CancelledError", "b: gets on");
  }

  @Rule("gather.cancel.others")
  @Test
  void anotherTaskGetsOnThoughOneNeverBegan() throws Exception {
    cancelledBeforeItStarts();
    trace.shouldBe("b: gets on");
  }

  @Rule("gather.cancel.others")
  @Test
  void aCancellationAtTheMomentIsOneTasksOwn() throws Exception {
    anotherGetsOnAsOneIsCancelled();
    trace.shouldBe("b: gets on");
  }

  @Rule("gather.cancel.others")
  @Test
  void whoIsNotCancelledGetsOn() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      everySecondHasBeenCancelledOfAny(size);
    }
    trace.shouldBe(allOf(Numbers.sizesTo(101)));
  }

  @Rule("gather.cancel.others")
  @Test
  void aTimeoutInFrontOfTheMomentHoldsUpNobody() throws Exception {
    timesOutAsAllGetOn(true);
    trace.shouldBe("a ended: true", "b: gets on");
  }

  @Rule("gather.cancel.others")
  @Test
  void aTimeoutBehindTheMomentHoldsUpNobody() throws Exception {
    timesOutAsAllGetOn(false);
    trace.shouldBe("a ended: true", "b: gets on");
  }

  @Rule("gather.cancel.shared-child")
  @At(Moment.ANOTHER)
  @Test
  void anotherThatWaitsForTheSameIsToldAndItsOthersRunOn() throws Exception {
    inTask(() -> {
      prepare();
      AsyncFuture<Integer> shared = work();
      AsyncFuture<Integer> own = work();
      var a = startQuietly(() -> await(asyncio.gather(shared, work())));
      startWaiting("b", () -> await(asyncio.gather(shared, own)));
      a.cancel();
      letOthersRun();
      trace.add("its own is cancelled: " + own.isCancelled());
    });
    trace.shouldBe("b: raises CancelledError", "its own is cancelled: false");
  }

  @Rule("gather.cancel.again")
  @Test
  void aTaskThatWasCancelledCanWaitAgain() throws Exception {
    cancelledAndWaitsAgain();
    trace.shouldBe("a goes on", "a: gets on");
  }

  @Rule("gather.timeout.children-cancelled")
  @At(Moment.OUT_OF_TIME)
  @Test
  void aTimeoutCancelsWhatIsGathered() throws Exception {
    run(() -> {
      AsyncFuture<Integer> one = loop.createFuture();
      AsyncFuture<Integer> other = loop.createFuture();
      AsyncFuture<Integer> done = loop.createFuture();
      done.setResult(7);
      trace.outcome(
          "gather", () -> await(asyncio.waitFor(asyncio.gather(one, done, other), ticks(1))));
      trace.add("cancelled: " + one.isCancelled() + ", " + other.isCancelled());
      trace.outcome("what was done", done::result);
    });
    trace.shouldBe("gather: raises TimeoutException", "cancelled: true, true", "what was done: 7");
  }

  @Rule("gather.cancel.others")
  @Test
  void aTimeoutIsOneTasksOwn() throws Exception {
    timesOut();
    trace.shouldBe("a: raises TimeoutException", "b: gets on");
  }

  @Rule("gather.cancel.lets-go")
  @Test
  void whatIsWaitedForKeepsNothingOfTheCancelled() throws Exception {
    cancelledAndCollected(2);
    trace.shouldBe("kept: nothing");
  }
}
