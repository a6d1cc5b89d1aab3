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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

  @Rule("task.get-stack.limit")
  @Test
  void aTaskThatWaitsHasItsFrameWithinTheLimit() {
    AsyncFuture<@Nullable Void> future = loop.createFuture();
    Task<?> task = loop.createTask(coroutine(() -> await(future)));
    settle();
    trace.outcome("frames", () -> task.getStack(1).size());
    trace.outcome("frames", () -> task.getStack(2).size());
    future.setResult(null);
    settle();
    trace.shouldBe("frames: 1", "frames: 1");
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

  /** What a task prints, with a limit or without. */
  private List<String> printed(Task<?> task, @Nullable Integer limit) throws Exception {
    Path path = bench.files().newFile();
    File file = bench.files().writeText(path);
    if (limit == null) {
      task.printStack(file);
    } else {
      task.printStack(limit, file);
    }
    file.close();
    return Files.readAllLines(path);
  }

  @Rule("task.print-stack.frames")
  @Test
  void eachFrameIsPrinted() throws Exception {
    Task<?> task = failed();
    int frames = task.getStack().size();
    List<String> all = printed(task, null);
    Set<String> limited = new HashSet<>(printed(task, frames));
    trace.add("as with the limit of all: " + limited.equals(new HashSet<>(all)));
    trace.add("more than of one: " + (frames < 2 || printed(task, 1).size() < all.size()));
    trace.shouldBe("as with the limit of all: true", "more than of one: true");
  }

  @Rule("task.print-stack.limit")
  @Test
  void soManyFramesArePrinted() throws Exception {
    Task<?> task = failed();
    int frames = task.getStack().size();
    List<String> all = printed(task, frames);
    int before = 0;
    for (int limit = 1; limit <= frames; limit++) {
      List<String> lines = printed(task, limit);
      if (lines.size() <= before || !all.containsAll(lines)) {
        trace.add("other lines with a limit of " + limit + " of " + frames);
      }
      before = lines.size();
    }
    trace.shouldBe();
  }

  @Rule("task.print-stack.file")
  @Test
  void theStackIsPrintedToTheFile() throws Exception {
    Path path = bench.files().newFile();
    Task<?> task = failed();
    File file = bench.files().writeText(path);
    task.printStack(file);
    file.close();
    trace.add("blank: " + Files.readString(path).isBlank());
    trace.shouldBe("blank: false");
  }
}
