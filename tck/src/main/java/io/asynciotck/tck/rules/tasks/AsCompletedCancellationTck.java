package io.asynciotck.tck.rules.tasks;

import static java.util.Objects.requireNonNull;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Coroutine;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.rules.waiting.CancellationRuleTest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Cancellations of tasks that wait for the next result. Page: {@code as-completed.md}. */
@Operation("as_completed")
final class AsCompletedCancellationTck extends CancellationRuleTest {
  private @Nullable AsyncFuture<Integer> made;

  private AsyncFuture<Integer> work() {
    return requireNonNull(made);
  }

  @Override
  protected void prepare() {
    made = loop.createFuture();
  }

  @Override
  protected Coroutine<?> operation() {
    return coroutine(() -> await(asyncio.asCompleted(List.of(work())).plainIterator().next()));
  }

  @Override
  protected Awaitable<?> bareOperation() {
    return asyncio.asCompleted(List.of(work())).plainIterator().next();
  }

  @Override
  protected List<AsyncFuture<Integer>> ownFutures() {
    return List.of(work());
  }

  @Override
  protected void complete() {
    if (!work().isDone()) {
      work().setResult(7);
    }
  }

  @Rule("as-completed.cancel.raised")
  @Test
  void aTaskIsCancelledWhileItWaits() throws Exception {
    cancelledWhileItWaits();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("as-completed.cancel.raised")
  @Test
  void aTaskIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    cancelledTwice();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("as-completed.cancel.raised")
  @Test
  void aTaskThatWasCancelledBeforeDoesNotWait() throws Exception {
    cancelledOnEntry();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("as-completed.cancel.message")
  @Test
  void whoAwaitsACancelledTaskHearsTheMessage() throws Exception {
    cancelledWithAMessage();
    trace.shouldBe("awaiting: told why");
  }

  @Rule("as-completed.cancel.woken")
  @Test
  void aTaskIsCancelledBeforeItKnowsThatItCouldGoOn() throws Exception {
    cancelledAfterTheWake();
    trace.shouldBeInAnyOrder("a: raises CancelledError", "b: gets on");
  }

  @Rule("as-completed.cancel.woken")
  @Test
  void aTaskIsCancelledBehindAnotherThatCouldGoOn() throws Exception {
    cancelledBehindTheWoken();
    trace.shouldBeInAnyOrder("a: gets on", "b: raises CancelledError", "c: gets on");
  }

  @Rule("as-completed.cancel.others-run")
  @Test
  void anotherTaskGetsOnAfterwards() throws Exception {
    cancelledThenAnotherGetsOn();
    trace.shouldBe("a: raises CancelledError", "b: gets on");
  }

  @Rule("as-completed.cancel.others-run")
  @Test
  void anotherTaskGetsOnThoughOneNeverBegan() throws Exception {
    cancelledBeforeItStarts();
    trace.shouldBe("b: gets on");
  }

  @Rule("as-completed.cancel.others-run")
  @Test
  void aCancellationAtTheMomentIsOneTasksOwn() throws Exception {
    cancelledBeforeTheWake();
    trace.shouldBeInAnyOrder("a: raises CancelledError", "b: gets on");
  }

  @Rule("as-completed.cancel.others-run")
  @Test
  void whoIsNotCancelledGetsOn() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      everySecondIsCancelledOfAny(size);
    }
    trace.shouldBe(allOf(Numbers.sizesTo(101)));
  }

  @Rule("as-completed.cancel.others-run")
  @Test
  void aTaskThatWasCancelledCanWaitAgain() throws Exception {
    cancelledAndWaitsAgain();
    trace.shouldBe("a goes on", "a: gets on");
  }

  @Rule("as-completed.cancel.others-run")
  @Test
  void aTimeoutIsOneTasksOwn() throws Exception {
    timesOut();
    trace.shouldBe("a: raises TimeoutException", "b: gets on");
  }

  @Rule("as-completed.cancel.others-run")
  @Test
  void aTimeoutInFrontOfTheMomentHoldsUpNobody() throws Exception {
    timesOutAsAllGetOn(true);
    trace.shouldBe("a ended: true", "b: gets on");
  }

  @Rule("as-completed.cancel.others-run")
  @Test
  void aTimeoutBehindTheMomentHoldsUpNobody() throws Exception {
    timesOutAsAllGetOn(false);
    trace.shouldBe("a ended: true", "b: gets on");
  }

  @Rule("as-completed.cancel.lets-go")
  @Test
  void whatIsWaitedForKeepsNothingOfTheCancelled() throws Exception {
    cancelledAndCollected(2);
    trace.shouldBe("kept: nothing");
  }
}
