package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncGenerator;
import io.asynciotck.api.Runner;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.RuleTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Asynchronous generators that are open when a {@code Runner} is closed. Page: {@code runners.md}.
 */
final class RunnersGeneratorsTck extends RuleTest {

  /** The generators that have begun: one that nobody holds may be closed at any time. */
  private final List<AsyncGenerator<?>> held = new ArrayList<>();

  /** Begins a generator whose clean-up waits. */
  private void begin() throws Exception {
    AsyncGenerator<Integer> generator =
        bench
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

  @Rule("runner.close.generators")
  @Test
  void whatIsOpenIsClosed() throws Exception {
    Runner runner = asyncio.newRunner();
    try {
      runner.run(coroutine(() -> begin()));
      runner.run(coroutine(() -> begin()));
      trace.add("the programs have ended");
    } finally {
      runner.close();
    }
    trace.add("the runner is closed");
    trace.shouldBe("the programs have ended", "closed", "closed", "the runner is closed");
  }
}
