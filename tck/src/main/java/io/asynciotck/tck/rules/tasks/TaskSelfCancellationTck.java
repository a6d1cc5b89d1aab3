package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.RuleTest;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules of tasks.md about a task that cancels itself. */
final class TaskSelfCancellationTck extends RuleTest {
  private final AtomicReference<@Nullable Task<?>> itself = new AtomicReference<>();

  @Rule("task.cancel.itself")
  @Test
  void errorIsRaisedAtTheNextSuspension() {
    runTask(() -> {
      cancelItself();
      trace.add("goes on");
      trace.outcome("suspend", () -> await(loop.createFuture()));
    });
    trace.shouldBe("goes on", "suspend: raises CancelledError");
  }

  @Rule("task.cancel.itself-done-future")
  @Test
  void awaitOfADoneFutureRaisesNothing() {
    AsyncFuture<String> future = loop.createFuture();
    future.setResult("value");
    runTask(() -> {
      cancelItself();
      await(future);
      trace.add("goes on");
    });
    trace.shouldBe("goes on");
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
    trace.shouldBe("future cancelled: true");
  }

  @Rule("task.cancel.itself-return")
  @Test
  void taskThatReturnsAfterwardsIsCancelled() {
    Task<?> task = runTask(this::cancelItself);
    trace.outcome("cancelled", task::isCancelled);
    trace.shouldBe("cancelled: true");
  }

  private void cancelItself() {
    Task<?> task = itself.get();
    if (task != null) {
      task.cancel();
    }
  }

  private Task<@Nullable Void> runTask(VoidBody body) {
    Task<@Nullable Void> task = loop.createTask(coroutine(body));
    itself.set(task);
    settle();
    return task;
  }
}
