package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.api.io.File;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RuleTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules of tasks.md about where a task is. */
final class TaskStackTck extends RuleTest {

  /** A task that has ended, in whatever way. */
  private Task<?> ended(Coroutine<?> coroutine) {
    Task<?> task = loop.createTask(coroutine);
    settle();
    return task;
  }

  private Task<?> failed() {
    Task<?> task = ended(coroutine(() -> await(coroutine(() -> Boom.raise(new Boom())))));
    Outcome.of(task::exception); // It was seen.
    return task;
  }

  @Rule("task.get-stack.suspended")
  @Test
  void aTaskThatWaitsIsAtOnePlace() {
    AsyncFuture<@Nullable Void> future = loop.createFuture();
    Task<?> task = loop.createTask(coroutine(() -> await(coroutine(() -> await(future)))));
    settle();
    trace.outcome("frames", () -> task.getStack().size());
    future.setResult(null);
    settle();
    trace.shouldBe("frames: 1");
  }

  @Rule("task.get-stack.returned")
  @Test
  void aTaskThatHasReturnedIsNowhere() {
    Task<?> returned = ended(coroutine(() -> "value"));
    trace.outcome("returned", () -> returned.getStack().size());
    Task<?> cancelled = loop.createTask(coroutine(() -> await(loop.createFuture())));
    settle();
    cancelled.cancel();
    settle();
    trace.outcome("cancelled", () -> cancelled.getStack().size());
    trace.shouldBe("returned: 0", "cancelled: 0");
  }

  @Rule("task.get-stack.raised")
  @Test
  void aTaskThatHasRaisedTellsWhere() {
    Task<?> task = failed();
    trace.outcome("empty", () -> task.getStack().isEmpty());
    trace.shouldBe("empty: false");
  }

  @Rule("task.get-stack.limit")
  @Test
  void thereAreNoMoreFramesThanTheLimit() {
    Task<?> task = failed();
    trace.outcome("frames", () -> task.getStack(1).size());
    trace.shouldBe("frames: 1");
  }

  @Rule("task.get-stack.limit-oldest")
  @Test
  void ofATracebackTheOldestFramesAreLeft() {
    Task<?> task = failed();
    List<Object> all = task.getStack();
    for (int limit = 1; limit <= all.size(); limit++) {
      List<Object> left = task.getStack(limit);
      if (!left.equals(all.subList(0, left.size()))) {
        trace.add("others with a limit of " + limit + " of " + all.size());
      }
    }
    trace.shouldBe();
  }

  @Rule("task.print-stack.file")
  @Test
  void theStackIsPrintedToTheFile() throws Exception {
    Path path = Files.createTempFile("asyncio-tck", ".txt");
    try {
      Task<?> task = failed();
      File file = bench.writeText(path);
      task.printStack(file);
      file.close();
      trace.add("blank: " + Files.readString(path).isBlank());
    } finally {
      Files.delete(path);
    }
    trace.shouldBe("blank: false");
  }
}
