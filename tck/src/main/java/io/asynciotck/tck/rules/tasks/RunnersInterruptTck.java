package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Runner;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.NeedsOperatingSystem;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.Surroundings;
import io.asynciotck.tck.harness.UsesThreads;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** What Ctrl-C does to the runs of a {@code Runner}. Page: {@code runners.md}. */
@NeedsOperatingSystem
final class RunnersInterruptTck extends RunnerRuleTest {
  private static final int ROUNDS = 9;

  @Rule("runner.run.interrupt-handler")
  @Test
  void interruptsAreHandledAsBefore() throws Exception {
    Surroundings surroundings = bench.surroundings();
    Runner runner = interruptible();
    String before = surroundings.interruptHandler();
    for (int time = 0; time < 2; time++) {
      runner.run(coroutine(() -> 7));
      trace.add("as before: " + before.equals(surroundings.interruptHandler()));
      Outcome.of(() -> runner.run(coroutine(() -> Boom.raise(new Boom("main")))));
      trace.add("as before: " + before.equals(surroundings.interruptHandler()));
    }
    runner.close();
    trace.shouldBe("as before: true", "as before: true", "as before: true", "as before: true");
  }

  @Rule("runner.interrupt.cancels")
  @Test
  void theMainTaskIsCancelled() throws Exception {
    runInterruptible(() -> {
      yieldOnce();
      interrupt();
      traceWait();
    });
    trace.shouldBe("main: raises CancelledError");
  }

  @Rule("runner.interrupt.cancels")
  @Test
  void theMainTaskIsCancelledByASignalInACallback() throws Exception {
    runInterruptible(() -> {
      asyncio.getRunningLoop().callSoon(this::interrupt);
      traceWait();
    });
    trace.shouldBe("main: raises CancelledError");
  }

  @Rule("runner.interrupt.at-once")
  @Test
  void theFirstCodeOfTheMainTaskCanBeInterrupted() throws Exception {
    runInterruptible(() -> {
      interrupt();
      traceWait();
    });
    trace.shouldBe("main: raises CancelledError");
  }

  @Rule("runner.interrupt.wakes")
  @UsesThreads
  @Test
  void aLoopThatWaitsIsWoken() throws Exception {
    Runner runner = interruptible();
    for (int round = 0; round < ROUNDS; round++) {
      int moment = round;
      run(
          runner,
          () -> {
            AsyncFuture<Object> never = asyncio.getRunningLoop().createFuture();
            var _ =
                bench.inThread(() -> {
                  giveTheLoopTimeToWait(moment);
                  interrupt();
                  return null;
                });
            await(never);
          });
      trace.add("woken");
    }
    runner.close();
    trace.shouldBe(Collections.nCopies(ROUNDS, "woken").toArray(String[]::new));
  }

  @Rule("runner.interrupt.clean-up")
  @Test
  void theMainTaskCleansUp() throws Exception {
    runInterruptible(() -> {
      yieldOnce();
      interrupt();
      try {
        await(asyncio.sleep(ticks(1)));
      } finally {
        yieldOnce();
        await(asyncio.sleep(ticks(1)));
        trace.add("cleaned up");
      }
    });
    trace.add("run is over");
    trace.shouldBe("cleaned up", "run is over");
  }

  @Rule("runner.interrupt.raises")
  @Test
  void theRunEndsWithKeyboardInterrupt() throws Exception {
    trace.add(
        "run: "
            + runInterruptible(() -> {
              yieldOnce();
              interrupt();
              await(asyncio.sleep(ticks(1)));
            }));
    trace.shouldBe("run: raises KeyboardInterrupt");
  }

  @Rule("runner.interrupt.second")
  @Test
  void aSecondSignalIsRaisedAtOnceInCodeThatDoesNotWait() throws Exception {
    runInterruptible(() -> {
      yieldOnce();
      interrupt();
      traceInterrupt("second");
      traceInterrupt("third");
    });
    trace.shouldBe("second: raises KeyboardInterrupt", "third: raises KeyboardInterrupt");
  }

  @Rule("runner.interrupt.second")
  @Test
  void aSecondSignalDoesNotCancelTheMainTask() throws Exception {
    runInterruptible(() -> {
      yieldOnce();
      interrupt();
      Outcome.of(() -> await(asyncio.sleep(ticks(1))));
      traceInterrupt("second");
      traceWait();
    });
    trace.shouldBe("second: raises KeyboardInterrupt", "main: goes on");
  }

  @Rule("runner.interrupt.next-run")
  @Test
  void theFirstSignalOfTheNextRunCancelsToo() throws Exception {
    Runner runner = interruptible();
    for (int time = 0; time < 3; time++) {
      run(
          runner,
          () -> {
            yieldOnce();
            interrupt();
            traceWait();
            await(asyncio.sleep(ticks(1)));
          });
    }
    runner.close();
    trace.shouldBe(
        "main: raises CancelledError",
        "main: raises CancelledError",
        "main: raises CancelledError");
  }

  /** Runs a main coroutine in a runner of its own; returns what came of it. */
  private String runInterruptible(VoidBody main) throws Exception {
    Runner runner = interruptible();
    String outcome = run(runner, main);
    runner.close();
    return outcome;
  }

  private String run(Runner runner, VoidBody main) {
    return Outcome.of(() -> runner.run(coroutine(main)));
  }

  private Runner interruptible() {
    bench.surroundings().interruptByDefault();
    return asyncio.newRunner();
  }

  private void interrupt() {
    bench.surroundings().interrupt();
  }

  private void traceWait() {
    trace.outcome("main", () -> await(asyncio.sleep(ticks(1), "goes on")));
  }

  private void traceInterrupt(String which) {
    trace.outcome(
        which,
        () -> {
          interrupt();
          return "nothing";
        });
  }
}
