package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.Context;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.api.TaskConstructor;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How eager tasks are asked for, and of which make they are. Page: {@code eager-tasks.md}. */
final class EagerStartTck extends EagerTaskRuleTest {

  // As it is asked for

  @Rule("create-task.eager-start.true")
  @Test
  void eagerStartBeginsWithoutAFactory() throws Exception {
    run(() -> {
      traceMade(asyncio.createTask(slow("eager"), true));
      traceMade(asyncio.createTask(slow("ordinary")));
    });
    trace.shouldBe(
        "eager begins", "made", "eager goes on", "made", "ordinary begins", "ordinary goes on");
  }

  private void traceMade(Task<?> task) throws Exception {
    trace.add("made");
    await(task);
  }

  @Rule("create-task.eager-start.false")
  @Test
  void withoutEagerStartTheFactoryDoesNotBegin() throws Exception {
    runEager(() -> {
      traceMade(asyncio.createTask(slow("ordinary"), false));
      traceMade(asyncio.createTask(slow("eager")));
    });
    trace.shouldBe(
        "made", "ordinary begins", "ordinary goes on", "eager begins", "made", "eager goes on");
  }

  @Rule("create-task.eager-start.of-loop")
  @Test
  void thatOfTheLoopTakesEagerStart() throws Exception {
    run(() -> {
      traceMade(loop.createTask(slow("eager"), true));
      loop.setTaskFactory(asyncio.eagerTaskFactory());
      traceMade(loop.createTask(slow("ordinary"), false));
    });
    trace.shouldBe(
        "eager begins", "made", "eager goes on", "made", "ordinary begins", "ordinary goes on");
  }

  // Tasks of another make

  /** Runs a body while the tasks of the loop are eager and made by a constructor. */
  private void runWith(TaskConstructor constructor, VoidBody body) throws Exception {
    run(() -> {
      loop.setTaskFactory(asyncio.createEagerTaskFactory(constructor));
      body.run();
    });
  }

  @Rule("create-eager-task-factory.constructor.arguments")
  @Test
  void theConstructorGetsWhatTaskTakes() throws Exception {
    Coroutine<@Nullable Void> coroutine = slow("task");
    runWith(
        (coro, kwargs) -> {
          trace.add("coroutine: " + coro.equals(coroutine));
          trace.add("loop: " + loop.equals(kwargs.get("loop")));
          trace.add("eager_start: " + kwargs.get("eager_start"));
          return asyncio.newTask(coro, loop, true);
        },
        () -> {
          Task<?> task = loop.createTask(coroutine);
          trace.add("made");
          await(task);
        });
    trace.shouldBe(
        "coroutine: true",
        "loop: true",
        "eager_start: true",
        "task begins",
        "made",
        "task goes on");
  }

  @Rule("create-eager-task-factory.constructor.name")
  @RestsOn(Ground.TASK_FACTORY_NAME)
  @Test
  void theConstructorGetsTheName() throws Exception {
    runWith(
        (coro, kwargs) -> {
          trace.add("name: " + kwargs.get("name"));
          return asyncio.newTask(coro, loop, true);
        },
        () -> await(loop.createTask(quick("task"), "ann")));
    trace.shouldBe("name: ann", "task begins");
  }

  @Rule("create-eager-task-factory.constructor.context")
  @RestsOn(Ground.TASK_FACTORY_CONTEXT)
  @Test
  void theConstructorGetsTheContext() throws Exception {
    Context context = bench.surroundings().contextVars().copyContext();
    runWith(
        (coro, kwargs) -> {
          trace.add("context: " + context.equals(kwargs.get("context")));
          return asyncio.newTask(coro, loop, true);
        },
        () -> await(loop.createTask(context, quick("task"))));
    trace.shouldBe("context: true", "task begins");
  }

  @Rule("create-eager-task-factory.constructor.result")
  @Test
  void whatTheConstructorMakesIsReturned() throws Exception {
    List<Task<?>> made = new ArrayList<>();
    runWith(
        (coro, kwargs) -> {
          made.add(asyncio.newTask(coro, loop, true));
          return made.getLast();
        },
        () -> {
          Task<?> task = loop.createTask(slow("task"));
          trace.add("made: " + made.size() + ", same: " + task.equals(made.getFirst()));
          await(task);
        });
    trace.shouldBe("task begins", "made: 1, same: true", "task goes on");
  }
}
