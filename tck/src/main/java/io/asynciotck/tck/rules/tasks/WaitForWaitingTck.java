package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.rules.waiting.CancellationRuleTest;
import org.junit.jupiter.api.Test;

/** Cancellations of tasks that wait in {@code wait_for}. Page: {@code wait-for.md}. */
@Operation("wait_for")
final class WaitForWaitingTck extends CancellationRuleTest {

  @Override
  protected void prepare() {}

  @Override
  protected Coroutine<?> operation() {
    return coroutine(() -> await(asyncio.waitFor(loop.createFuture(), ticks(10_000))));
  }

  @Override
  protected void complete() {}

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
}
