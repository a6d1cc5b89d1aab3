package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What cancels a {@code wait_for}, and its races. Page: {@code wait-for.md}. */
@Operation("wait_for")
@RestsOn(Ground.CURRENT_TASK)
final class WaitForCancellationTck extends WaitForRuleTest {

  // Cancelling the wait

  @Rule("wait-for.cancel.awaitable-cancelled")
  @At(Moment.WHILE_IT_WAITS)
  @Test
  void cancellingTheWaitCancelsTheFuture() throws Exception {
    AsyncFuture<Integer> future = loop.createFuture();
    cancelQuietly(future);
    trace.outcome("future cancelled", future::isCancelled);
    trace.shouldBe("wait is over", "future cancelled: true");
  }

  @Rule("wait-for.cancel.awaitable-cancelled")
  @At(Moment.WHILE_IT_WAITS)
  @Test
  void cancellingTheWaitCancelsTheCoroutine() throws Exception {
    cancelQuietly(
        answering(() -> {
          throw new CancelledError();
        }));
    trace.shouldBe("cancelled", "wait is over");
  }

  @Rule("wait-for.cancel.raised")
  @At(Moment.WHILE_IT_WAITS)
  @Test
  void theWaitRaisesItsCancellation() throws Exception {
    cancelAWaitFor(loop.createFuture());
    trace.shouldBe("wait_for: raises CancelledError");
  }

  @Rule("wait-for.cancel.waits")
  @At(Moment.WHILE_IT_WAITS)
  @Test
  void aCancelledWaitWaitsForTheCleanUp() throws Exception {
    cancelQuietly(answering(this::cleanUpAndGiveIn));
    trace.shouldBe("cancelled", "cleaned up", "wait is over");
  }

  @Rule("wait-for.cancel.value-returned")
  @At(Moment.WHILE_IT_WAITS)
  @Test
  void aResultAfterTheCancellationIsReturned() throws Exception {
    cancelAWaitFor(answering(() -> 7));
    trace.shouldBe("cancelled", "wait_for: 7");
  }

  @Rule("wait-for.cancel.value-dropped")
  @At(Moment.WHILE_IT_WAITS)
  @Test
  void aResultAfterTheCancellationIsLost() throws Exception {
    cancelAWaitFor(answering(() -> 7));
    trace.shouldBe("cancelled", "wait_for: raises CancelledError");
  }

  @Rule("wait-for.cancel.exception-propagated")
  @At(Moment.WHILE_IT_WAITS)
  @Test
  void anExceptionAfterTheCancellationIsRaised() throws Exception {
    cancelAWaitFor(
        answering(() -> {
          throw new Boom("clean-up");
        }));
    trace.shouldBe("cancelled", "wait_for: raises Boom(clean-up)");
  }

  @Rule("wait-for.cancel.exception-dropped")
  @At(Moment.WHILE_IT_WAITS)
  @Test
  void anExceptionAfterTheCancellationIsLost() throws Exception {
    cancelAWaitFor(
        answering(() -> {
          throw new Boom("clean-up");
        }));
    trace.shouldBe("cancelled", "wait_for: raises CancelledError");
  }

  // Races

  @Rule("wait-for.race.cancel-kept")
  @RestsOn(Ground.TASK_CANCEL_LOST)
  @At(Moment.AFTER_THE_WAKE)
  @Test
  void aCancellationAfterTheResultIsDelivered() throws Exception {
    cancelASettledWaitFor();
    trace.shouldBe("wait_for: raises CancelledError");
  }

  private void cancelASettledWaitFor() throws Exception {
    AsyncFuture<Integer> future = loop.createFuture();
    Task<?> waiting = waitingFor(future);
    afterSomeTurns(() -> {
      future.setResult(7);
      waiting.cancel();
    });
    trace.outcome("wait_for", () -> loop.runUntilComplete(waiting));
  }

  @Rule("wait-for.race.completed-first")
  @At(Moment.OUT_OF_TIME_AT_THE_MOMENT)
  @Test
  void aResultInAnEarlierIterationIsReturned() throws Exception {
    AsyncFuture<Integer> future = loop.createFuture();
    Task<?> waiting = begin(future, ticks(2));
    loop.callSoon(() -> settleInTimeAndBlock(future));
    trace.outcome("wait_for", () -> loop.runUntilComplete(waiting));
    trace.shouldBeOneOf(List.of("wait_for: 7"), tooLate());
  }

  private void settleInTimeAndBlock(AsyncFuture<Integer> future) {
    settle(future);
    bench.blockFor(4);
  }

  @Rule("wait-for.race.same-iteration")
  @At(Moment.OUT_OF_TIME_AT_THE_MOMENT)
  @Test
  void aResultInTheSameIterationMayWinOrLose() throws Exception {
    settleAsTheTimePasses();
    trace.shouldBeOneOf(
        List.of("wait_for: 7"), List.of("wait_for: raises TimeoutException"), tooLate());
  }

  @Rule("wait-for.race.timeout-wins")
  @At(Moment.OUT_OF_TIME_AT_THE_MOMENT)
  @Test
  void aResultInTheSameIterationLoses() throws Exception {
    settleAsTheTimePasses();
    trace.shouldBeOneOf(List.of("wait_for: raises TimeoutException"), tooLate());
  }

  @Rule("wait-for.race.result-wins")
  @At(Moment.OUT_OF_TIME_AT_THE_MOMENT)
  @Test
  void aResultInTheSameIterationWins() throws Exception {
    settleAsTheTimePasses();
    trace.shouldBeOneOf(List.of("wait_for: 7"), tooLate());
  }

  /** Lets a timer that settles the future and the timeout become due together, in this order. */
  private void settleAsTheTimePasses() throws Exception {
    AsyncFuture<Integer> future = loop.createFuture();
    Task<?> waiting = begin(future, ticks(3));
    loop.callSoon(() -> {
      LoopTime beforeTheTimeout = loop.time();
      bench.blockFor(4);
      loop.callAt(beforeTheTimeout, () -> settle(future));
    });
    trace.outcome("wait_for", () -> loop.runUntilComplete(waiting));
  }

  /** A machine may be so slow that the timeout passes before the test can make its race. */
  private static List<String> tooLate() {
    return List.of("too late", "wait_for: raises TimeoutException");
  }

  private void settle(AsyncFuture<Integer> future) {
    if (future.isDone()) {
      trace.add("too late");
    } else {
      future.setResult(7);
    }
  }

  /** Cancels a task that waits, and records what the wait gives. */
  private void cancelAWaitFor(Awaitable<Integer> awaitable) throws Exception {
    Task<?> waiting = beginAndCancel(awaitable);
    trace.outcome("wait_for", () -> loop.runUntilComplete(waiting));
  }

  /** Cancels a task that waits, and records when the wait is over. */
  private void cancelQuietly(Awaitable<Integer> awaitable) throws Exception {
    Task<?> waiting = beginAndCancel(awaitable);
    Outcome.of(() -> loop.runUntilComplete(waiting));
    trace.add("wait is over");
  }

  private Task<?> beginAndCancel(Awaitable<Integer> awaitable) {
    Task<?> waiting = waitingFor(awaitable);
    afterSomeTurns(waiting::cancel);
    return waiting;
  }

  private Task<Integer> waitingFor(Awaitable<Integer> awaitable) {
    return loop.createTask(coroutine(() -> await(asyncio.waitFor(awaitable, plenty()))));
  }

  /** Starts a task that waits, and runs the loop until it does. */
  private Task<Integer> begin(Awaitable<Integer> awaitable, Duration timeout) throws Exception {
    AsyncFuture<Boolean> begun = loop.createFuture();
    Task<Integer> waiting =
        loop.createTask(
            coroutine(() -> {
              begun.setResult(true);
              return await(asyncio.waitFor(awaitable, timeout));
            }));
    loop.runUntilComplete(begun);
    return waiting;
  }
}
