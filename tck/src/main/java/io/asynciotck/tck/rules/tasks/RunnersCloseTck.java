package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.CancelledError;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.Runner;
import io.asynciotck.api.SystemExit;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.Signal;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a {@code Runner} does when it is closed. Page: {@code runners.md}. */
final class RunnersCloseTck extends RunnerRuleTest {

  /** Long enough for a close that does not wait to return first; one that waits pays it. */
  private static final Duration GRACE = Duration.ofMillis(50);

  @Rule("runner.exit.closes")
  @Test
  void behindTheBlockTheLoopIsClosed() throws Exception {
    Runner runner = asyncio.newRunner();
    with(runner, () -> made.add(runner.getLoop()));
    isClosed(made.getFirst());
    trace.shouldBe("closed: true");
  }

  @Rule("runner.exit.closes-after-exception")
  @Test
  void behindABlockThatRaisesTheLoopIsClosed() throws Exception {
    Runner runner = asyncio.newRunner();
    try {
      with(
          runner,
          () -> {
            made.add(runner.getLoop());
            throw new Boom("block");
          });
    } catch (Boom raised) {
      // whether it comes through is another rule
    }
    isClosed(made.getFirst());
    trace.shouldBe("closed: true");
  }

  @Rule("runner.exit.exception")
  @Test
  void anExceptionOfTheBlockDoesNotEndThere() throws Exception {
    Runner runner = asyncio.newRunner();
    runner.enter();
    Object ends = runner.exit(null, new Boom("block"), null);
    trace.add("ends there: " + Boolean.TRUE.equals(ends));
    trace.shouldBe("ends there: false");
  }

  @Rule("runner.exit.exception")
  @Test
  void neitherDoesWhatIsNoExceptionOfTheProgram() throws Exception {
    for (Throwable raised :
        List.of(new CancelledError(), new KeyboardInterrupt(), new SystemExit())) {
      Runner runner = asyncio.newRunner();
      runner.enter();
      runner.run(coroutine(() -> 7));
      Object ends = runner.exit(null, raised, null);
      trace.add(Outcome.nameOf(raised) + " ends there: " + Boolean.TRUE.equals(ends));
    }
    trace.shouldBe(
        "CancelledError ends there: false",
        "KeyboardInterrupt ends there: false",
        "SystemExit ends there: false");
  }

  // Closing

  @Rule("runner.close.loop")
  @Test
  void theLoopIsOpenUntilTheRunnerIsClosed() throws Exception {
    Runner runner = asyncio.newRunner();
    EventLoop own = runner.getLoop();
    runner.run(coroutine(() -> 7));
    isClosed(own);
    runner.close();
    isClosed(own);
    trace.shouldBe("closed: false", "closed: true");
  }

  @Rule("runner.close.executor")
  @UsesThreads
  @Test
  void workInTheDefaultExecutorIsWaitedFor() throws Exception {
    Signal returned = bench.signal("returned");
    Runner runner = asyncio.newRunner();
    runner.run(
        coroutine(() -> {
          EventLoop own = asyncio.getRunningLoop();
          own.runInExecutor(
              null,
              () -> {
                boolean late = returned.await(GRACE);
                trace.add(late ? "outlived the runner" : "worked");
                return 7;
              });
          stayBusyUntilSomethingHappens(own);
        }));
    runner.close();
    trace.add("closed");
    returned.give();
    trace.shouldBe("worked", "closed");
  }

  /** Keeps a loop from being idle, so that a virtual clock stands still. */
  private void stayBusyUntilSomethingHappens(EventLoop own) {
    own.callSoon(
        new Runnable() {
          @Override
          public void run() {
            if (trace.events().isEmpty()) {
              leaveTheProcessor();
              own.callSoon(this);
            }
          }
        });
  }

  @Rule("runner.close.tasks")
  @RestsOn(Ground.GATHER_COLLECTED)
  @Test
  void tasksThatAreLeftAreCancelledAndAwaited() throws Exception {
    closeWithATask(asyncio.newRunner());
    trace.shouldBe("close", "cancelled", "cleaned up", "closed");
  }

  @Rule("runner.close.tasks")
  @RestsOn(Ground.GATHER_COLLECTED)
  @Test
  void soAreThoseInALoopThatIsNotTheCurrentOne() throws Exception {
    closeWithATask(asyncio.newRunner(asyncio::newEventLoop));
    trace.shouldBe("close", "cancelled", "cleaned up", "closed");
  }

  private void closeWithATask(Runner runner) throws Exception {
    runner.run(
        coroutine(() -> {
          background.add(asyncio.createTask(coroutine(this::cleanUpWhenCancelled)));
          yieldOnce();
        }));
    trace.add("close");
    runner.close();
    trace.add("closed");
  }

  private void cleanUpWhenCancelled() throws Exception {
    try {
      await(asyncio.getRunningLoop().createFuture());
    } catch (CancelledError cancelled) {
      trace.add("cancelled");
      await(asyncio.sleep(ticks(1)));
      trace.add("cleaned up");
      throw cancelled;
    }
  }

  @Rule("runner.close.unused")
  @Test
  void toCloseARunnerThatWasNotUsedMakesNoLoop() throws Exception {
    Runner runner = asyncio.newRunner(this::newLoop);
    runner.close();
    trace.shouldBe();
  }

  @Rule("runner.close.twice")
  @Test
  void toCloseASecondTimeDoesNothing() throws Exception {
    Runner runner = asyncio.newRunner(this::newLoop);
    runner.getLoop();
    runner.close();
    for (int i = 0; i < 2; i++) {
      trace.outcome(
          "again",
          () -> {
            runner.close();
            return "closed";
          });
    }
    isClosed(made.getFirst());
    trace.shouldBe("a loop is made", "again: closed", "again: closed", "closed: true");
  }

  @Rule("runner.closed.run")
  @Test
  void aClosedRunnerDoesNotRun() throws Exception {
    Runner runner = asyncio.newRunner();
    runner.run(coroutine(() -> 7));
    runner.close();
    trace.add("run: " + runOnce(runner));
    Runner other = asyncio.newRunner(asyncio::newEventLoop);
    other.run(coroutine(() -> 7));
    other.close();
    trace.add("with a factory: " + runOnce(other));
    trace.shouldBe(
        "run: raises IllegalStateException", "with a factory: raises IllegalStateException");
  }

  @Rule("runner.closed.get-loop")
  @Test
  void aClosedRunnerHasNoLoop() throws Exception {
    Runner runner = asyncio.newRunner();
    runner.getLoop();
    runner.close();
    trace.outcome("loop", runner::getLoop);
    trace.shouldBe("loop: raises IllegalStateException");
  }
}
