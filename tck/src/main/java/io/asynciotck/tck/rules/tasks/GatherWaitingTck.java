package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.Coroutine;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.rules.waiting.CancellationRuleTest;
import org.junit.jupiter.api.Test;

/** Cancellations of tasks that wait for {@code gather}. Page: {@code gather.md}. */
@Operation("gather")
final class GatherWaitingTck extends CancellationRuleTest {

  @Override
  protected void prepare() {}

  @Override
  protected Coroutine<?> operation() {
    return coroutine(() -> await(asyncio.gather(loop.createFuture(), loop.createFuture())));
  }

  @Override
  protected void complete() {}

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
}
