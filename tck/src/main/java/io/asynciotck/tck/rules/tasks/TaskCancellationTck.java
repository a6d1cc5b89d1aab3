package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.CoroutineBody;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Garbage;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.RuleTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of tasks.md about cancelling a task from outside. */
final class TaskCancellationTck extends RuleTest {

  @Rule("task.cancel.true")
  @Test
  void cancelOfAPendingTaskIsTrue() {
    Task<String> task = waitingFor(loop.createFuture());
    trace.outcome("cancel", task::cancel);
    trace.shouldBe("cancel: true");
  }

  @Rule("task.cancel.done-false")
  @Test
  void cancelOfADoneTaskIsFalse() {
    Task<String> returned = started(() -> "value");
    Task<String> cancelled = waitingFor(loop.createFuture());
    cancelled.cancel();
    settle();
    trace.outcome("returned", returned::cancel);
    trace.outcome("cancelled", cancelled::cancel);
    trace.shouldBe("returned: false", "cancelled: false");
  }

  @Rule("task.cancel.request")
  @Test
  void taskIsNotCancelledAtOnce() {
    Task<String> task = waitingFor(loop.createFuture());
    task.cancel();
    trace.outcome("done", task::isDone);
    trace.outcome("cancelled", task::isCancelled);
    trace.shouldBe("done: false", "cancelled: false");
  }

  @Rule("task.cancel.next-iteration")
  @Operation("a future")
  @At(Moment.WHILE_IT_WAITS)
  @Test
  void errorIsRaisedInTheNextIteration() {
    AsyncFuture<String> future = loop.createFuture();
    Task<?> task = started(() -> outcomeOf(future));
    loop.callSoon(() -> {
      task.cancel();
      loop.callSoon(() -> loop.callSoon(trace.mark("iteration after the next")));
    });
    loop.callSoon(trace.mark("same iteration"));
    settle();
    trace.shouldBe("same iteration", "await: raises CancelledError", "iteration after the next");
  }

  @Rule("task.cancel.awaited-future")
  @Operation("a future")
  @At(Moment.AFTERWARDS)
  @Test
  void awaitedFutureIsCancelled() {
    AsyncFuture<String> future = loop.createFuture();
    Task<String> task = waitingFor(future);
    task.cancel();
    settle();
    trace.outcome("future cancelled", future::isCancelled);
    trace.shouldBe("future cancelled: true");
  }

  @Rule("task.cancel.awaited-future-at-once")
  @Operation("a future")
  @At(Moment.AFTERWARDS)
  @Test
  void awaitedFutureIsCancelledAtOnce() {
    AsyncFuture<String> future = loop.createFuture();
    Task<String> task = waitingFor(future);
    task.cancel();
    trace.outcome("future cancelled", future::isCancelled);
    trace.shouldBe("future cancelled: true");
  }

  @Rule("task.cancel.awaited-task")
  @Operation("a task")
  @At(Moment.AFTERWARDS)
  @Test
  void awaitedTaskIsCancelled() {
    Task<String> inner = waitingFor(loop.createFuture());
    Task<String> outer = waitingFor(inner);
    outer.cancel();
    settle();
    trace.outcome("inner cancelled", inner::isCancelled);
    trace.outcome("outer cancelled", outer::isCancelled);
    trace.shouldBe("inner cancelled: true", "outer cancelled: true");
  }

  @Rule("task.cancel.awaited-task")
  @Operation("a task")
  @At(Moment.AFTERWARDS)
  @Test
  void awaitedTaskIsCancelledThoughItWaitsForATaskItself() {
    Task<String> innermost = waitingFor(loop.createFuture());
    Task<String> middle = waitingFor(innermost);
    Task<String> outer = waitingFor(middle);
    outer.cancel();
    settle();
    trace.outcome("innermost cancelled", innermost::isCancelled);
    trace.outcome("middle cancelled", middle::isCancelled);
    trace.outcome("outer cancelled", outer::isCancelled);
    trace.shouldBe("innermost cancelled: true", "middle cancelled: true", "outer cancelled: true");
  }

  @Rule("task.cancel.chain")
  @Operation("a task")
  @At(Moment.WHILE_IT_WAITS)
  @Test
  void theWholeChainIsCancelled() {
    AsyncFuture<String> last = loop.createFuture();
    List<AsyncFuture<String>> chain = new ArrayList<>(List.of(last));
    for (int i = 0; i < 5; i++) {
      chain.add(waitingFor(chain.getLast()));
    }
    chain.getLast().cancel();
    settle();
    trace.add("cancelled: " + chain.stream().filter(AsyncFuture::isCancelled).count());
    trace.shouldBe("cancelled: 6");
  }

  @Rule("task.cancel.next-iteration")
  @Operation("a future")
  @At(Moment.BEFORE_THE_WAKE)
  @Test
  void aResultBehindTheRequestIsTooLate() {
    AsyncFuture<String> future = loop.createFuture();
    Task<?> task = started(() -> outcomeOf(future));
    task.cancel();
    settleUnlessDone(future);
    settle();
    trace.outcome("done", task::isDone);
    trace.shouldBe("await: raises CancelledError", "done: true");
  }

  @Rule("task.cancel.awaited-future-others")
  @Operation("a future")
  @At(Moment.ANOTHER)
  @Test
  void othersWhoWaitForTheFutureAreToldToo() {
    AsyncFuture<String> future = loop.createFuture();
    Task<?> task = started(() -> await(future));
    Task<?> other = started(() -> outcomeOf(future));
    task.cancel();
    settle();
    trace.outcome("the other is cancelled", other::isCancelled);
    trace.shouldBe("await: raises CancelledError", "the other is cancelled: false");
  }

  @Rule("task.cancel.awaited-task-others")
  @Operation("a task")
  @At(Moment.ANOTHER)
  @Test
  void othersWhoWaitForTheTaskAreToldToo() {
    Task<String> inner = waitingFor(loop.createFuture());
    Task<?> task = started(() -> await(inner));
    Task<?> other = started(() -> outcomeOf(inner));
    task.cancel();
    settle();
    trace.outcome("the other is cancelled", other::isCancelled);
    trace.shouldBe("await: raises CancelledError", "the other is cancelled: false");
  }

  @Rule("task.cancel.awaited-task")
  @Operation("a task")
  @At(Moment.TWICE)
  @Test
  void anAwaitedTaskIsCancelledTwice() {
    Task<String> inner = waitingFor(loop.createFuture());
    Task<String> outer = waitingFor(inner);
    outer.cancel();
    outer.cancel();
    settle();
    trace.outcome("inner cancelled", inner::isCancelled);
    trace.outcome("outer cancelled", outer::isCancelled);
    trace.shouldBe("inner cancelled: true", "outer cancelled: true");
  }

  @Rule("task.await.cancelled")
  @Operation("a task")
  @At(Moment.THEN_AGAIN)
  @Test
  void whoGoesOnAndAwaitsTheCancelledTaskAgainIsToldAgain() {
    Task<String> inner = waitingFor(loop.createFuture());
    Task<?> task =
        started(() -> {
          outcomeOf(inner);
          return outcomeOf(inner);
        });
    task.cancel();
    settle();
    trace.outcome("done", task::isDone);
    trace.shouldBe("await: raises CancelledError", "await: raises CancelledError", "done: true");
  }

  @Rule("task.cancel.not-exception")
  @Test
  void handlerForExceptionsDoesNotCatchACancellation() {
    Task<String> task =
        started(() -> {
          try {
            return await(loop.<String>createFuture());
          } catch (Exception swallowed) {
            trace.add("caught as an exception");
            throw swallowed;
          } catch (CancelledError passed) {
            trace.add("caught as an error");
            throw passed;
          }
        });
    task.cancel();
    settle();
    trace.shouldBe("caught as an error");
  }

  @Rule("task.cancel.cleanup")
  @Test
  void cleanUpMayAwait() {
    AsyncFuture<String> cleanUp = loop.createFuture();
    Task<String> task =
        started(() -> {
          try {
            return await(loop.<String>createFuture());
          } finally {
            await(cleanUp);
            trace.add("cleaned up");
          }
        });
    task.cancel();
    settle();
    trace.outcome("done", task::isDone);
    cleanUp.setResult("value");
    settle();
    trace.outcome("done", task::isDone);
    trace.shouldBe("done: false", "cleaned up", "done: true");
  }

  @Rule("task.cancel.denied")
  @Test
  void coroutineMayDenyTheRequest() {
    Task<String> task =
        started(() -> {
          outcomeOf(loop.createFuture());
          return "kept";
        });
    task.cancel();
    settle();
    trace.outcome("cancelled", task::isCancelled);
    trace.outcome("result", task::result);
    trace.shouldBe("await: raises CancelledError", "cancelled: false", "result: kept");
  }

  @Rule("task.cancel.other-exception")
  @Test
  void otherExceptionTakesThePlaceOfTheError() {
    Task<String> task =
        started(() -> {
          outcomeOf(loop.createFuture());
          throw new Boom("clean-up");
        });
    task.cancel();
    settle();
    trace.outcome("cancelled", task::isCancelled);
    trace.add(task.exception());
    trace.shouldBe("await: raises CancelledError", "cancelled: false", "Boom(clean-up)");
  }

  @Rule("task.cancel.again")
  @Operation("a future")
  @At(Moment.THEN_AGAIN)
  @Test
  void secondCancellationIsDeliveredToo() {
    Task<?> task = startedDenier(2);
    task.cancel();
    settle();
    task.cancel();
    settle();
    trace.outcome("done", task::isDone);
    trace.shouldBe("await: raises CancelledError", "await: raises CancelledError", "done: true");
  }

  @Rule("task.cancel.again")
  @Operation("a future")
  @At(Moment.THEN_AGAIN)
  @Test
  void everyCancellationIsDelivered() {
    for (int times : new int[] {3, 17}) {
      int[] delivered = {0};
      Task<String> task =
          started(() -> {
            for (int i = 0; i < times; i++) {
              try {
                await(loop.createFuture());
              } catch (CancelledError denied) {
                delivered[0]++;
              }
            }
            return "ended";
          });
      for (int i = 0; i < times; i++) {
        task.cancel();
        settle();
      }
      trace.add("delivered: " + delivered[0]);
      trace.outcome("task", task::result);
    }
    trace.shouldBe("delivered: 3", "task: ended", "delivered: 17", "task: ended");
  }

  @Rule("task.cancel.coalesced")
  @Operation("a future")
  @At(Moment.TWICE)
  @Test
  void twoRequestsBeforeAStepRaiseOneError() {
    Task<?> task = startedDenier(2);
    task.cancel();
    task.cancel();
    settle();
    trace.outcome("done", task::isDone);
    trace.shouldBe("await: raises CancelledError", "done: false");
  }

  @Rule("task.cancel.unstarted")
  @Operation("a future")
  @At(Moment.BEFORE_IT_STARTS)
  @Test
  void taskCancelledBeforeItsFirstStepRunsNothing() {
    Task<?> task = loop.createTask(coroutine(() -> trace.add("body")));
    task.cancel();
    settle();
    trace.outcome("cancelled", task::isCancelled);
    trace.shouldBe("cancelled: true");
  }

  @Rule("task.cancel.lost-result")
  @Operation("a future")
  @At(Moment.AFTER_THE_WAKE)
  @Test
  void requestBeatsAResultThatWasNotYetDelivered() {
    AsyncFuture<String> future = loop.createFuture();
    Task<?> task = started(() -> outcomeOf(future));
    future.setResult("value");
    task.cancel();
    settle();
    trace.outcome("done", task::isDone);
    trace.shouldBe("await: raises CancelledError", "done: true");
  }

  @Rule("task.cancel.message")
  @Operation("a future")
  @At(Moment.WITH_A_MESSAGE)
  @Test
  void coroutineHearsTheMessage() {
    Task<String> task = started(() -> messageOfTheCancellation("task", loop.createFuture()));
    task.cancel("why");
    settle();
    trace.shouldBe("task: why");
  }

  @Rule("task.cancel.message")
  @Operation("a future")
  @At({Moment.AFTER_THE_WAKE, Moment.WITH_A_MESSAGE})
  @Test
  void coroutineHearsTheMessageOfARequestThatBeatsAResult() {
    AsyncFuture<String> future = loop.createFuture();
    Task<String> task = started(() -> messageOfTheCancellation("task", future));
    future.setResult("value");
    task.cancel("why");
    settle();
    trace.outcome("done", task::isDone);
    trace.shouldBe("task: why", "done: true");
  }

  @Rule("task.cancel.lets-go")
  @Operation("a future")
  @At(Moment.KEPT)
  @Test
  void nothingIsKeptOfACancelledTask() {
    Garbage garbage = bench.surroundings().garbage();
    garbage.startWaiter(loop, loop.createFuture());
    settle();
    garbage.cancelWaiters();
    settle();
    trace.add("kept: " + garbage.keptOfWaiters(List.of()));
    trace.shouldBe("kept: nothing");
  }

  @Rule("task.cancel.message-awaiter")
  @Operation("a task")
  @At(Moment.WITH_A_MESSAGE)
  @Test
  void awaiterHearsTheMessage() {
    cancelWithAMessageUnderAnAwaiter();
    trace.shouldBe("awaiter: why");
  }

  @Rule("task.cancel.message-awaiter")
  @Operation("a task")
  @At({Moment.BEFORE_IT_STARTS, Moment.WITH_A_MESSAGE})
  @Test
  void awaiterHearsTheMessageToATaskThatHasNotBegun() {
    AsyncFuture<String> future = loop.createFuture();
    Task<String> task = loop.createTask(coroutine(() -> await(future)));
    task.cancel("why");
    started(() -> messageOfTheCancellation("awaiter", task));
    trace.shouldBe("awaiter: why");
  }

  @Rule("task.cancel.message-awaiter")
  @Operation("a task")
  @At({Moment.ON_ENTRY, Moment.WITH_A_MESSAGE})
  @Test
  void awaiterHearsTheMessageOfATaskThatCancelsItself() {
    List<Task<String>> tasks = new ArrayList<>();
    tasks.add(
        loop.createTask(
            coroutine(() -> {
              tasks.getFirst().cancel("why");
              return "nevertheless";
            })));
    started(() -> {
      String result = messageOfTheCancellation("awaiter", tasks.getFirst());
      trace.add("awaiter: " + result);
      return result;
    });
    trace.shouldBeOneOf(
        List.of("awaiter: why", "awaiter: caught"), List.of("awaiter: nevertheless"));
  }

  @Rule("task.cancel.message-dropped")
  @Operation("a task")
  @At(Moment.WITH_A_MESSAGE)
  @Test
  void awaiterHearsNoMessage() {
    cancelWithAMessageUnderAnAwaiter();
    trace.shouldBe("awaiter: null");
  }

  @Rule("task.cancelled.propagated")
  @Test
  void taskWhoseCoroutineLetsTheErrorPassIsCancelled() {
    Task<String> task = waitingFor(loop.createFuture());
    task.cancel();
    settle();
    trace.outcome("done", task::isDone);
    trace.outcome("cancelled", task::isCancelled);
    trace.shouldBe("done: true", "cancelled: true");
  }

  @Rule("task.cancelled.awaited-future")
  @Test
  void cancellationOfTheFutureBecomesThatOfTheTask() {
    AsyncFuture<String> future = loop.createFuture();
    Task<String> task = waitingFor(future);
    future.cancel();
    settle();
    trace.outcome("cancelled", task::isCancelled);
    trace.shouldBe("cancelled: true");
  }

  @Rule("task.cancelled.raised")
  @Test
  void coroutineThatRaisesTheErrorItselfIsCancelled() {
    Task<String> task =
        started(() -> {
          throw new CancelledError();
        });
    trace.outcome("cancelled", task::isCancelled);
    trace.shouldBe("cancelled: true");
  }

  private void cancelWithAMessageUnderAnAwaiter() {
    Task<String> task = waitingFor(loop.createFuture());
    started(() -> messageOfTheCancellation("awaiter", task));
    task.cancel("why");
    settle();
  }

  private String messageOfTheCancellation(String who, AsyncFuture<String> future) throws Exception {
    try {
      return await(future);
    } catch (CancelledError raised) {
      trace.add(who + ": " + raised.getMessage());
      return "caught";
    }
  }

  private static void settleUnlessDone(AsyncFuture<String> future) {
    if (!future.isDone()) {
      future.setResult("value");
    }
  }

  /** Waits for a future and records what came of it, also a cancellation. */
  private String outcomeOf(AsyncFuture<String> future) {
    trace.outcome("await", () -> await(future));
    return "recorded";
  }

  private Task<String> waitingFor(AsyncFuture<String> future) {
    return started(() -> await(future));
  }

  /** A task that denies this many requests, and then ends. */
  private Task<String> startedDenier(int times) {
    return started(() -> {
      for (int i = 0; i < times; i++) {
        outcomeOf(loop.createFuture());
      }
      return "ended";
    });
  }

  private Task<String> started(CoroutineBody<String> body) {
    Task<String> task = loop.createTask(asyncio.coroutine(body));
    settle();
    return task;
  }
}
