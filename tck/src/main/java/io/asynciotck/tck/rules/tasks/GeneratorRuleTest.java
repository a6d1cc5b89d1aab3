package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncGenerator;
import io.asynciotck.api.Task;
import io.asynciotck.tck.harness.RuleTest;
import java.util.ArrayList;
import java.util.List;

/** Base of rule tests with asynchronous generators that are left open. */
abstract class GeneratorRuleTest extends RuleTest {

  /** The generators that have begun: one that nobody holds may be closed at any time. */
  private final List<AsyncGenerator<?>> held = new ArrayList<>();

  /** Keeps tasks alive, which a loop need not do. */
  private final List<Task<?>> background = new ArrayList<>();

  /** Begins a generator whose clean-up waits. */
  final void begin() throws Exception {
    begin(() -> {
      yieldOnce();
      trace.add("closed");
    });
  }

  /** Begins a generator with such a clean-up. */
  final void begin(VoidBody cleanUp) throws Exception {
    AsyncGenerator<Integer> generator =
        bench.surroundings().asyncGenerators().generator(List.of(1, 2), () -> coroutine(cleanUp));
    held.add(generator);
    await(generator.next());
  }

  /** Starts a task that waits until it is cancelled, and whose clean-up waits. */
  final void startTaskThatCleansUp() {
    background.add(
        asyncio.createTask(
            coroutine(() -> {
              try {
                await(asyncio.getRunningLoop().createFuture());
              } finally {
                yieldOnce();
                trace.add("task cleaned up");
              }
            })));
  }
}
