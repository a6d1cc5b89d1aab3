package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.EventLoop;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import org.junit.jupiter.api.Test;

/** Asynchronous generators that are open when {@code run} ends. Page: {@code runner.md}. */
final class RunnerGeneratorsTck extends GeneratorRuleTest {

  @Rule("run.clean-up.generators-finalised")
  @RestsOn(Ground.SHUTDOWN_ASYNCGENS)
  @Test
  void whatIsOpenIsClosed() throws Exception {
    asyncio.run(
        coroutine(() -> {
          begin();
          begin();
          trace.add("the program ends");
        }));
    trace.add("run returns");
    trace.shouldBe("the program ends", "closed", "closed", "run returns");
  }

  @Rule("run.clean-up.tasks-before-generators")
  @RestsOn({Ground.GATHER_COLLECTED, Ground.SHUTDOWN_ASYNCGENS})
  @Test
  void tasksAreCancelledBeforeGeneratorsAreClosed() throws Exception {
    asyncio.run(
        coroutine(() -> {
          begin();
          startTaskThatCleansUp();
          yieldOnce();
        }));
    trace.shouldBe("task cleaned up", "closed");
  }

  @Rule("run.clean-up.generators-before-executor")
  @RestsOn(Ground.SHUTDOWN_ASYNCGENS)
  @UsesThreads
  @Test
  void generatorsCanStillUseTheDefaultExecutor() throws Exception {
    asyncio.run(
        coroutine(() ->
            begin(() -> {
              EventLoop own = asyncio.getRunningLoop();
              trace.outcome("executor", () -> await(own.runInExecutor(null, () -> "released")));
            })));
    trace.shouldBe("executor: released");
  }

  @Rule("run.clean-up.generators-finalised")
  @RestsOn(Ground.SHUTDOWN_ASYNCGENS)
  @Test
  void whatIsOpenIsClosedThoughTheProgramFails() throws Exception {
    Outcome.of(() ->
        asyncio.run(
            coroutine(() -> {
              begin();
              throw new Boom("program");
            })));
    trace.add("run is over");
    trace.shouldBe("closed", "run is over");
  }
}
