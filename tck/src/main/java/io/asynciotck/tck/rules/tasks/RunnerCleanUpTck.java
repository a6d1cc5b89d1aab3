package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.SystemExit;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.RuleTest;
import io.asynciotck.tck.harness.Signal;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@code run} does when its coroutine has ended. Page: {@code runner.md}. */
final class RunnerCleanUpTck extends RuleTest {

  /** Long enough for a run that does not wait to return first; a run that waits pays it. */
  private static final Duration GRACE = Duration.ofMillis(50);

  /** Keeps tasks alive, which a loop need not do. */
  private final List<Task<?>> background = new ArrayList<>();

  private final List<EventLoop> loops = new ArrayList<>();

  @Rule("run.loop.closed-though-clean-up-fails")
  @Test
  void theLoopIsClosedWhenTheCleanUpRaises() {
    runMain(mainWithTask(this::stopTheLoopAndWait));
    trace.outcome("closed", () -> loops.getFirst().isClosed());
    trace.shouldBe("main ends", "run: raises IllegalStateException", "closed: true");
  }

  private void stopTheLoopAndWait() throws Exception {
    loops.getFirst().stop();
    await(loops.getFirst().createFuture());
  }

  @Rule("run.clean-up.tasks-cancelled")
  @RestsOn(Ground.GATHER_COLLECTED)
  @Test
  void remainingTasksAreCancelled() {
    runQuietly(mainWithTask(() -> trace.add("cancelled")));
    trace.shouldBe("main ends", "cancelled", "run is over");
  }

  @Rule("run.clean-up.tasks-awaited")
  @RestsOn(Ground.GATHER_COLLECTED)
  @Test
  void cancelledTasksAreWaitedFor() {
    runQuietly(mainWithTask(this::cleanUpForSomeIterations));
    trace.shouldBe("main ends", "cleaned up", "run is over");
  }

  private void cleanUpForSomeIterations() throws Exception {
    yieldOnce();
    await(asyncio.sleep(ticks(1)));
    trace.add("cleaned up");
  }

  @Rule("run.clean-up.after-exception")
  @RestsOn(Ground.GATHER_COLLECTED)
  @Test
  void tasksAreCleanedUpAfterAnExceptionToo() {
    runQuietly(
        coroutine(() -> {
          await(mainWithTask(this::cleanUpForSomeIterations));
          throw new Boom();
        }));
    trace.shouldBe("main ends", "cleaned up", "run is over");
  }

  @Rule("run.clean-up.after-exception")
  @RestsOn(Ground.GATHER_COLLECTED)
  @Test
  void tasksAreCleanedUpAfterARequestToExit() {
    traceCleanUpAfter(new SystemExit());
    trace.shouldBe("main ends", "cleaned up", "run is over");
  }

  @Rule("run.clean-up.after-exception")
  @RestsOn(Ground.GATHER_COLLECTED)
  @Test
  void tasksAreCleanedUpAfterAnInterruption() {
    traceCleanUpAfter(new KeyboardInterrupt());
    trace.shouldBe("main ends", "cleaned up", "run is over");
  }

  private void traceCleanUpAfter(Error request) {
    boolean[] cleansUp = {false};
    runQuietly(
        coroutine(() -> {
          await(
              mainWithTask(() -> {
                cleansUp[0] = true;
                cleanUpForSomeIterations();
              }));
          stopUnless(cleansUp);
          throw request;
        }));
  }

  /** Ends a loop that goes on in spite of a request to exit. */
  private void stopUnless(boolean[] cleansUp) {
    EventLoop own = asyncio.getRunningLoop();
    own.callLater(
        ticks(1),
        () -> {
          if (!cleansUp[0]) {
            own.stop();
          }
        });
  }

  @Rule("run.clean-up.cancelled-once")
  @RestsOn(Ground.GATHER_COLLECTED)
  @Test
  void aTaskThatGoesOnIsNotCancelledAgain() {
    runQuietly(
        mainWithTask(() -> {
          for (int i = 0; i < 3; i++) {
            trace.outcome("goes", () -> await(asyncio.sleep(ticks(1), "on")));
          }
        }));
    trace.shouldBe("main ends", "goes: on", "goes: on", "goes: on", "run is over");
  }

  @Rule("run.clean-up.errors-reported")
  @Test
  void errorsOfTasksAreReported() {
    runQuietly(
        reporting(
            mainWithTask(() -> {
              throw new Boom("late");
            })));
    trace.shouldBe("main ends", "reported: Boom(late)", "with its task: true", "run is over");
  }

  @Rule("run.clean-up.cancellation-not-reported")
  @RestsOn(Ground.GATHER_COLLECTED)
  @Test
  void cancelledTasksAreNotReported() {
    runQuietly(reporting(mainWithTask(() -> {})));
    trace.shouldBe("main ends", "run is over");
  }

  @Rule("run.clean-up.result-kept")
  @Test
  void errorsOfTasksDoNotChangeTheResult() {
    runMain(
        silent(
            mainWithTask(() -> {
              throw new Boom("late");
            })));
    trace.shouldBe("main ends", "run: 7");
  }

  @Rule("run.result.returned")
  @Test
  void tasksThatAreLeftDoNotChangeTheResult() {
    runMain(silent(mainWithTask(() -> {})));
    trace.shouldBe("main ends", "run: 7");
  }

  @Rule("run.clean-up.executor-joined")
  @UsesThreads
  @Test
  void workInTheDefaultExecutorIsWaitedFor() throws Exception {
    Signal returned = bench.signal("returned");
    asyncio.run(mainWithWork(returned, () -> {}));
    trace.add("run is over");
    returned.give();
    trace.shouldBe("worked", "run is over");
  }

  @Rule("run.clean-up.executor-joined")
  @UsesThreads
  @Test
  void workIsWaitedForAlsoWhenTheCoroutineRaises() {
    Signal returned = bench.signal("returned");
    runQuietly(
        mainWithWork(
            returned,
            () -> {
              throw new Boom();
            }));
    returned.give();
    trace.shouldBe("worked", "run is over");
  }

  /**
   * A main coroutine that gives the default executor work, and then ends in some way.
   *
   * @param returned what the work waits for at most: the run has not waited for it
   */
  private Coroutine<@Nullable Void> mainWithWork(Signal returned, VoidBody end) {
    return coroutine(() -> {
      EventLoop own = asyncio.getRunningLoop();
      own.runInExecutor(
          null,
          () -> {
            boolean late = returned.await(GRACE);
            trace.add(late ? "outlived run" : "worked");
            return 7;
          });
      stayBusyUntilSomethingHappens(own);
      end.run();
    });
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

  @Rule("run.clean-up.tasks-before-executor")
  @RestsOn(Ground.GATHER_COLLECTED)
  @UsesThreads
  @Test
  void cancelledTasksCanStillUseTheDefaultExecutor() {
    runQuietly(
        mainWithTask(() -> {
          EventLoop own = asyncio.getRunningLoop();
          trace.outcome("executor", () -> await(own.runInExecutor(null, () -> "released")));
        }));
    trace.shouldBe("main ends", "executor: released", "run is over");
  }

  /** A main coroutine that returns 7 once a task waits, which answers its cancellation so. */
  private Coroutine<Integer> mainWithTask(VoidBody answer) {
    return coroutine(() -> {
      EventLoop own = asyncio.getRunningLoop();
      loops.add(own);
      AsyncFuture<Boolean> waiting = own.createFuture();
      background.add(asyncio.createTask(coroutine(() -> waitUntilCancelled(waiting, answer))));
      await(waiting);
      trace.add("main ends");
      return 7;
    });
  }

  private void waitUntilCancelled(AsyncFuture<Boolean> waiting, VoidBody answer) throws Exception {
    waiting.setResult(true);
    try {
      await(asyncio.getRunningLoop().createFuture());
    } catch (CancelledError cancelled) {
      answer.run();
      throw cancelled;
    }
  }

  private <T> Coroutine<T> reporting(Coroutine<T> main) {
    return coroutine(() -> {
      asyncio
          .getRunningLoop()
          .setExceptionHandler((own, context) -> {
            trace.outcome("reported", () -> Outcome.nameOf((Throwable) context.get("exception")));
            trace.outcome("with its task", () -> context.get("task") == background.getFirst());
          });
      return await(main);
    });
  }

  private <T> Coroutine<T> silent(Coroutine<T> main) {
    return coroutine(() -> {
      asyncio.getRunningLoop().setExceptionHandler((own, context) -> {});
      return await(main);
    });
  }

  /** Records what a run gives. */
  private void runMain(Awaitable<?> main) {
    trace.outcome("run", () -> asyncio.run(main));
  }

  /** Records when a run is over, however it ended. */
  private void runQuietly(Awaitable<?> main) {
    Outcome.of(() -> asyncio.run(main));
    trace.add("run is over");
  }
}
