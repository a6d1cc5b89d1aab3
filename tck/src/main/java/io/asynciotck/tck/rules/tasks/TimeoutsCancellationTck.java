package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.api.Timeout;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.rules.waiting.CancellationRuleTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Cancellations of tasks in a block with {@code timeout}. Page: {@code timeouts.md}. */
@Operation("timeout")
final class TimeoutsCancellationTck extends CancellationRuleTest {

  @Override
  protected void prepare() {}

  @Override
  protected Coroutine<?> operation() {
    return waitIn(ticks(10_000));
  }

  /** Waits in a block for something that does not come. */
  private Coroutine<?> waitIn(Duration limit) {
    AsyncFuture<Integer> never = loop.createFuture();
    return coroutine(() -> {
      Timeout timeout = asyncio.timeout(limit);
      await(timeout.enter());
      try {
        return await(never);
      } catch (Throwable raised) {
        await(timeout.exit(null, raised, null));
        throw raised;
      }
    });
  }

  @Override
  protected void complete() {}

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
}
