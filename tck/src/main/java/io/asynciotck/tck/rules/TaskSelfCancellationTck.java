package io.asynciotck.tck.rules;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.RuleTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules of tasks.md about a task that cancels itself. */
final class TaskSelfCancellationTck extends RuleTest {

  @Rule("task.cancel.itself")
  @Test
  void errorIsRaisedAtTheNextSuspension() {
    runTask(() -> {
      cancelItself();
      trace.add("goes on");
      trace.outcome("suspend", () -> await(loop.createFuture()));
    });
    trace.shouldBe("cancel: true", "goes on", "suspend: raises CancelledError");
  }

  @Rule("task.cancel.itself-done-future")
  @Test
  void awaitOfADoneFutureRaisesNothing() {
    AsyncFuture<String> future = loop.createFuture();
    future.setResult("value");
    runTask(() -> {
      cancelItself();
      trace.outcome("done future", () -> await(future));
    });
    trace.shouldBe("cancel: true", "done future: value");
  }

  @Rule("task.cancel.itself-future")
  @Test
  void futureAwaitedNextIsCancelled() {
    AsyncFuture<String> future = loop.createFuture();
    runTask(() -> {
      cancelItself();
      await(future);
    });
    trace.outcome("future cancelled", future::isCancelled);
    trace.shouldBe("cancel: true", "future cancelled: true");
  }

  @Rule("task.cancel.itself-return")
  @Test
  void taskThatReturnsAfterwardsIsCancelled() {
    Task<?> task = runTask(this::cancelItself);
    trace.outcome("cancelled", task::isCancelled);
    trace.shouldBe("cancel: true", "cancelled: true");
  }

  private void cancelItself() {
    Task<?> itself = asyncio.currentTask();
    trace.outcome("cancel", () -> itself != null && itself.cancel());
  }

  private Task<@Nullable Void> runTask(VoidBody body) {
    Task<@Nullable Void> task = loop.createTask(coroutine(body));
    runIterations(4);
    return task;
  }
}
