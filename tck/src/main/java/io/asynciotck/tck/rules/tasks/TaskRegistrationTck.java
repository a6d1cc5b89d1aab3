package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RuleTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules of tasks.md about what libraries with tasks of their own say of them. */
final class TaskRegistrationTck extends RuleTest {

  /** Does something while a task waits, and lets that end. */
  private void withTask(TaskBody body) throws Exception {
    AsyncFuture<@Nullable Void> end = loop.createFuture();
    Task<?> task = loop.createTask(coroutine(() -> await(end)));
    settle();
    body.run(task);
    end.setResult(null);
    settle();
  }

  /** What a test does with a task. */
  @FunctionalInterface
  private interface TaskBody {
    void run(Task<?> task) throws Exception;
  }

  private boolean isListed(Task<?> task) {
    return asyncio.allTasks(loop).contains(task);
  }

  @Rule("register-task.task.listed")
  @Test
  void aTaskThatWasRegisteredIsListed() throws Exception {
    withTask(task -> {
      asyncio.unregisterTask(task);
      asyncio.registerTask(task);
      trace.add("once: " + isListed(task));
      asyncio.registerTask(task);
      trace.add("twice: " + isListed(task));
    });
    trace.shouldBe("once: true", "twice: true");
  }

  @Rule("register-task.task.done")
  @Test
  void aTaskThatIsDoneIsNotListedThoughItIsRegistered() throws Exception {
    Task<Integer> task = loop.createTask(coroutine(() -> 7));
    settle();
    trace.add("done: " + task.isDone());
    asyncio.registerTask(task);
    trace.add("listed: " + isListed(task));
    asyncio.unregisterTask(task);
    trace.shouldBe("done: true", "listed: false");
  }

  @Rule("unregister-task.task.absent")
  @Test
  void aTaskThatWasUnregisteredIsNotListed() throws Exception {
    withTask(task -> {
      asyncio.unregisterTask(task);
      trace.add("listed: " + isListed(task));
      asyncio.registerTask(task);
    });
    trace.shouldBe("listed: false");
  }

  @Rule("enter-task.task.current")
  @Test
  void aTaskThatWasEnteredIsTheCurrentOne() throws Exception {
    withTask(task -> {
      loop.callSoon(() -> {
        asyncio.enterTask(loop, task);
        trace.add("current: " + task.equals(asyncio.currentTask()));
        Outcome.of(() -> leave(task));
      });
      settle();
    });
    trace.shouldBe("current: true");
  }

  @Rule("leave-task.task.none")
  @Test
  void whenATaskWasLeftThereIsNone() throws Exception {
    withTask(task -> {
      loop.callSoon(() -> {
        asyncio.enterTask(loop, task);
        Outcome.of(() -> leave(task));
        trace.add("current: " + asyncio.currentTask());
      });
      settle();
    });
    trace.shouldBe("current: null");
  }

  private String leave(Task<?> task) {
    asyncio.leaveTask(loop, task);
    return "left";
  }
}
