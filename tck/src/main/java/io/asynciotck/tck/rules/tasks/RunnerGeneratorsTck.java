package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncGenerator;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RuleTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Asynchronous generators that are open when {@code run} ends. Page: {@code runner.md}. */
final class RunnerGeneratorsTck extends RuleTest {

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

  @Rule("run.clean-up.generators-finalised")
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

  @Rule("run.clean-up.generators-finalised")
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
