package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncGenerator;
import io.asynciotck.tck.harness.RuleTest;
import java.util.ArrayList;
import java.util.List;

/** Base of rule tests with asynchronous generators that are left open. */
abstract class GeneratorRuleTest extends RuleTest {

  /** The generators that have begun: one that nobody holds may be closed at any time. */
  private final List<AsyncGenerator<?>> held = new ArrayList<>();

  /** Begins a generator whose clean-up waits. */
  final void begin() throws Exception {
    AsyncGenerator<Integer> generator =
        bench
            .surroundings()
            .asyncGenerators()
            .generator(
                List.of(1, 2),
                () ->
                    coroutine(() -> {
                      yieldOnce();
                      trace.add("closed");
                    }));
    held.add(generator);
    await(generator.next());
  }
}
