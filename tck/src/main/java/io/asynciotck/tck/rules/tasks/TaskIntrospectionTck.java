package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.RuleTest;
import io.asynciotck.tck.results.Ground;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rules of tasks.md about the names of tasks, the current one, and all of them. */
final class TaskIntrospectionTck extends RuleTest {

  @Rule("task.name.given")
  @Test
  void taskHasTheNameThatItWasGiven() throws Exception {
    Task<String> ofLoop = loop.createTask(coroutine(() -> "value"), "one");
    trace.outcome("loop", ofLoop::getName);
    run(() -> {
      Task<String> ofModule = asyncio.createTask(coroutine(() -> "value"), "two");
      trace.outcome("module", ofModule::getName);
      await(ofModule);
    });
    trace.shouldBe("loop: one", "module: two");
  }

  @Rule("task.name.given")
  @Test
  void aNameMayBeEmpty() throws Exception {
    Task<String> task = loop.createTask(coroutine(() -> "value"), "");
    trace.outcome("empty", () -> task.getName().isEmpty());
    loop.runUntilComplete(task);
    trace.shouldBe("empty: true");
  }

  @Rule("task.name.default")
  @Test
  void taskWithoutANameIsGivenOne() throws Exception {
    Task<String> task = loop.createTask(coroutine(() -> "value"));
    Task<String> nothing = loop.createTask(coroutine(() -> "value"), (String) null);
    bench.needsDefaultTask(task);
    trace.outcome("no name", () -> task.getName().isEmpty());
    trace.outcome("null", () -> nothing.getName().isEmpty());
    loop.runUntilComplete(nothing);
    trace.shouldBe("no name: false", "null: false");
  }

  @Rule("task.name.unique")
  @Test
  void generatedNamesDiffer() throws Exception {
    Task<String> one = loop.createTask(coroutine(() -> "value"));
    Task<String> two = loop.createTask(coroutine(() -> "value"));
    trace.outcome("same", () -> one.getName().equals(two.getName()));
    loop.runUntilComplete(two);
    trace.shouldBe("same: false");
  }

  @Rule("task.name.set")
  @Test
  void taskHasTheNameThatWasSetLast() throws Exception {
    Task<String> task = loop.createTask(coroutine(() -> "value"), "given");
    task.setName("one");
    task.setName("two");
    trace.outcome("name", task::getName);
    loop.runUntilComplete(task);
    trace.shouldBe("name: two");
  }

  @Rule("current-task.coroutine.itself")
  @Test
  void coroutineSeesItsOwnTask() throws Exception {
    Task<?>[] seen = new Task<?>[2];
    Task<?> one = loop.createTask(coroutine(() -> lookTwice(seen, 0)));
    Task<?> two = loop.createTask(coroutine(() -> lookTwice(seen, 1)));
    run(() -> {
      await(one);
      await(two);
    });
    trace.outcome("one", () -> seen[0] == one);
    trace.outcome("two", () -> seen[1] == two);
    trace.shouldBe("one: true", "two: true");
  }

  @Rule("current-task.callback.none")
  @Test
  void callbackSeesNoTask() throws Exception {
    run(() -> {
      loop.callSoon(() -> trace.outcome("callback", asyncio::currentTask));
      yieldOnce();
      yieldOnce();
    });
    trace.shouldBe("callback: null");
  }

  @Rule("current-task.loop.none")
  @Test
  void currentTaskIsRefusedWhereNoLoopRuns() {
    asyncio.setEventLoop(loop);
    trace.outcome("current", asyncio::currentTask);
    asyncio.setEventLoop(null);
    trace.shouldBe("current: raises IllegalStateException");
  }

  @Rule("current-task.loop.idle")
  @Test
  void loopThatRunsNothingHasNoCurrentTask() throws Exception {
    EventLoop other = bench.newLoop();
    run(() -> {
      trace.outcome("other", () -> asyncio.currentTask(other));
      trace.outcome("named", () -> byKeyword(asyncio, "loop").currentTask(other));
    });
    trace.outcome("stopped", () -> asyncio.currentTask(loop));
    trace.shouldBe("other: null", "named: null", "stopped: null");
  }

  @Rule("all-tasks.pending.listed")
  @Test
  void tasksThatAreNotDoneAreListed() throws Exception {
    Set<Task<?>> seen = new HashSet<>();
    Task<?> other = loop.createTask(coroutine(() -> await(loop.createFuture())));
    Task<?> caller = loop.createTask(coroutine(() -> seen.addAll(asyncio.allTasks())));
    loop.runUntilComplete(caller);
    trace.outcome("other", () -> seen.contains(other));
    trace.outcome("caller", () -> seen.contains(caller));
    trace.shouldBe("other: true", "caller: true");
  }

  @Rule("all-tasks.pending.listed")
  @Test
  void allOfManyTasksAreListed() throws Exception {
    for (int size : Numbers.sizes()) {
      run(() -> {
        AsyncFuture<String> end = loop.createFuture();
        Set<Task<?>> tasks = new HashSet<>();
        for (int i = 0; i < size; i++) {
          tasks.add(asyncio.createTask(coroutine(() -> await(end))));
        }
        int unlisted = size;
        for (Task<?> listed : asyncio.allTasks()) {
          unlisted -= tasks.contains(listed) ? 1 : 0;
        }
        trace.add(size + ": " + unlisted + " are missing");
        end.setResult("end");
        yieldOnce();
        yieldOnce();
      });
    }
    trace.shouldBe(
        Numbers.sizes().stream().map(size -> size + ": 0 are missing").toArray(String[]::new));
  }

  @Rule("all-tasks.done.absent")
  @Test
  void doneTaskIsNotListed() throws Exception {
    run(() -> {
      Task<?> done = asyncio.createTask(coroutine(() -> yieldOnce()));
      await(done);
      trace.outcome("done", () -> asyncio.allTasks().contains(done));
    });
    trace.shouldBe("done: false");
  }

  @Rule("all-tasks.loop.own")
  @RestsOn(Ground.RUNNING_LOOP)
  @Test
  void eachLoopListsItsOwnTasks() throws Exception {
    EventLoop other = bench.newLoop();
    Task<String> here = loop.createTask(coroutine(() -> "value"));
    Task<String> there = other.createTask(coroutine(() -> "value"));
    trace.outcome("here", () -> asyncio.allTasks(loop).equals(Set.of(here)));
    trace.outcome("there", () -> asyncio.allTasks(other).equals(Set.of(there)));
    trace.outcome("named", () -> byKeyword(asyncio, "loop").allTasks(other).equals(Set.of(there)));
    loop.runUntilComplete(here);
    other.runUntilComplete(there);
    trace.shouldBe("here: true", "there: true", "named: true");
  }

  @Rule("all-tasks.loop.none")
  @Test
  void allTasksIsRefusedWhereNoLoopRuns() {
    asyncio.setEventLoop(loop);
    trace.outcome("all", asyncio::allTasks);
    asyncio.setEventLoop(null);
    trace.shouldBe("all: raises IllegalStateException");
  }

  private void lookTwice(Task<?>[] seen, int index) throws Exception {
    yieldOnce();
    Task<?> current = asyncio.currentTask();
    if (current != null) {
      seen[index] = current;
    }
  }

  @Rule("task.name.any-object")
  @Test
  void whatIsNoTextBecomesOne() throws Exception {
    Task<String> task = loop.createTask(coroutine(() -> "value"));
    task.setName(7);
    trace.outcome("name", () -> "7".equals(task.getName()));
    loop.runUntilComplete(task);
    trace.shouldBe("name: true");
  }

  @Rule("task.name.any-object")
  @Test
  void soDoesWhatATaskIsMadeWith() throws Exception {
    Object number = 7;
    Task<String> task = loop.createTask(coroutine(() -> "value"), number);
    trace.outcome("name", () -> "7".equals(task.getName()));
    loop.runUntilComplete(task);
    trace.shouldBe("name: true");
  }

  @Rule("task.name.shown")
  @Test
  void whatATaskLooksLikeHasItsName() throws Exception {
    Task<String> task = loop.createTask(coroutine(() -> "value"), "given");
    bench.needsDefaultTask(task);
    trace.outcome("given", () -> task.repr().contains("given"));
    task.setName("another");
    trace.outcome("set", () -> task.repr().contains("another"));
    loop.runUntilComplete(task);
    trace.shouldBe("given: true", "set: true");
  }
}
