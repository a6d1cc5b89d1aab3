package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RuleTest;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules of tasks.md about a task that cancels itself. */
final class TaskSelfCancellationTck extends RuleTest {
  private final AtomicReference<@Nullable Task<?>> itself = new AtomicReference<>();

  @Rule("task.cancelling.count")
  @Test
  void requestsAreCounted() {
    Task<?> task = loop.createTask(coroutine(() -> trace.add("begins")));
    trace.outcome("none", task::cancelling);
    task.cancel();
    trace.outcome("one", task::cancelling);
    task.cancel();
    trace.outcome("two", task::cancelling);
    task.uncancel();
    trace.outcome("one taken back", task::cancelling);
    trace.shouldBe("none: 0", "one: 1", "two: 2", "one taken back: 1");
  }

  @Rule("task.cancelling.not-cancelled")
  @Test
  void aTaskThatGoesOnIsNotCancelled() {
    runTask(() -> {
      cancelItself();
      trace.outcome("suspend", () -> await(loop.createFuture()));
      Task<?> task = itself.get();
      trace.outcome("requests", () -> task != null ? task.cancelling() : null);
      trace.outcome("cancelled", () -> task != null ? task.isCancelled() : null);
    });
    trace.shouldBe("suspend: raises CancelledError", "requests: 1", "cancelled: false");
  }

  @Rule("task.uncancel.remaining")
  @Test
  void whatIsLeftOfTheRequestsIsReturned() {
    Task<?> task = loop.createTask(coroutine(() -> trace.add("begins")));
    for (int i = 0; i < 3; i++) {
      task.cancel();
    }
    trace.outcome("first", task::uncancel);
    trace.outcome("second", task::uncancel);
    trace.outcome("third", task::uncancel);
    trace.shouldBe("first: 2", "second: 1", "third: 0");
  }

  @Rule("task.uncancel.none")
  @Test
  void whatWasNotRequestedIsNotTakenBack() {
    Task<?> task = loop.createTask(coroutine(() -> trace.add("begins")));
    trace.outcome("left", task::uncancel);
    task.cancel();
    trace.outcome("requests", task::cancelling);
    trace.shouldBe("left: 0", "requests: 1");
  }

  @Rule("task.uncancel.done")
  @Test
  void whatHasEndedCancelledStaysSo() throws Exception {
    Task<?> task = loop.createTask(coroutine(() -> await(loop.createFuture())));
    settle();
    task.cancel();
    settle();
    boolean cancelled = task.isCancelled();
    String result = Outcome.of(task::result);
    task.uncancel();
    trace.add("cancelled as before: " + (task.isCancelled() == cancelled));
    trace.add("result as before: " + Outcome.of(task::result).equals(result));
    trace.shouldBe("cancelled as before: true", "result as before: true");
  }

  @Rule("task.uncancel.rescinded")
  @Operation("a future")
  @At(Moment.TAKEN_BACK)
  @Test
  void aRequestThatIsTakenBackInTimeHasNoEffect() throws Exception {
    Task<String> spared = loop.createTask(coroutine(() -> "spared"));
    Task<String> cancelled = loop.createTask(coroutine(() -> "not cancelled"));
    for (Task<String> task : List.of(spared, cancelled)) {
      task.cancel();
      task.cancel();
      task.uncancel();
    }
    spared.uncancel();
    trace.outcome("all taken back", () -> loop.runUntilComplete(spared));
    trace.outcome("one left", () -> loop.runUntilComplete(cancelled));
    trace.shouldBe("all taken back: spared", "one left: raises CancelledError");
  }

  @Rule("task.cancel.itself")
  @Operation("a future")
  @At(Moment.ON_ENTRY)
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
  @Operation("a future")
  @At(Moment.ON_ENTRY)
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
  @Operation("a future")
  @At(Moment.ON_ENTRY)
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
