package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.Context;
import io.asynciotck.api.ContextVar;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.api.TaskGroup;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What a block with a group of tasks does while nobody else cancels. Page: {@code task-groups.md}.
 */
@RestsOn(Ground.TASK_CANCEL)
final class TaskGroupsTck extends TaskGroupRuleTest {
  // A block and its tasks

  @Rule("task-group.enter.itself")
  @Test
  void theNameBehindAsIsTheGroup() throws Exception {
    run(() -> {
      TaskGroup group = asyncio.newTaskGroup();
      TaskGroup entered = await(group.enter());
      trace.add("the same: " + (entered == group));
      await(group.exit(null, null, null));
    });
    trace.shouldBe("the same: true");
  }

  @Rule("task-group.exit.waits")
  @Test
  void theBlockEndsWhenAllTasksHaveEnded() throws Exception {
    for (int size : Numbers.sizes()) {
      Numbers ended = new Numbers();
      run(() ->
          with(
              asyncio.newTaskGroup(),
              group -> {
                for (int i = 0; i < size; i++) {
                  int number = i;
                  group.createTask(
                      coroutine(() -> {
                        int turns = number == size - 1 ? 9 : number % 3;
                        yieldTimes(turns);
                        ended.add(number);
                      }));
                }
              }));
      trace.add(ended.count() + " of " + size);
    }
    trace.shouldBe(
        Numbers.sizes().stream().map(size -> size + " of " + size).toArray(String[]::new));
  }

  @Rule("task-group.exit.waits")
  @Test
  void theLastTaskIsWaitedForThoughTheOthersHaveEnded() throws Exception {
    run(() -> {
      tracing(
          "block",
          group -> {
            group.createTask(
                coroutine(() -> {
                  yieldTimes(20);
                  trace.add("last task");
                }));
            group.createTask(coroutine(() -> trace.add("first task")));
          });
    });
    trace.shouldBe("first task", "last task", "block: ends");
  }

  @Rule("task-group.exit.empty")
  @Test
  void aGroupWithoutTasksIsNotWaitedFor() throws Exception {
    run(() -> {
      tracing("empty", group -> {});
      tracing("with a wait", group -> yieldOnce());
    });
    trace.shouldBe("empty: ends", "with a wait: ends");
  }

  @Rule("task-group.create-task.result")
  @Test
  void tasksHaveTheirResultsBehindTheBlock() throws Exception {
    run(() -> {
      List<Task<Integer>> tasks = new ArrayList<>();
      with(
          asyncio.newTaskGroup(),
          group -> {
            for (int i = 0; i < 3; i++) {
              int number = i;
              tasks.add(group.createTask(coroutine(() -> number)));
            }
          });
      for (Task<Integer> task : tasks) {
        trace.outcome("result", task::result);
      }
    });
    trace.shouldBe("result: 0", "result: 1", "result: 2");
  }

  @Rule("task-group.create-task.name")
  @Test
  void aTaskHasTheNameThatWasGiven() throws Exception {
    run(() ->
        with(
            asyncio.newTaskGroup(),
            group ->
                trace.add("name: " + group.createTask(coroutine(() -> {}), "worker").getName())));
    trace.shouldBe("name: worker");
  }

  @Rule("task-group.create-task.context")
  @RestsOn(Ground.CALLBACK_CONTEXT)
  @Test
  void aTaskRunsInTheContextThatWasGiven() throws Exception {
    ContextVar<String> user = bench.surroundings().contextVars().contextVar("user");
    run(() -> {
      user.set("ann");
      Context context = bench.surroundings().contextVars().copyContext();
      user.set("bob");
      with(
          asyncio.newTaskGroup(),
          group -> {
            group.createTask(
                context,
                coroutine(() -> {
                  trace.add("task: " + user.get("nobody"));
                  user.set("cid");
                }));
          });
      trace.add("context: " + context.run(() -> user.get("nobody")));
      trace.add("block: " + user.get("nobody"));
    });
    trace.shouldBe("task: ann", "context: cid", "block: bob");
  }

  @Rule("task-group.create-task.context")
  @RestsOn(Ground.CALLBACK_CONTEXT)
  @Test
  void aTaskSeesNoValueInAnEmptyContext() throws Exception {
    ContextVar<String> user = bench.surroundings().contextVars().contextVar("user");
    run(() -> {
      user.set("bob");
      with(
          asyncio.newTaskGroup(),
          group -> {
            group.createTask(
                bench.surroundings().contextVars().context(),
                coroutine(() -> trace.add("task: " + user.get("nobody"))));
          });
    });
    trace.shouldBe("task: nobody");
  }

  @Rule("task-group.create-task.eager-start")
  @Test
  void aTaskBeginsAtOnceIfThatIsAskedFor() throws Exception {
    run(() -> {
      List<Task<Integer>> tasks = new ArrayList<>();
      with(
          asyncio.newTaskGroup(),
          group -> {
            Coroutine<Integer> body =
                coroutine(() -> {
                  trace.add("begins");
                  yieldOnce();
                  trace.add("goes on");
                  return 7;
                });
            tasks.add(group.createTask(body, true));
            trace.add("made");
          });
      trace.outcome("result", () -> await(tasks.getFirst()));
    });
    trace.shouldBe("begins", "made", "goes on", "result: 7");
  }

  @Rule("task-group.create-task.while-waiting")
  @Test
  void aTaskThatATaskAddsIsWaitedFor() throws Exception {
    run(() ->
        tracing(
            "block",
            group -> {
              group.createTask(
                  coroutine(() -> {
                    yieldOnce();
                    group.createTask(
                        coroutine(() -> {
                          yieldOnce();
                          group.createTask(coroutine(() -> trace.add("grandchild")));
                        }));
                    trace.add("child");
                  }));
            }));
    trace.shouldBe("child", "grandchild", "block: ends");
  }

  // When a group takes no tasks

  private String refusal(TaskGroup group, Coroutine<?> coroutine) {
    String outcome =
        Outcome.of(() -> {
          group.createTask(coroutine);
          return "is made";
        });
    Outcome.of(() -> {
      coroutine.close();
      return "closed";
    });
    return outcome;
  }

  @Rule("task-group.create-task.not-entered")
  @Test
  void aGroupThatWasNotEnteredTakesNoTasks() throws Exception {
    run(() ->
        trace.add("a task " + refusal(asyncio.newTaskGroup(), coroutine(() -> trace.add("runs")))));
    settle();
    trace.shouldBe("a task raises IllegalStateException");
  }

  @Rule("task-group.create-task.finished")
  @Test
  void aGroupWhoseBlockHasEndedTakesNoTasks() throws Exception {
    run(() -> {
      TaskGroup group = asyncio.newTaskGroup();
      with(group, inside -> inside.createTask(coroutine(() -> {})));
      trace.add("a task " + refusal(group, coroutine(() -> trace.add("runs"))));
    });
    settle();
    trace.shouldBe("a task raises IllegalStateException");
  }

  @Rule("task-group.create-task.shutting-down")
  @Test
  void aGroupThatHasFailedTakesNoTasks() throws Exception {
    run(() ->
        outcomeOf(group ->
            startAndFail(
                group,
                coroutine(() -> {
                  try {
                    waitToBeCancelled();
                  } finally {
                    trace.add("a task " + refusal(group, coroutine(() -> trace.add("runs"))));
                  }
                }))));
    trace.shouldBe("a task raises IllegalStateException");
  }

  @Rule("task-group.create-task.closes")
  @Test
  void aCoroutineThatIsRefusedIsClosed() throws Exception {
    run(() -> {
      TaskGroup group = asyncio.newTaskGroup();
      traceRefused("not entered", group);
      with(group, inside -> inside.createTask(coroutine(() -> {})));
      traceRefused("finished", group);
    });
    trace.shouldBe(
        "not entered: raises IllegalStateException", "finished: raises IllegalStateException");
  }

  /** Traces what comes of a coroutine that a group refuses. */
  private void traceRefused(String when, TaskGroup group) {
    Coroutine<@Nullable Void> coroutine = coroutine(() -> trace.add("runs"));
    Outcome.of(() -> group.createTask(coroutine));
    trace.outcome(when, () -> await(coroutine));
  }

  @Rule("task-group.create-task.factory")
  @Test
  void theTasksOfAGroupAreMadeByTheFactory() throws Exception {
    run(() ->
        with(
            asyncio.newTaskGroup(),
            group -> {
              loop.setTaskFactory((given, coro, _) -> {
                trace.add("factory");
                return asyncio.newTask(coro, given);
              });
              group.createTask(coroutine(() -> trace.add("task")));
            }));
    trace.shouldBe("factory", "task");
  }

  @Rule("task-group.create-task.keywords")
  @Test
  void theFactoryGetsTheKeywords() throws Exception {
    run(() ->
        with(
            asyncio.newTaskGroup(),
            group -> {
              loop.setTaskFactory((given, coro, kwargs) -> {
                for (String keyword : List.of("name", "color", "eager_start")) {
                  if (kwargs.containsKey(keyword) && kwargs.get(keyword) != null) {
                    trace.add(keyword + ": " + kwargs.get(keyword));
                  }
                }
                return asyncio.newTask(coro, given);
              });
              group.createTask(coroutine(() -> {}), Map.of("color", "red", "name", "ann"));
              group.createTask(coroutine(() -> {}), false);
              group.createTask(coroutine(() -> {}), true);
            }));
    trace.shouldBe("name: ann", "color: red", "eager_start: false", "eager_start: true");
  }
}
