package io.asynciotck.tck.rules.loop;

import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.SystemExit;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Outcome;
import org.junit.jupiter.api.Test;

/** Rules of {@code errors.md}: what leaves the loop. */
final class BaseExceptionTck extends RestartRuleTest {

  @Rule("loop.base-exception.keyboard-interrupt")
  @Test
  void aKeyboardInterruptLeavesTheLoop() {
    loop.callSoon(() -> {
      throw new KeyboardInterrupt();
    });
    trace.outcome("run", this::runUntilRest);
    trace.shouldBe("run: raises KeyboardInterrupt");
  }

  @Rule("loop.base-exception.system-exit")
  @Test
  void aSystemExitLeavesTheLoop() {
    loop.callSoon(BaseExceptionTck::exit);
    trace.outcome("run", this::runUntilRest);
    trace.shouldBe("run: raises SystemExit");
  }

  @Rule("loop.base-exception.not-reported")
  @Test
  void whatLeavesTheLoopIsNotReported() {
    loop.setExceptionHandler((reporter, context) -> trace.add("report"));
    loop.callSoon(BaseExceptionTck::exit);
    trace.outcome("run", this::runUntilRest);
    trace.shouldBe("run: raises SystemExit");
  }

  @Rule("loop.base-exception.rest-kept")
  @Test
  void theRestOfTheBatchRunsInTheNextRun() {
    loop.callSoon(BaseExceptionTck::exit);
    loop.callSoon(trace.mark("second"));
    loop.callSoon(trace.mark("third"));
    trace.outcome("run", this::runUntilRest);
    settle();
    trace.shouldBe("run: raises SystemExit", "second", "third");
  }

  @Rule("loop.base-exception.clears-stop")
  @Test
  void aStopBeforeTheExceptionDoesNotStopTheNextRun() {
    loop.callSoon(loop::stop);
    loop.callSoon(BaseExceptionTck::exit);
    trace.outcome(
        "run",
        () ->
            Outcome.of(() -> {
              loop.runForever();
              return "returns";
            }));
    runToTheThirdIteration();
    trace.shouldBe("run: raises SystemExit", "third iteration");
  }

  private static void exit() {
    throw new SystemExit();
  }

  private String runUntilRest() {
    settle();
    return "returns";
  }
}
