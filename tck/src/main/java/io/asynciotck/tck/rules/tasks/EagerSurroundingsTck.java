package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.Context;
import io.asynciotck.api.ContextVar;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where eager tasks run, and with what else. Page: {@code eager-tasks.md}. */
final class EagerSurroundingsTck extends EagerTaskRuleTest {

  private static final int DEPTH = 5;

  // Where it runs

  @Rule("eager-task.current.itself")
  @Test
  void theTaskThatBeginsIsTheCurrentOne() throws Exception {
    runEager(() -> {
      List<@Nullable Task<?>> seen = new ArrayList<>();
      Task<?> quick = loop.createTask(coroutine(() -> seen.add(asyncio.currentTask())));
      Task<?> slow =
          loop.createTask(
              coroutine(() -> {
                seen.add(asyncio.currentTask());
                yieldOnce();
                seen.add(asyncio.currentTask());
              }));
      await(slow);
      trace.add("quick: " + quick.equals(seen.get(0)));
      trace.add("slow: " + slow.equals(seen.get(1)) + ", " + slow.equals(seen.get(2)));
    });
    trace.shouldBe("quick: true", "slow: true, true");
  }

  @Rule("eager-task.current.listed")
  @Test
  void theTaskThatBeginsIsListed() throws Exception {
    runEager(() -> {
      List<Set<Task<?>>> seen = new ArrayList<>();
      Task<?> task = loop.createTask(coroutine(() -> seen.add(asyncio.allTasks())));
      await(task);
      trace.add("listed: " + seen.getFirst().contains(task));
    });
    trace.shouldBe("listed: true");
  }

  @Rule("eager-task.current.restored")
  @Test
  void theOneThatMadeItIsTheCurrentOneBehindIt() throws Exception {
    runEager(() -> {
      Task<?> main = asyncio.currentTask();
      Task<?> raised =
          loop.createTask(
              coroutine(() -> {
                throw new Boom("at once");
              }));
      trace.add("behind one that raises: " + isCurrent(main));
      nested(DEPTH);
      trace.add("behind one that waits: " + isCurrent(main));
      trace.outcome("await", () -> await(raised));
    });
    List<String> expected = new ArrayList<>();
    expected.add("behind one that raises: true");
    for (int depth = 1; depth <= DEPTH; depth++) {
      expected.add("at " + depth + ": true");
    }
    expected.add("behind one that waits: true");
    expected.add("await: raises Boom(at once)");
    trace.shouldBe(expected.toArray(String[]::new));
  }

  /** Makes a task that makes one that makes one. */
  private void nested(int depth) {
    loop.createTask(
        coroutine(() -> {
          Task<?> mine = asyncio.currentTask();
          if (depth > 1) {
            nested(depth - 1);
          }
          trace.add("at " + depth + ": " + isCurrent(mine));
          yieldOnce();
        }));
  }

  @Rule("eager-task.current.not-started")
  @Test
  void whereATaskCannotBeginItsMakerIsTheCurrentOne() throws Exception {
    // In a thread of its own, since a loop that is wrong here can spoil its thread for others.
    trace.add(bench.inThread(() -> Outcome.of(this::runInContextOfMaker)).get());
    trace.shouldBe("current: true", "goes on");
  }

  private String runInContextOfMaker() throws Exception {
    runEager(() -> {
      Task<?> main = Objects.requireNonNull(asyncio.currentTask());
      main.setName("maker");
      Coroutine<Boolean> coroutine = coroutine(() -> true);
      try {
        await(loop.createTask(main.getContext(), coroutine));
      } catch (IllegalStateException refused) {
        coroutine.close(); // Something, the maker, runs in this context already.
      }
      trace.add("current: " + isCurrent(main));
    });
    return "goes on";
  }

  @Rule("eager-task.context.copied")
  @Test
  void theFirstRunHasACopyOfTheContext() throws Exception {
    ContextVar<String> var = bench.surroundings().contextVars().contextVar("var");
    runEager(() -> {
      var.set("of the maker");
      Task<?> task =
          loop.createTask(
              coroutine(() -> {
                trace.add("task: " + var.get("nothing"));
                var.set("of the task");
              }));
      trace.add("maker: " + var.get("nothing"));
      await(task);
      trace.add("maker: " + var.get("nothing"));
    });
    trace.shouldBe("task: of the maker", "maker: of the maker", "maker: of the maker");
  }

  @Rule("eager-task.context.kept")
  @RestsOn(Ground.CALLBACK_CONTEXT)
  @Test
  void whatTheFirstRunSetsIsThereLater() throws Exception {
    ContextVar<String> var = bench.surroundings().contextVars().contextVar("var");
    runEager(() -> {
      var.set("of the maker");
      List<Task<?>> tasks = new ArrayList<>();
      for (String name : List.of("one", "two")) {
        tasks.add(
            loop.createTask(
                coroutine(() -> {
                  var.set(name);
                  yieldOnce();
                  trace.add("task: " + var.get("nothing"));
                })));
      }
      for (Task<?> task : tasks) {
        await(task);
      }
      trace.add("maker: " + var.get("nothing"));
    });
    trace.shouldBe("task: one", "task: two", "maker: of the maker");
  }

  @Rule("eager-task.context.given")
  @RestsOn(Ground.TASK_FACTORY_CONTEXT)
  @Test
  void theFirstRunIsInTheContextThatIsGiven() throws Exception {
    ContextVar<String> var = bench.surroundings().contextVars().contextVar("var");
    runEager(() -> {
      var.set("given");
      Context context = bench.surroundings().contextVars().copyContext();
      var.set("of the maker");
      Task<?> task =
          loop.createTask(
              context,
              coroutine(() -> {
                trace.add("task: " + var.get("nothing"));
                var.set("of the task");
                yieldOnce();
                trace.add("task: " + var.get("nothing"));
              }));
      trace.add("maker: " + var.get("nothing"));
      await(task);
      trace.add("context: " + context.run(() -> var.get("nothing")));
    });
    trace.shouldBe(
        "task: given", "maker: of the maker", "task: of the task", "context: of the task");
  }

  @Rule("eager-task.context.given")
  @RestsOn(Ground.TASK_FACTORY_CONTEXT)
  @Test
  void theFirstRunSeesNoValueInAnEmptyContext() throws Exception {
    ContextVar<String> var = bench.surroundings().contextVars().contextVar("var");
    runEager(() -> {
      var.set("of the maker");
      await(
          loop.createTask(
              bench.surroundings().contextVars().context(),
              coroutine(() -> trace.add("task: " + var.get("nothing")))));
    });
    trace.shouldBe("task: nothing");
  }

  @Rule("eager-task.name.given")
  @RestsOn(Ground.TASK_FACTORY_NAME)
  @Test
  void theFirstRunHasTheName() throws Exception {
    runEager(() -> {
      Task<?> task =
          loop.createTask(
              coroutine(() ->
                  trace.add("name: " + Objects.requireNonNull(asyncio.currentTask()).getName())),
              "ann");
      trace.add("name: " + task.getName());
    });
    trace.shouldBe("name: ann", "name: ann");
  }

  @Rule("eager-task.name.kept")
  @RestsOn(Ground.TASK_FACTORY_NAME)
  @Test
  void theNameThatATaskGivesItselfStays() throws Exception {
    runEager(() -> {
      Task<?> task =
          loop.createTask(
              coroutine(() -> {
                Objects.requireNonNull(asyncio.currentTask()).setName("bob");
                yieldOnce();
              }),
              "ann");
      trace.add("name: " + task.getName());
      await(task);
      trace.add("name: " + task.getName());
    });
    trace.shouldBe("name: bob", "name: bob");
  }

  // With what makes tasks

  @Rule("eager-task.gather.results")
  @Test
  void gatherHasTheResults() throws Exception {
    runEager(() -> {
      trace.add("" + await(asyncio.gather(coroutine(() -> 1), coroutine(() -> 2))));
      trace.add("" + await(asyncio.gather(coroutine(() -> 1), later(2), coroutine(() -> 3))));
      trace.add("" + await(asyncio.gather(later(1), later(2))));
    });
    trace.shouldBe("[1, 2]", "[1, 2, 3]", "[1, 2]");
  }

  private Coroutine<Integer> later(int result) {
    return coroutine(() -> {
      yieldOnce();
      return result;
    });
  }
}
