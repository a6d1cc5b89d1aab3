package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cancellations of tasks that wait in {@code wait_for}. Page: {@code wait-for.md}. */
@Operation("wait_for")
@RestsOn(Ground.CURRENT_TASK)
final class WaitForWaitingTck extends WorkCancellationRuleTest {
  @Override
  protected Coroutine<?> operation() {
    return coroutine(() -> await(bareOperation()));
  }

  @Override
  protected Awaitable<?> bareOperation() {
    return asyncio.waitFor(work(), ticks(10_000));
  }

  @Override
  protected List<AsyncFuture<Integer>> ownFutures() {
    return open();
  }

  @Rule("wait-for.cancel.raised")
  @Test
  void aTaskIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    cancelledTwice();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("wait-for.cancel.raised")
  @Test
  void aTaskThatWasCancelledBeforeDoesNotWait() throws Exception {
    cancelledOnEntry();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("wait-for.cancel.message")
  @Test
  void whoAwaitsACancelledTaskHearsTheMessage() throws Exception {
    cancelledWithAMessage();
    trace.shouldBe("awaiting: told why");
  }

  @Rule("wait-for.timeout.disarmed")
  @At(Moment.AFTERWARDS)
  @Test
  @SuppressWarnings("NullAway") // a task runs
  void theTimeoutHasNoEffectAfterACancellation() throws Exception {
    run(() -> {
      Task<?> itself = asyncio.currentTask();
      loop.callSoon(() -> itself.cancel());
      Outcome.of(() -> await(asyncio.waitFor(loop.createFuture(), ticks(1))));
      trace.outcome("sleeps", () -> await(asyncio.sleep(ticks(3), "on")));
    });
    trace.shouldBe("sleeps: on");
  }

  @Rule("wait-for.cancel.others")
  @Test
  void anotherTaskGetsOnAfterwards() throws Exception {
    cancelledThenAnotherGetsOn();
    trace.shouldBe("a: raises CancelledError", "b: gets on");
  }

  @Rule("wait-for.cancel.others")
  @Test
  void anotherTaskGetsOnThoughOneNeverBegan() throws Exception {
    cancelledBeforeItStarts();
    trace.shouldBe("b: gets on");
  }

  @Rule("wait-for.cancel.others")
  @Test
  void aCancellationAtTheMomentIsOneTasksOwn() throws Exception {
    anotherGetsOnAsOneIsCancelled();
    trace.shouldBe("b: gets on");
  }

  @Rule("wait-for.cancel.others")
  @Test
  void whoIsNotCancelledGetsOn() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      everySecondHasBeenCancelledOfAny(size);
    }
    trace.shouldBe(allOf(Numbers.sizesTo(101)));
  }

  @Rule("wait-for.cancel.again")
  @Test
  void aTaskThatWasCancelledCanWaitAgain() throws Exception {
    cancelledAndWaitsAgain();
    trace.shouldBe("a goes on", "a: gets on");
  }

  @Rule("wait-for.cancel.lets-go")
  @Test
  void theLoopKeepsNothingOfTheCancelled() throws Exception {
    cancelledAndCollected(2);
    trace.shouldBe("kept: nothing");
  }
}
