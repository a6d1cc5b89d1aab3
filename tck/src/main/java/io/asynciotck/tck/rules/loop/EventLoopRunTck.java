package io.asynciotck.tck.rules.loop;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.HarnessError;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.RuleTest;
import io.asynciotck.tck.harness.Signal;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Event loop: {@code run_forever} and {@code run_until_complete}. */
final class EventLoopRunTck extends RuleTest {

  @Rule("loop.run-forever.until-stop")
  @Test
  void aRunGoesOnUntilStopIsCalled() {
    reschedule(20);
    loop.runForever();
    trace.add("returned");
    trace.shouldBe("20 iterations", "returned");
  }

  private void reschedule(int iterations) {
    AtomicInteger done = new AtomicInteger();
    loop.callSoon(
        new Runnable() {
          @Override
          public void run() {
            if (done.incrementAndGet() < iterations) {
              loop.callSoon(this);
            } else {
              trace.add(iterations + " iterations");
              loop.stop();
            }
          }
        });
  }

  @Rule("loop.run-forever.idle")
  @Test
  @UsesThreads
  void aLoopWithNothingToDoWaits() throws Exception {
    Signal runs = bench.signal("runs");
    FutureTask<?> other = bench.inThread(() -> handOverLater(runs));
    loop.callLater(ticks(1), runs.giver());
    loop.runForever();
    trace.add("returned");
    other.get();
    trace.shouldBe("handed over", "returned");
  }

  private boolean handOverLater(Signal runs) throws Exception {
    runs.await();
    // Two threads later the loop has long had nothing to do.
    bench.inThread(() -> bench.inThread(() -> true).get()).get();
    loop.callSoonThreadsafe(() -> {
      trace.add("handed over");
      loop.stop();
    });
    return true;
  }

  @Rule("loop.run-forever.nested-refused")
  @Test
  void aRunningLoopRefusesToRunForever() {
    runCallback(() -> trace.add("nested: " + isRefused(() -> runOnce(loop))));
    trace.shouldBe("nested: refused");
  }

  @Rule("loop.run-forever.nested-refused")
  @UsesThreads
  @Test
  void aLoopThatRunsInOneThreadRefusesToRunInAnother() {
    List<FutureTask<String>> started = new ArrayList<>();
    runCallback(() -> {
      loop.callSoonThreadsafe(loop::stop); // for a loop that does run there
      FutureTask<String> other = bench.inThread(() -> isRefused(() -> runForever(loop)));
      started.add(other);
      untilDone(other);
    });
    for (FutureTask<String> other : started) {
      trace.outcome("another thread", () -> outcomeOf(other));
    }
    trace.shouldBe("another thread: refused");
  }

  /**
   * Waits in a callback. What the thread raises would be the callback's, and might end the loop.
   */
  private static void untilDone(FutureTask<?> other) {
    try {
      other.get();
    } catch (ExecutionException raised) {
      // The test asks for it when the loop does not run.
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** What the thread gives. What is not claimed there is not claimed here. */
  private static String outcomeOf(FutureTask<String> other) throws Exception {
    try {
      return other.get();
    } catch (ExecutionException raised) {
      if (raised.getCause() instanceof HarnessError stop) {
        throw stop;
      }
      throw raised;
    }
  }

  private static String runForever(EventLoop loop) {
    loop.runForever();
    return "returned";
  }

  @Rule("loop.run-forever.nested")
  @RestsOn(Ground.REFUSES_NESTED)
  @Test
  void theRefusalToRunForeverIsARuntimeError() {
    runCallback(() -> trace.outcome("nested", () -> runOnce(loop)));
    trace.shouldBe("nested: raises IllegalStateException");
  }

  @Rule("loop.run-forever.other-running")
  @RestsOn(Ground.RUNNING_LOOP)
  @Test
  void aSecondLoopIsNotRunInACallback() {
    EventLoop other = bench.newLoop();
    loop.callSoon(() -> trace.outcome("second loop", () -> runOnce(other)));
    settle();
    trace.shouldBe("second loop: raises IllegalStateException");
  }

  @Rule("loop.run-forever.refused-nested")
  @RestsOn(Ground.REFUSES_NESTED)
  @Test
  void aRefusedNestedRunLeavesTheLoopRunning() {
    runCallback(() -> {
      Outcome.of(() -> runOnce(loop));
      trace.outcome("running", loop::isRunning);
      trace.outcome("found", () -> asyncio.getRunningLoop() == loop);
    });
    trace.shouldBe("running: true", "found: true");
  }

  /** Runs one callback, which stops the loop at its end: nothing else has done it before. */
  private void runCallback(Runnable callback) {
    loop.callSoon(() -> {
      callback.run();
      loop.stop();
    });
    loop.runForever();
  }

  @Rule("loop.run-forever.refused-second")
  @Test
  void aRefusedSecondLoopLeavesTheFirstRunning() {
    EventLoop other = bench.newLoop();
    loop.callSoon(() -> {
      Outcome.of(() -> runOnce(other));
      trace.outcome("found", () -> asyncio.getRunningLoop() == loop);
    });
    settle();
    trace.shouldBe("found: true");
  }

  private static String isRefused(Callable<?> call) {
    return raisedBy(call) == null ? "accepted" : "refused";
  }

  /** With a callback that stops it, for a loop that does run. */
  private static String runOnce(EventLoop loop) {
    loop.callSoon(loop::stop);
    loop.runForever();
    return "returned";
  }

  @Rule("loop.run-until-complete.waits")
  @Test
  void theLoopRunsUntilTheFutureIsDone() throws Exception {
    AsyncFuture<String> future = loop.createFuture();
    loop.callLater(
        ticks(2),
        () -> {
          trace.add("settled");
          future.setResult("value");
        });
    loop.runUntilComplete(future);
    trace.add("returned");
    trace.shouldBe("settled", "returned");
  }

  @Rule("loop.run-until-complete.result")
  @Test
  void theResultIsReturned() throws Exception {
    AsyncFuture<String> future = loop.createFuture();
    loop.callSoon(() -> future.setResult("value"));
    trace.add(loop.runUntilComplete(future));
    trace.shouldBe("value");
  }

  @Rule("loop.run-until-complete.exception")
  @Test
  void theExceptionIsRaised() {
    AsyncFuture<String> future = loop.createFuture();
    loop.callSoon(() -> future.setException(new Boom("of the future")));
    trace.outcome("run", () -> loop.runUntilComplete(future));
    trace.shouldBe("run: raises Boom(of the future)");
  }

  private static @Nullable Throwable raisedBy(Callable<?> call) {
    try {
      call.call();
      return null;
    } catch (HarnessError stop) {
      throw stop;
    } catch (Throwable raised) {
      return raised;
    }
  }

  @Rule("loop.run-until-complete.cancelled")
  @Test
  void aCancelledFutureRaisesCancelledError() {
    AsyncFuture<String> future = loop.createFuture();
    loop.callSoon(future::cancel);
    trace.outcome("run", () -> loop.runUntilComplete(future));
    trace.shouldBe("run: raises CancelledError");
  }

  @Rule("loop.run-until-complete.coroutine")
  @RestsOn(Ground.RUNNING_LOOP)
  @Test
  void aCoroutineRunsAsATask() throws Exception {
    run(() -> {
      trace.add("current: " + (asyncio.currentTask(loop) != null));
      trace.add("tasks: " + asyncio.allTasks(loop).size());
    });
    trace.shouldBe("current: true", "tasks: 1");
  }

  @Rule("loop.run-until-complete.task-as-is")
  @Test
  void aTaskIsRunAsItIs() throws Exception {
    Task<Integer> task = loop.createTask(coroutine(() -> asyncio.allTasks(loop).size()));
    trace.add("tasks: " + loop.runUntilComplete(task));
    trace.shouldBe("tasks: 1");
  }

  @Rule("loop.run-until-complete.already-done")
  @Test
  void theResultOfAFutureThatIsDoneIsReturned() {
    AsyncFuture<String> future = loop.createFuture();
    future.setResult("value");
    trace.outcome("run", () -> loop.runUntilComplete(future));
    trace.shouldBe("run: value");
  }

  @Rule("loop.run-until-complete.already-done")
  @Test
  void theExceptionOfAFutureThatIsDoneIsRaised() {
    AsyncFuture<String> future = loop.createFuture();
    future.setException(new Boom());
    trace.outcome("run", () -> loop.runUntilComplete(future));
    trace.shouldBe("run: raises Boom");
  }

  @Rule("loop.run-until-complete.done-runs-queue")
  @Test
  void callbacksRunAlsoIfTheFutureIsDone() throws Exception {
    AsyncFuture<String> future = loop.createFuture();
    future.setResult("value");
    loop.callSoon(trace.mark("scheduled before"));
    loop.runUntilComplete(future);
    trace.add("returned");
    trace.shouldBe("scheduled before", "returned");
  }

  @Rule("loop.run-until-complete.stopped")
  @Test
  void aStopBeforeTheFutureIsDoneIsAnError() {
    AsyncFuture<String> future = loop.createFuture();
    loop.callSoon(loop::stop);
    trace.outcome("run", () -> loop.runUntilComplete(future));
    trace.shouldBe("run: raises IllegalStateException");
  }

  @Rule("loop.run-until-complete.stop-pending")
  @Test
  void anEarlyStopLeavesOneIteration() {
    AsyncFuture<String> future = loop.createFuture();
    loop.callSoon(() -> {
      trace.add("first iteration");
      loop.callSoon(trace.mark("second iteration"));
    });
    loop.stop();
    trace.outcome("run", () -> loop.runUntilComplete(future));
    trace.shouldBe("first iteration", "run: raises IllegalStateException");
  }

  @Rule("loop.run-until-complete.stopped-but-done")
  @Test
  void aStopInTheBatchThatSettlesTheFutureIsNoError() {
    AsyncFuture<String> future = loop.createFuture();
    loop.callSoon(loop::stop);
    loop.callSoon(() -> future.setResult("value"));
    trace.outcome("run", () -> loop.runUntilComplete(future));
    trace.shouldBe("run: value");
  }

  @Rule("loop.run-until-complete.stopped-future-lives")
  @Test
  void aFutureOutlivesTheRunThatWasStopped() {
    AsyncFuture<String> future = loop.createFuture();
    loop.callSoon(loop::stop);
    Outcome.of(() -> loop.runUntilComplete(future));
    trace.add("done: " + future.isDone());
    loop.callSoon(() -> future.setResult("value"));
    trace.outcome("run", () -> loop.runUntilComplete(future));
    trace.shouldBe("done: false", "run: value");
  }

  @Rule("loop.run-until-complete.lets-go")
  @Test
  void aFutureDoesNotStopALaterRun() {
    AsyncFuture<String> future = loop.createFuture();
    loop.callSoon(loop::stop);
    Outcome.of(() -> loop.runUntilComplete(future));
    loop.callSoon(() -> future.setResult("value"));
    loop.callLater(ticks(1), trace.mark("timer"));
    loop.callLater(ticks(2), loop::stop);
    loop.runForever();
    trace.shouldBe("timer");
  }

  @Rule("loop.run-until-complete.foreign-future")
  @Test
  void aFutureOfAnotherLoopIsRefused() {
    AsyncFuture<String> foreign = bench.newLoop().createFuture();
    loop.callSoon(loop::stop);
    trace.outcome("run", () -> loop.runUntilComplete(foreign));
    trace.shouldBe("run: raises IllegalArgumentException");
  }

  @Rule("loop.run-until-complete.nested-refused")
  @RestsOn(Ground.REFUSES_NESTED)
  @Test
  void aRunningLoopRefusesToRunUntilComplete() {
    AsyncFuture<String> future = loop.createFuture();
    future.setResult("value");
    loop.callSoon(() -> trace.add("nested: " + isRefused(() -> loop.runUntilComplete(future))));
    settle();
    trace.shouldBe("nested: refused");
  }

  @Rule("loop.run-until-complete.nested")
  @RestsOn(Ground.REFUSES_NESTED)
  @Test
  void theRefusalToRunUntilCompleteIsARuntimeError() {
    AsyncFuture<String> future = loop.createFuture();
    future.setResult("value");
    loop.callSoon(() -> trace.outcome("nested", () -> loop.runUntilComplete(future)));
    settle();
    trace.shouldBe("nested: raises IllegalStateException");
  }

  @Rule("loop.run-until-complete.refused-nested")
  @RestsOn(Ground.REFUSES_NESTED)
  @Test
  void aRefusedNestedRunUntilCompleteLeavesTheLoopRunning() {
    AsyncFuture<String> future = loop.createFuture();
    AsyncFuture<String> done = loop.createFuture();
    done.setResult("value");
    loop.callSoon(() -> {
      trace.add("nested: " + isRefused(() -> loop.runUntilComplete(future)));
      trace.add("with what is done: " + isRefused(() -> loop.runUntilComplete(done)));
      trace.outcome("running", loop::isRunning);
      trace.outcome("found", () -> asyncio.getRunningLoop() == loop);
      future.setResult("value"); // a loop that has waited for it would end its run now
      inTheSameRun(10);
    });
    loop.runForever();
    trace.shouldBe(
        "nested: refused",
        "with what is done: refused",
        "running: true",
        "found: true",
        "ten iterations later");
  }

  /** Goes on for some iterations, and then stops the loop. */
  private void inTheSameRun(int iterations) {
    if (iterations > 0) {
      loop.callSoon(() -> inTheSameRun(iterations - 1));
      return;
    }
    trace.add("ten iterations later");
    loop.stop();
  }

  @Rule("loop.run-until-complete.other-running")
  @RestsOn(Ground.RUNNING_LOOP)
  @Test
  void aSecondLoopIsNotRunUntilCompleteInACallback() {
    EventLoop other = bench.newLoop();
    AsyncFuture<String> future = other.createFuture();
    future.setResult("value");
    loop.callSoon(() -> trace.outcome("second loop", () -> other.runUntilComplete(future)));
    settle();
    trace.shouldBe("second loop: raises IllegalStateException");
  }
}
