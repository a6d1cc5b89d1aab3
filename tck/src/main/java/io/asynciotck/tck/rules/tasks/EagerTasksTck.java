package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How eager tasks begin, end and go on. Page: {@code eager-tasks.md}. */
final class EagerTasksTck extends EagerTaskRuleTest {

  // Beginning at once

  @Rule("eager-task.start.at-once")
  @Test
  void theyBeginWhenTheyAreMade() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      Numbers begun = new Numbers();
      runEager(() -> {
        List<Task<?>> tasks = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          int number = i;
          boolean waits = i % 2 == 0;
          tasks.add(
              loop.createTask(
                  coroutine(() -> {
                    begun.add(number);
                    if (waits) {
                      yieldOnce();
                    }
                  })));
          if (begun.count() != i + 1) {
            trace.add("number " + i + " did not begin");
          }
        }
        for (Task<?> task : tasks) {
          await(task);
        }
      });
      trace.add(begun.order(size));
    }
    trace.shouldBe(Numbers.inOrder(Numbers.sizesTo(101)));
  }

  @Rule("eager-task.start.until-blocked")
  @Test
  void theyRunUntilTheyWait() throws Exception {
    runEager(() -> {
      AsyncFuture<String> future = loop.createFuture();
      Task<?> task =
          loop.createTask(
              coroutine(() -> {
                trace.add("begins");
                trace.add("has " + await(coroutine(() -> "what needs no waiting")));
                await(future);
                trace.add("goes on");
              }));
      trace.add("made, done: " + task.isDone());
      future.setResult("now");
      trace.add("result is set");
      await(task);
    });
    trace.shouldBe(
        "begins", "has what needs no waiting", "made, done: false", "result is set", "goes on");
  }

  @Rule("eager-task.start.at-once")
  @Test
  void thoseThatACallbackMakesBeginToo() throws Exception {
    runEager(() -> {
      List<Task<?>> tasks = new ArrayList<>();
      AsyncFuture<String> made = loop.createFuture();
      loop.callSoon(() -> {
        tasks.add(loop.createTask(coroutine(() -> trace.add("begins"))));
        trace.add("made");
      });
      loop.callSoon(() -> made.setResult("now"));
      await(made);
      for (Task<?> task : tasks) {
        await(task);
      }
    });
    trace.shouldBe("begins", "made");
  }

  @Rule("eager-task.start.of-module")
  @Test
  void thoseOfTheModuleBeginToo() throws Exception {
    runEager(() -> {
      Task<?> task = asyncio.createTask(slow("task"));
      trace.add("made");
      await(task);
    });
    trace.shouldBe("task begins", "made", "task goes on");
  }

  @Rule("eager-task.start.nested")
  @Test
  void oneThatIsMadeInTheFirstRunOfAnotherBeginsThere() throws Exception {
    runEager(() -> {
      Task<?> outer =
          loop.createTask(
              coroutine(() -> {
                trace.add("outer begins");
                Task<?> middle =
                    loop.createTask(
                        coroutine(() -> {
                          trace.add("middle begins");
                          Task<?> inner = loop.createTask(slow("inner"));
                          trace.add("inner is made");
                          await(inner);
                        }));
                trace.add("middle is made");
                await(middle);
              }));
      trace.add("outer is made");
      await(outer);
    });
    trace.shouldBe(
        "outer begins",
        "middle begins",
        "inner begins",
        "inner is made",
        "middle is made",
        "outer is made",
        "inner goes on");
  }

  @Rule("eager-task.start.not-running")
  @Test
  void besideARunningLoopTheyDoNotBegin() throws Exception {
    loop.setTaskFactory(asyncio.eagerTaskFactory());
    Task<String> task = loop.createTask(quick("task"));
    trace.add("made");
    runUntil(task);
    trace.outcome("result", task::result);
    trace.shouldBe("made", "task begins", "result: result of task");
  }

  @Rule("eager-task.start.constructor")
  @Test
  void theConstructorBeginsThemAsWell() throws Exception {
    run(() -> {
      Task<?> eager = asyncio.newTask(slow("eager"), asyncio.getRunningLoop(), true);
      trace.add("made");
      await(eager);
      Task<?> ordinary = asyncio.newTask(slow("ordinary"), asyncio.getRunningLoop(), false);
      trace.add("made");
      await(ordinary);
    });
    trace.shouldBe(
        "eager begins", "made", "eager goes on", "made", "ordinary begins", "ordinary goes on");
  }

  @Rule("eager-task.start.default-loop")
  @Test
  void withoutALoopTheRunningOneIsTaken() throws Exception {
    run(() -> {
      Task<?> task = asyncio.newTask(slow("task"), true);
      trace.add("its loop: " + task.getLoop().equals(asyncio.getRunningLoop()));
      await(task);
    });
    trace.shouldBe("task begins", "its loop: true", "task goes on");
  }

  // Ending at once

  @Rule("eager-task.finished.returned")
  @Test
  void whatReturnsAtOnceIsDone() throws Exception {
    runEager(() -> {
      Task<String> task = loop.createTask(quick("task"));
      trace.add("done: " + task.isDone() + ", cancelled: " + task.isCancelled());
      trace.outcome("result", task::result);
      trace.outcome("await", () -> await(task));
    });
    trace.shouldBe(
        "task begins",
        "done: true, cancelled: false",
        "result: result of task",
        "await: result of task");
  }

  @Rule("eager-task.finished.raised")
  @Test
  void whatRaisesAtOnceIsDone() throws Exception {
    runEager(() -> {
      Task<String> task =
          loop.createTask(
              coroutine(() -> {
                throw new Boom("at once");
              }));
      trace.add("done: " + task.isDone() + ", cancelled: " + task.isCancelled());
      trace.outcome("await", () -> await(task));
    });
    trace.shouldBe("done: true, cancelled: false", "await: raises Boom(at once)");
  }

  @Rule("eager-task.finished.not-listed")
  @Test
  void whatIsOverIsNotListed() throws Exception {
    runEager(() -> {
      Task<?> returned = loop.createTask(quick("task"));
      Task<?> raised =
          loop.createTask(
              coroutine(() -> {
                throw new Boom("at once");
              }));
      trace.add("listed: " + asyncio.allTasks().contains(returned));
      trace.add("listed: " + asyncio.allTasks().contains(raised));
      trace.outcome("await", () -> await(raised));
    });
    trace.shouldBe("task begins", "listed: false", "listed: false", "await: raises Boom(at once)");
  }

  @Rule("eager-task.finished.no-coroutine")
  @Test
  void whatIsOverHasNoCoroutine() throws Exception {
    runEager(() -> {
      Task<?> task = loop.createTask(quick("task"));
      trace.add("coroutine: " + task.getCoro());
    });
    trace.shouldBe("task begins", "coroutine: null");
  }

  // Going on

  @Rule("eager-task.blocked.goes-on")
  @Test
  void whatHasWaitedHasItsResult() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      Numbers results = new Numbers();
      runEager(() -> {
        AsyncFuture<@Nullable Void> all = loop.createFuture();
        List<Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < size; i++) {
          int number = i;
          tasks.add(
              loop.createTask(
                  coroutine(() -> {
                    await(all);
                    yieldOnce();
                    return number;
                  })));
        }
        yieldOnce();
        trace.add(size + " have ended: " + tasks.stream().anyMatch(Task::isDone));
        all.setResult(null);
        for (Task<Integer> task : tasks) {
          results.add(Objects.requireNonNullElse(await(task), -1));
        }
      });
      trace.add(results.order(size));
    }
    List<String> expected = new ArrayList<>();
    for (String inOrder : Numbers.inOrder(Numbers.sizesTo(101))) {
      expected.add(inOrder.substring(0, inOrder.indexOf(' ')) + " have ended: false");
      expected.add(inOrder);
    }
    trace.shouldBe(expected.toArray(String[]::new));
  }

  @Rule("eager-task.blocked.listed")
  @Test
  void whatWaitsIsListed() throws Exception {
    runEager(() -> {
      Task<?> task = loop.createTask(slow("task"));
      trace.add("listed: " + asyncio.allTasks().contains(task));
      await(task);
      trace.add("listed: " + asyncio.allTasks().contains(task));
    });
    trace.shouldBe("task begins", "listed: true", "task goes on", "listed: false");
  }

  @Rule("eager-task.blocked.coroutine")
  @Test
  void whatWaitsHasItsCoroutine() throws Exception {
    runEager(() -> {
      Coroutine<@Nullable Void> coroutine = slow("task");
      Task<?> task = loop.createTask(coroutine);
      trace.add("same: " + (task.getCoro() == coroutine));
      await(task);
    });
    trace.shouldBe("task begins", "same: true", "task goes on");
  }

  @Rule("eager-task.cancel.blocked")
  @Test
  void whatWaitsIsCancelledThere() throws Exception {
    runEager(() -> {
      AsyncFuture<String> future = loop.createFuture();
      Task<?> task =
          loop.createTask(
              coroutine(() -> {
                try {
                  await(future);
                } catch (CancelledError cancelled) {
                  trace.add("interrupted");
                  throw cancelled;
                }
              }));
      trace.add("cancel: " + task.cancel());
      trace.outcome("await", () -> await(task));
      trace.add("cancelled: " + task.isCancelled() + ", " + future.isCancelled());
    });
    trace.shouldBe(
        "cancel: true", "interrupted", "await: raises CancelledError", "cancelled: true, true");
  }

  @Rule("eager-task.cancel.itself")
  @Test
  void whatCancelsItselfIsInterruptedWhereItWaits() throws Exception {
    runEager(() -> {
      AsyncFuture<String> future = loop.createFuture();
      Task<?> task =
          loop.createTask(
              coroutine(() -> {
                Objects.requireNonNull(asyncio.currentTask()).cancel();
                trace.add("goes on");
                await(future);
                trace.add("not interrupted");
              }));
      trace.add("made");
      loop.callLater(ticks(200), () -> rescue(future));
      trace.outcome("await", () -> await(task));
      trace.add("cancelled: " + task.isCancelled());
    });
    trace.shouldBe("goes on", "made", "await: raises CancelledError", "cancelled: true");
  }

  /** Ends what should have ended long ago. */
  private static void rescue(AsyncFuture<String> future) {
    if (!future.isDone()) {
      future.setResult("too late");
    }
  }
}
