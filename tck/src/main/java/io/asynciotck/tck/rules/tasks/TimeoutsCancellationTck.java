package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.api.Timeout;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Cancellations of tasks in a block with {@code timeout}. Page: {@code timeouts.md}. */
@Operation("timeout")
@RestsOn(Ground.CURRENT_TASK)
final class TimeoutsCancellationTck extends WorkCancellationRuleTest {
  @Override
  protected Coroutine<?> operation() {
    return waitIn(ticks(10_000));
  }

  /** Waits in a block for something. */
  private Coroutine<?> waitIn(Duration limit) {
    return coroutine(() -> {
      AsyncFuture<Integer> work = work();
      Timeout timeout = asyncio.timeout(limit);
      await(timeout.enter());
      try {
        await(work);
      } catch (Throwable raised) {
        await(timeout.exit(null, raised, null));
        throw raised;
      }
      return await(timeout.exit(null, null, null));
    });
  }

  @Rule("timeout.cancel.raised")
  @Test
  void aTaskIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    cancelledTwice();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("timeout.cancel.raised")
  @Test
  void aTaskThatWasCancelledBeforeDoesNotWait() throws Exception {
    cancelledOnEntry();
    trace.shouldBe("a: raises CancelledError");
  }

  @Rule("timeout.cancel.message")
  @Test
  void whoAwaitsACancelledTaskHearsTheMessage() throws Exception {
    cancelledWithAMessage();
    trace.shouldBe("awaiting: told why");
  }

  @Rule("timeout.cancel.disarmed")
  @At(Moment.AFTERWARDS)
  @Test
  @SuppressWarnings("NullAway") // a task runs
  void theTimeoutHasNoEffectAfterACancellation() throws Exception {
    run(() -> {
      Task<?> itself = asyncio.currentTask();
      loop.callSoon(() -> itself.cancel());
      Outcome.of(() -> await(waitIn(ticks(1))));
      trace.outcome("sleeps", () -> await(asyncio.sleep(ticks(3), "on")));
    });
    trace.shouldBe("sleeps: on");
  }

  @Rule("timeout.cancel.raised")
  @Test
  void aTaskIsCancelledBeforeItKnowsThatItCouldGoOn() throws Exception {
    cancelledAfterTheWake();
    trace.shouldBeInAnyOrder("a: raises CancelledError", "b: gets on");
  }

  @Rule("timeout.cancel.others")
  @Test
  void anotherTaskGetsOnAfterwards() throws Exception {
    cancelledThenAnotherGetsOn();
    trace.shouldBe("a: raises CancelledError", "b: gets on");
  }

  @Rule("timeout.cancel.others")
  @Test
  void anotherTaskGetsOnThoughOneNeverBegan() throws Exception {
    cancelledBeforeItStarts();
    trace.shouldBe("b: gets on");
  }

  @Rule("timeout.cancel.others")
  @Test
  void aCancellationAtTheMomentIsOneTasksOwn() throws Exception {
    anotherGetsOnAsOneIsCancelled();
    trace.shouldBe("b: gets on");
  }

  @Rule("timeout.cancel.others")
  @Test
  void whoIsNotCancelledGetsOn() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      everySecondHasBeenCancelledOfAny(size);
    }
    trace.shouldBe(allOf(Numbers.sizesTo(101)));
  }

  @Rule("timeout.cancel.again")
  @Test
  void aTaskThatWasCancelledCanWaitAgain() throws Exception {
    cancelledAndWaitsAgain();
    trace.shouldBe("a goes on", "a: gets on");
  }

  @Rule("timeout.cancel.again")
  @At(Moment.THEN_AGAIN)
  @Test
  void theTimeOfABlockBehindACancellationIsUpAsOfAnyOther() throws Exception {
    inTask(() -> {
      prepare();
      Task<?> a =
          startWaiting(
              "a",
              () -> {
                Outcome.of(() -> await(waitIn(ticks(10_000))));
                return await(waitIn(ticks(1)));
              });
      a.cancel();
      await(asyncio.sleep(ticks(3)));
      letOthersRun();
    });
    trace.shouldBe("a: raises TimeoutException");
  }
}
