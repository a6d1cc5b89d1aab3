package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Context;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Task;
import io.asynciotck.api.TaskFactory;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.RuleTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code task-factories.md}. */
final class TaskFactoriesTck extends RuleTest {

  private final TaskFactory factory =
      (loop, coro, _) -> {
        trace.add("factory");
        return asyncio.newTask(coro, loop);
      };

  @Rule("loop.task-factory.used")
  @Test
  void createTaskAsksTheFactory() throws Exception {
    loop.setTaskFactory(factory);
    AsyncFuture<?> task = loop.createTask(coroutine(() -> trace.add("task")));
    runUntil(task);
    trace.shouldBe("factory", "task");
  }

  @Rule("loop.task-factory.used")
  @Test
  void eachLoopAsksItsOwnFactory() throws Exception {
    EventLoop other = bench.newLoop();
    loop.setTaskFactory(factory);
    other.setTaskFactory((given, coro, _) -> {
      trace.add("factory of the other");
      return asyncio.newTask(coro, given);
    });
    other.runUntilComplete(other.createTask(coroutine(() -> trace.add("task of the other"))));
    loop.runUntilComplete(loop.createTask(coroutine(() -> trace.add("task"))));
    EventLoop newer = bench.newLoop();
    newer.runUntilComplete(newer.createTask(coroutine(() -> trace.add("task of a newer one"))));
    trace.shouldBe(
        "factory of the other", "task of the other", "factory", "task", "task of a newer one");
  }

  @Rule("loop.task-factory.of-module")
  @Test
  void createTaskOfTheModuleAsksTheFactory() throws Exception {
    run(() -> {
      loop.setTaskFactory(factory);
      await(asyncio.createTask(coroutine(() -> trace.add("task"))));
    });
    trace.shouldBe("factory", "task");
  }

  @Rule("loop.task-factory.of-ensure-future")
  @Test
  void ensureFutureAsksTheFactory() throws Exception {
    run(() -> {
      loop.setTaskFactory(factory);
      await(asyncio.ensureFuture(coroutine(() -> trace.add("task"))));
      await(asyncio.ensureFuture(coroutine(() -> trace.add("task")), loop));
    });
    trace.shouldBe("factory", "task", "factory", "task");
  }

  @Rule("loop.task-factory.get")
  @Test
  void theFactoryThatWasSetIsReturned() {
    loop.setTaskFactory(factory);
    trace.add("same: " + (loop.getTaskFactory() == factory));
    trace.shouldBe("same: true");
  }

  @Rule("loop.task-factory.get-none")
  @Test
  void theDefaultFactoryIsNone() {
    // A loop that is made with a factory of its own has one that was set.
    @Nullable Object first = loop.getTaskFactory();
    trace.add("at first: " + (first == null ? "none" : "some"));
    loop.setTaskFactory(factory);
    loop.setTaskFactory(null);
    trace.add("afterwards: " + loop.getTaskFactory());
    trace.shouldBeOneOf(
        List.of("at first: none", "afterwards: null"),
        List.of("at first: some", "afterwards: null"));
  }

  @Rule("loop.task-factory.reset")
  @Test
  void aFactoryThatWasTakenBackIsNotAsked() throws Exception {
    loop.setTaskFactory(factory);
    loop.setTaskFactory(null);
    runUntil(loop.createTask(coroutine(() -> trace.add("task"))));
    trace.shouldBe("task");
  }

  @Rule("loop.task-factory.arguments")
  @Test
  void theFactoryGetsLoopAndCoroutine() throws Exception {
    Coroutine<@Nullable Void> coroutine = coroutine(() -> {});
    loop.setTaskFactory((given, coro, _) -> {
      trace.add("loop: " + given.equals(loop) + ", coroutine: " + coro.equals(coroutine));
      return asyncio.newTask(coro, given);
    });
    runUntil(loop.createTask(coroutine));
    trace.shouldBe("loop: true, coroutine: true");
  }

  @Rule("loop.task-factory.result")
  @Test
  void whatTheFactoryMakesIsReturned() throws Exception {
    List<Task<?>> made = new ArrayList<>();
    loop.setTaskFactory((given, coro, _) -> {
      made.add(asyncio.newTask(coro, given));
      return made.getLast();
    });
    Task<?> task = loop.createTask(coroutine(() -> {}));
    runUntil(task);
    trace.add("same: " + made.getFirst().equals(task));
    trace.shouldBe("same: true");
  }

  @Rule("loop.task-factory.context")
  @Test
  void theFactoryGetsTheContext() throws Exception {
    Context context = bench.surroundings().contextVars().copyContext();
    loop.setTaskFactory((given, coro, kwargs) -> {
      trace.add("context: " + context.equals(kwargs.get("context")));
      return asyncio.newTask(coro, given);
    });
    runUntil(loop.createTask(context, coroutine(() -> {})));
    trace.shouldBe("context: true");
  }

  @Rule("loop.task-factory.name")
  @Test
  void theFactoryGetsTheName() throws Exception {
    loop.setTaskFactory((given, coro, kwargs) -> {
      trace.add("name: " + kwargs.get("name"));
      return asyncio.newTask(coro, given);
    });
    runUntil(loop.createTask(coroutine(() -> {}), "ann"));
    trace.shouldBe("name: ann");
  }

  private final TaskFactory colored =
      (given, coro, kwargs) -> {
        trace.add("color: " + kwargs.get("color"));
        return asyncio.newTask(coro, given);
      };

  @Rule("loop.task-factory.keywords")
  @Test
  void theFactoryGetsKeywordsThatNobodyElseKnows() throws Exception {
    loop.setTaskFactory(colored);
    runUntil(loop.createTask(coroutine(() -> {}), Map.of("color", "red")));
    trace.shouldBe("color: red");
  }

  @Rule("loop.task-factory.keywords-of-module")
  @Test
  void theFactoryGetsThoseOfTheModuleToo() throws Exception {
    run(() -> {
      loop.setTaskFactory(colored);
      await(asyncio.createTask(coroutine(() -> {}), Map.of("color", "red")));
    });
    trace.shouldBe("color: red");
  }
}
