package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.SystemExit;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RuleTest;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules of tasks.md about how a task ends, and who is told. */
final class TaskOutcomeTck extends RuleTest {

  @Rule("task.done.pending")
  @Test
  void suspendedTaskIsNotDone() {
    Task<?> task = waiting();
    trace.outcome("done", task::isDone);
    trace.outcome("cancelled", task::isCancelled);
    trace.shouldBe("done: false", "cancelled: false");
  }

  @Rule("task.done.returned")
  @Test
  void taskThatReturnedIsDone() {
    Task<String> task = returned();
    trace.outcome("done", task::isDone);
    trace.outcome("cancelled", task::isCancelled);
    trace.shouldBe("done: true", "cancelled: false");
  }

  @Rule("task.done.raised")
  @Test
  void taskThatRaisedIsDone() {
    Task<?> task = raised();
    trace.outcome("done", task::isDone);
    trace.outcome("cancelled", task::isCancelled);
    Outcome.of(task::exception);
    trace.shouldBe("done: true", "cancelled: false");
  }

  @Rule("task.exit-request.leaves-loop")
  @Test
  void aRequestToExitLeavesTheLoopThoughNobodyWaitsForItsTask() {
    for (Error request : List.of(new SystemExit(), new KeyboardInterrupt())) {
      Task<?> task =
          loop.createTask(
              coroutine(() -> {
                throw request;
              }));
      trace.outcome("run", this::runUntilRest);
      trace.outcome("task", task::result);
    }
    trace.shouldBe(
        "run: raises SystemExit",
        "task: raises SystemExit",
        "run: raises KeyboardInterrupt",
        "task: raises KeyboardInterrupt");
  }

  private String runUntilRest() {
    settle();
    return "returns";
  }

  @Rule("task.result.value")
  @Test
  void resultIsWhatTheCoroutineReturned() {
    trace.outcome("result", returned()::result);
    trace.shouldBe("result: value");
  }

  @Rule("task.result.exception")
  @Test
  void resultRaisesWhatTheCoroutineRaised() {
    trace.outcome("result", raised()::result);
    trace.shouldBe("result: raises Boom(body)");
  }

  @Rule("task.result.cancelled")
  @Test
  void resultOfACancelledTaskRaisesCancelledError() {
    trace.outcome("result", cancelled()::result);
    trace.shouldBe("result: raises CancelledError");
  }

  @Rule("task.result.pending")
  @Test
  void resultOfAPendingTaskIsAnInvalidState() {
    trace.outcome("result", waiting()::result);
    trace.shouldBe("result: raises InvalidStateException");
  }

  @Rule("task.exception.value")
  @Test
  void exceptionIsWhatTheCoroutineRaised() {
    Boom boom = new Boom("body");
    Task<?> task =
        ended(
            loop.createTask(
                coroutine(() -> {
                  throw boom;
                })));
    trace.outcome("same", () -> task.exception() == boom);
    trace.shouldBe("same: true");
  }

  @Rule("task.exception.none")
  @Test
  void taskThatReturnedHasNoException() {
    trace.outcome("exception", returned()::exception);
    trace.shouldBe("exception: null");
  }

  @Rule("task.exception.cancelled")
  @Test
  void exceptionOfACancelledTaskRaisesCancelledError() {
    trace.outcome("exception", cancelled()::exception);
    trace.shouldBe("exception: raises CancelledError");
  }

  @Rule("task.exception.pending")
  @Test
  void exceptionOfAPendingTaskIsAnInvalidState() {
    trace.outcome("exception", waiting()::exception);
    trace.shouldBe("exception: raises InvalidStateException");
  }

  @Rule("task.set-result.refused")
  @Test
  void taskTakesNoResult() {
    Task<String> task = waiting();
    trace.add(isRefused(() -> task.setResult("value")));
    trace.outcome("done", task::isDone);
    trace.shouldBe("refused", "done: false");
  }

  @Rule("task.set-exception.refused")
  @Test
  void taskTakesNoException() {
    Task<String> task = waiting();
    trace.add(isRefused(() -> task.setException(new Boom())));
    trace.outcome("done", task::isDone);
    trace.shouldBe("refused", "done: false");
  }

  @Rule("task.await.result")
  @Test
  void awaitGivesWhatTheCoroutineReturns() throws Exception {
    run(() -> {
      Task<String> task =
          asyncio.createTask(
              coroutine(() -> {
                yieldOnce();
                trace.add("task ends");
                return "value";
              }));
      trace.outcome("await", () -> await(task));
    });
    trace.shouldBe("task ends", "await: value");
  }

  @Rule("task.await.exception")
  @Test
  void awaitRaisesWhatTheCoroutineRaises() throws Exception {
    run(() -> {
      Task<?> task =
          asyncio.createTask(
              coroutine(() -> {
                yieldOnce();
                throw new Boom("body");
              }));
      trace.outcome("await", () -> await(task));
    });
    trace.shouldBe("await: raises Boom(body)");
  }

  @Rule("task.await.cancelled")
  @Test
  void awaitOfACancelledTaskRaisesCancelledError() throws Exception {
    Task<?> task = waiting();
    run(() -> {
      loop.callSoon(task::cancel);
      trace.outcome("await", () -> await(task));
    });
    trace.shouldBe("await: raises CancelledError");
  }

  @Rule("task.await.cancelled-caught")
  @Test
  void awaiterThatCatchesTheErrorGoesOn() throws Exception {
    Task<?> task = waiting();
    Task<?> awaiter =
        loop.createTask(
            coroutine(() -> {
              loop.callSoon(task::cancel);
              trace.outcome("await", () -> await(task));
              yieldOnce();
              trace.add("goes on");
            }));
    loop.runUntilComplete(awaiter);
    trace.outcome("cancelled", awaiter::isCancelled);
    trace.shouldBe("await: raises CancelledError", "goes on", "cancelled: false");
  }

  @Rule("task.done-callback.runs")
  @Test
  void callbackRunsAfterTheCoroutineWithItsTask() throws Exception {
    Task<?> task =
        loop.createTask(
            coroutine(() -> {
              yieldOnce();
              trace.add("coroutine ends");
            }));
    task.addDoneCallback(done -> trace.outcome("own", () -> done == task));
    loop.runUntilComplete(task);
    settle();
    trace.shouldBe("coroutine ends", "own: true");
  }

  @Rule("task.done-callback.call-soon")
  @Test
  void callbackRunsAfterWhatWasInTheQueue() throws Exception {
    Task<?> task =
        loop.createTask(
            coroutine(() -> {
              loop.callSoon(trace.mark("in the queue"));
              trace.add("ends");
            }));
    task.addDoneCallback(done -> trace.add("callback"));
    loop.runUntilComplete(task);
    settle();
    trace.shouldBeOneOf(
        List.of("ends", "in the queue", "callback"), List.of("in the queue", "ends", "callback"));
  }

  @Rule("task.remove-done-callback.not-run")
  @Test
  void removedCallbackDoesNotRun() {
    Task<String> task = loop.createTask(coroutine(() -> "value"));
    Consumer<AsyncFuture<String>> removed = done -> trace.add("removed");
    task.addDoneCallback(removed);
    task.addDoneCallback(done -> trace.add("kept"));
    task.removeDoneCallback(removed);
    settle();
    trace.shouldBe("kept");
  }

  private Task<String> waiting() {
    AsyncFuture<String> future = loop.createFuture();
    Task<String> task = loop.createTask(coroutine(() -> await(future)));
    settle();
    return task;
  }

  private Task<String> returned() {
    return ended(loop.createTask(coroutine(() -> "value")));
  }

  private Task<@Nullable Void> raised() {
    return ended(
        loop.createTask(
            coroutine(() -> {
              throw new Boom("body");
            })));
  }

  private Task<String> cancelled() {
    Task<String> task = waiting();
    task.cancel();
    return ended(task);
  }

  private <T extends @Nullable Object> Task<T> ended(Task<T> task) {
    runUntil(task);
    return task;
  }

  private static String isRefused(Runnable call) {
    try {
      call.run();
      return "accepted";
    } catch (RuntimeException refused) {
      return "refused";
    }
  }
}
