package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.Runner;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import org.junit.jupiter.api.Test;

/**
 * Asynchronous generators that are open when a {@code Runner} is closed. Page: {@code runners.md}.
 */
final class RunnersGeneratorsTck extends GeneratorRuleTest {

  @Rule("runner.close.generators")
  @RestsOn(Ground.SHUTDOWN_ASYNCGENS)
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

  @Rule("runner.close.tasks-before-generators")
  @RestsOn({Ground.GATHER_COLLECTED, Ground.SHUTDOWN_ASYNCGENS})
  @Test
  void tasksAreCancelledBeforeGeneratorsAreClosed() throws Exception {
    Runner runner = asyncio.newRunner();
    try {
      runner.run(
          coroutine(() -> {
            begin();
            startTaskThatCleansUp();
            yieldOnce();
          }));
    } finally {
      runner.close();
    }
    trace.shouldBe("task cleaned up", "closed");
  }
}
