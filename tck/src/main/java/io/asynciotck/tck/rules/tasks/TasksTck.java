package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.RuleTest;
import io.asynciotck.tck.results.Ground;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules of tasks.md about creating and running tasks. */
final class TasksTck extends RuleTest {

  @Rule("create-task.start.not-immediate")
  @Test
  void createTaskRunsNothingOfTheCoroutine() throws Exception {
    Task<?> early = loop.createTask(coroutine(() -> trace.add("early")));
    trace.add("created");
    run(() -> {
      await(early);
      Task<?> late = asyncio.createTask(coroutine(() -> trace.add("late")));
      trace.add("created");
      await(late);
    });
    trace.shouldBe("created", "early", "created", "late");
  }

  @Rule("create-task.start.by-itself")
  @Test
  void taskRunsThoughNobodyAwaitsIt() throws Exception {
    AsyncFuture<String> ran = loop.createFuture();
    run(() -> {
      Task<?> task = asyncio.createTask(coroutine(() -> ran.setResult("value")));
      await(ran);
      trace.outcome("other", () -> task == ran);
    });
    trace.shouldBe("other: false");
  }

  @Rule("create-task.start.call-soon")
  @Test
  void firstStepHasThePlaceThatCallSoonGives() throws Exception {
    loop.callSoon(trace.mark("before"));
    Task<?> task = loop.createTask(coroutine(() -> trace.add("task")));
    loop.callSoon(trace.mark("after"));
    settle();
    trace.outcome("done", task::isDone);
    trace.shouldBe("before", "task", "after", "done: true");
  }

  @Rule("create-task.start.order")
  @Test
  void tasksStartInTheOrderOfTheirCreation() throws Exception {
    run(() -> {
      Task<?> last = loop.createTask(coroutine(() -> trace.add("a")));
      for (String name : List.of("b", "c", "d")) {
        last = loop.createTask(coroutine(() -> trace.add(name)));
      }
      await(last);
    });
    trace.shouldBe("a", "b", "c", "d");
  }

  @Rule("create-task.loop.running")
  @RestsOn(Ground.RUNNING_LOOP)
  @Test
  void moduleMakesATaskOfTheRunningLoop() throws Exception {
    asyncio.setEventLoop(bench.newLoop());
    run(() -> {
      Task<?> task = asyncio.createTask(coroutine(() -> trace.add("runs")));
      trace.outcome("here", () -> task.getLoop() == loop);
      await(task);
    });
    asyncio.setEventLoop(null);
    trace.shouldBe("here: true", "runs");
  }

  @Rule("create-task.loop.none")
  @Test
  void moduleMakesNoTaskWhereNoLoopRuns() {
    asyncio.setEventLoop(loop);
    Coroutine<String> coroutine = coroutine(() -> "value");
    trace.outcome("create", () -> asyncio.createTask(coroutine).isDone());
    coroutine.close();
    asyncio.setEventLoop(null);
    trace.shouldBe("create: raises IllegalStateException");
  }

  @Rule("create-task.loop.not-running")
  @Test
  void taskOfALoopThatDoesNotRunStartsWithIt() {
    Task<?> task = loop.createTask(coroutine(() -> trace.add("task")));
    trace.add("run");
    settle();
    trace.outcome("done", task::isDone);
    trace.shouldBe("run", "task", "done: true");
  }

  @Rule("task.get-coro.same")
  @Test
  void taskKnowsItsCoroutine() throws Exception {
    Coroutine<String> coroutine = coroutine(() -> "value");
    Task<String> task = loop.createTask(coroutine);
    trace.outcome("same", () -> task.getCoro() == coroutine);
    loop.runUntilComplete(task);
    trace.outcome("same when it is done", () -> task.getCoro() == coroutine);
    trace.shouldBe("same: true", "same when it is done: true");
  }

  @Rule("task.step.suspends")
  @Test
  void taskDoesNotGoOnBeforeItsFutureIsDone() {
    AsyncFuture<String> future = loop.createFuture();
    startWaiter("task", future);
    settle();
    trace.add("set");
    future.setResult("value");
    settle();
    trace.shouldBe("task waits", "set", "task goes on");
  }

  @Rule("task.step.resumes")
  @Test
  void taskGoesOnWhenItsFutureIsDone() throws Exception {
    AsyncFuture<String> first = loop.createFuture();
    AsyncFuture<String> second = loop.createFuture();
    Task<?> task =
        loop.createTask(
            coroutine(() -> {
              loop.callSoon(() -> first.setResult("value"));
              await(first);
              trace.add("once");
              loop.callSoon(() -> second.setResult("value"));
              await(second);
              trace.add("twice");
            }));
    loop.runUntilComplete(task);
    trace.shouldBe("once", "twice");
  }

  @Rule("task.step.others-run")
  @Test
  void othersRunWhileATaskWaits() throws Exception {
    AsyncFuture<String> future = loop.createFuture();
    Task<?> waiter = startWaiter("waiter", future);
    loop.createTask(
        coroutine(() -> {
          trace.add("other task");
          loop.callSoon(() -> {
            trace.add("callback");
            future.setResult("value");
          });
        }));
    loop.runUntilComplete(waiter);
    trace.shouldBe("waiter waits", "other task", "callback", "waiter goes on");
  }

  @Rule("task.step.exclusive")
  @Test
  void nothingRunsBetweenTwoSuspensionsOfATask() {
    AsyncFuture<String> future = loop.createFuture();
    startWaiter("other", future);
    loop.createTask(
        coroutine(() -> {
          trace.add("one");
          loop.callSoon(trace.mark("callback"));
          trace.add("two");
          future.setResult("value");
          trace.add("three");
        }));
    settle();
    trace.shouldBeOneOf(
        List.of("other waits", "one", "two", "three", "callback", "other goes on"),
        List.of("other waits", "one", "two", "three", "other goes on", "callback"));
  }

  @Rule("task.step.wakeup-order")
  @Test
  void wakeupHasItsPlaceAmongTheDoneCallbacks() {
    AsyncFuture<String> future = loop.createFuture();
    future.addDoneCallback(done -> trace.add("first callback"));
    startWaiter("task", future);
    future.addDoneCallback(done -> trace.add("last callback"));
    loop.callSoon(trace.mark("before"));
    future.setResult("value");
    loop.callSoon(trace.mark("after"));
    settle();
    trace.shouldBe(
        "task waits", "before", "first callback", "task goes on", "last callback", "after");
  }

  @Rule("task.step.bare-yield")
  @Test
  void bareYieldLastsOneIteration() throws Exception {
    run(() -> {
      loop.callSoon(() -> {
        trace.add("iteration 1");
        loop.callSoon(() -> {
          trace.add("iteration 2");
          loop.callSoon(trace.mark("iteration 3"));
        });
      });
      for (int yields = 1; yields <= 3; yields++) {
        yieldOnce();
        trace.add("yield " + yields);
      }
    });
    trace.shouldBe("iteration 1", "yield 1", "iteration 2", "yield 2", "iteration 3", "yield 3");
  }

  @Rule("task.step.await-itself")
  @Test
  void taskCannotAwaitItself() throws Exception {
    AtomicReference<Task<?>> itself = new AtomicReference<>();
    Task<?> task =
        loop.createTask(coroutine(() -> trace.outcome("await", () -> await(itself.get()))));
    itself.set(task);
    loop.runUntilComplete(task);
    trace.shouldBe("await: raises IllegalStateException");
  }

  @Rule("task.step.other-loop")
  @Test
  void taskCannotAwaitAFutureOfAnotherLoop() throws Exception {
    EventLoop other = bench.newLoop();
    run(() -> trace.outcome("await", () -> await(other.createFuture())));
    trace.shouldBe("await: raises IllegalStateException");
  }

  private Task<@Nullable Void> startWaiter(String name, AsyncFuture<String> future) {
    Task<@Nullable Void> task =
        loop.createTask(
            coroutine(() -> {
              trace.add(name + " waits");
              await(future);
              trace.add(name + " goes on");
            }));
    settle();
    return task;
  }
}
