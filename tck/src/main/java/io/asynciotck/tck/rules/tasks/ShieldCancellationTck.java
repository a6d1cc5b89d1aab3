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

/** Cancellations of tasks that wait for what is protected. Page: {@code shield.md}. */
@Operation("shield")
final class ShieldCancellationTck extends CancellationRuleTest {
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
    return coroutine(() -> await(asyncio.shield(work())));
  }

  @Override
  protected Awaitable<?> bareOperation() {
    return asyncio.shield(work());
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

  @Rule("shield.cancel.caller")
  @Test
  void aTaskIsCancelledWhileItWaits() throws Exception {
    cancelledWhileItWaits();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("shield.cancel.caller")
  @Test
  void aTaskIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    cancelledTwice();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("shield.cancel.caller")
  @Test
  void aTaskThatWasCancelledBeforeDoesNotWait() throws Exception {
    cancelledOnEntry();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("shield.cancel.woken")
  @Test
  void aTaskIsCancelledBeforeItKnowsThatItCouldGoOn() throws Exception {
    cancelledAfterTheWake();
    trace.shouldBeInAnyOrder("a: raises CancelledError", "b: gets on");
  }

  @Rule("shield.cancel.woken")
  @Test
  void aTaskIsCancelledBehindAnotherThatCouldGoOn() throws Exception {
    cancelledBehindTheWoken();
    trace.shouldBeInAnyOrder("a: gets on", "b: raises CancelledError", "c: gets on");
  }

  @Rule("shield.cancel.others-wait")
  @Test
  void anotherTaskGetsOnAfterwards() throws Exception {
    cancelledThenAnotherGetsOn();
    trace.shouldBe("a: raises CancelledError", "b: gets on");
  }

  @Rule("shield.cancel.others-wait")
  @Test
  void anotherTaskGetsOnThoughOneNeverBegan() throws Exception {
    cancelledBeforeItStarts();
    trace.shouldBe("b: gets on");
  }

  @Rule("shield.cancel.others-wait")
  @Test
  void aCancellationAtTheMomentIsOneTasksOwn() throws Exception {
    cancelledBeforeTheWake();
    trace.shouldBeInAnyOrder("a: raises CancelledError", "b: gets on");
  }

  @Rule("shield.cancel.others-wait")
  @Test
  void whoIsNotCancelledGetsOn() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      everySecondIsCancelledOfAny(size);
    }
    trace.shouldBe(allOf(Numbers.sizesTo(101)));
  }

  @Rule("shield.cancel.again")
  @Test
  void aTaskThatWasCancelledCanWaitAgain() throws Exception {
    cancelledAndWaitsAgain();
    trace.shouldBe("a goes on", "a: gets on");
  }

  @Rule("shield.timeout.inner-runs-on")
  @Test
  void aTimeoutIsOneTasksOwn() throws Exception {
    timesOut();
    trace.shouldBe("a: raises TimeoutException", "b: gets on");
  }

  @Rule("shield.timeout.inner-runs-on")
  @Test
  void aTimeoutInFrontOfTheMomentHoldsUpNobody() throws Exception {
    timesOutAsAllGetOn(true);
    trace.shouldBe("a ended: true", "b: gets on");
  }

  @Rule("shield.timeout.inner-runs-on")
  @Test
  void aTimeoutBehindTheMomentHoldsUpNobody() throws Exception {
    timesOutAsAllGetOn(false);
    trace.shouldBe("a ended: true", "b: gets on");
  }

  @Rule("shield.cancel.message")
  @Test
  void whoAwaitsACancelledTaskHearsTheMessage() throws Exception {
    cancelledWithAMessage();
    trace.shouldBe("awaiting: told why");
  }

  @Rule("shield.cancel.lets-go")
  @Test
  void whatIsProtectedKeepsNothingOfTheCancelled() throws Exception {
    cancelledAndCollected(2);
    trace.shouldBe("kept: nothing");
  }
}
