package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.tck.harness.RuleTest;
import org.jspecify.annotations.Nullable;

/** What the tests of eager tasks share. */
abstract class EagerTaskRuleTest extends RuleTest {

  /** Runs a body while the tasks of the loop are eager. */
  final void runEager(VoidBody body) throws Exception {
    run(() -> {
      loop.setTaskFactory(asyncio.eagerTaskFactory());
      body.run();
    });
  }

  /** A coroutine that notes when it begins, and returns without waiting. */
  final Coroutine<String> quick(String name) {
    return coroutine(() -> {
      trace.add(name + " begins");
      return "result of " + name;
    });
  }

  /** A coroutine that notes when it begins, waits, and notes when it goes on. */
  final Coroutine<@Nullable Void> slow(String name) {
    return coroutine(() -> {
      trace.add(name + " begins");
      yieldOnce();
      trace.add(name + " goes on");
    });
  }

  /** Whether the task that runs is this one. */
  final boolean isCurrent(@Nullable Task<?> task) {
    Task<?> current = asyncio.currentTask();
    return current != null && current.equals(task);
  }
}
