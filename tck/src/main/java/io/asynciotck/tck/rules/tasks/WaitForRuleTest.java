package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.CoroutineBody;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RuleTest;
import java.time.Duration;

/** What the tests of {@code wait_for} share. */
abstract class WaitForRuleTest extends RuleTest {

  /** More than any loop needs to begin what a task waits for. */
  private static final int TURNS = 30;

  /** Enough time that it does not run out, however slow the machine. */
  final Duration plenty() {
    return ticks(10_000);
  }

  /**
   * Does something when what was begun has come to wait. Until then the loop always has something
   * to do: the time of some loops passes as soon as they have nothing.
   */
  final void afterSomeTurns(Runnable action) {
    afterTurns(TURNS, action);
  }

  private void afterTurns(int left, Runnable action) {
    loop.callSoon(left == 0 ? action : () -> afterTurns(left - 1, action));
  }

  /** Records what a wait gives. */
  final void waitFor(Awaitable<?> awaitable, Duration timeout) {
    trace.outcome("wait_for", () -> await(asyncio.waitFor(awaitable, timeout)));
  }

  /** Records when a wait is over, however it ended. */
  final void waitQuietly(Awaitable<?> awaitable, Duration timeout) {
    Outcome.of(() -> await(asyncio.waitFor(awaitable, timeout)));
    trace.add("wait is over");
  }

  /** A coroutine that waits until it is cancelled, and then ends as the answer does. */
  final Coroutine<Integer> answering(CoroutineBody<Integer> answer) {
    return answering(loop.createFuture(), answer);
  }

  final Coroutine<Integer> answering(AsyncFuture<Boolean> waiting, CoroutineBody<Integer> answer) {
    return coroutine(() -> {
      waiting.setResult(true);
      try {
        return await(loop.<Integer>createFuture());
      } catch (CancelledError cancelled) {
        trace.add("cancelled");
        return answer.run();
      }
    });
  }

  /** Takes its time, and lets the cancellation pass. */
  final int cleanUpAndGiveIn() throws Exception {
    yieldOnce();
    await(asyncio.sleep(ticks(1)));
    trace.add("cleaned up");
    throw new CancelledError();
  }
}
