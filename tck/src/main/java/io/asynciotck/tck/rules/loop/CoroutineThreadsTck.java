package io.asynciotck.tck.rules.loop;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.ConcurrentFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.BoomError;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.Signal;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code threads.md}: {@code run_coroutine_threadsafe}. */
@UsesThreads
final class CoroutineThreadsTck extends OtherThreadRuleTest {

  private static final int ROUNDS = 20;
  private static final Duration MOMENT = Duration.ofMillis(1);

  @Rule("run-coroutine-threadsafe.result")
  @Test
  void theOtherThreadGetsTheResult() throws Exception {
    runAwakeLoopDuring(() -> trace.outcome("result", submit(coroutine(() -> 7))::result));
    trace.shouldBe("result: 7");
  }

  @Rule("run-coroutine-threadsafe.exception")
  @Test
  void theOtherThreadGetsTheException() throws Exception {
    runAwakeLoopDuring(() -> {
      ConcurrentFuture<?> future = submit(coroutine(() -> Boom.raise(new Boom("inside"))));
      trace.outcome("result", future::result);
    });
    trace.shouldBe("result: raises Boom(inside)");
  }

  @Rule("run-coroutine-threadsafe.exception")
  @Test
  void theOtherThreadGetsWhatIsNoExceptionToo() throws Exception {
    runAwakeLoopDuring(() -> {
      ConcurrentFuture<?> future = submit(coroutine(() -> Boom.raise(new BoomError())));
      trace.outcome("result", future::result);
    });
    trace.shouldBe("result: raises BoomError");
  }

  @Rule("run-coroutine-threadsafe.loop-thread")
  @RestsOn(Ground.RUNNING_LOOP)
  @Test
  void theCoroutineRunsInItsLoop() throws Exception {
    runAwakeLoopDuring(() ->
        submit(coroutine(() -> trace.add("in its loop: " + (asyncio.getRunningLoop() == loop))))
            .result());
    trace.shouldBe("in its loop: true");
  }

  @Rule("run-coroutine-threadsafe.task")
  @Test
  void theCoroutineRunsInATask() throws Exception {
    runAwakeLoopDuring(() ->
        submit(coroutine(() -> trace.add("in a task: " + (asyncio.currentTask() != null))))
            .result());
    trace.shouldBe("in a task: true");
  }

  @Rule("run-coroutine-threadsafe.wakes")
  @Test
  void everySubmissionWakesALoopThatHasNothingToDo() throws Exception {
    runLoopDuring(() -> {
      for (int round = 0; round < ROUNDS; round++) {
        submit(coroutine(() -> null)).result();
        giveTheLoopTimeToWait(round);
      }
      trace.add("every coroutine has run");
    });
    trace.shouldBe("every coroutine has run");
  }

  @Rule("run-coroutine-threadsafe.pending")
  @Test
  void theSubmissionDoesNotWaitForTheLoop() throws Exception {
    Coroutine<Integer> coroutine = coroutine(() -> 7);
    ConcurrentFuture<Integer> future = inOtherThread(() -> submit(coroutine));
    trace.add("done before the loop runs: " + future.isDone());
    runAwakeLoopDuring(() -> {
      future.result();
      trace.add("done afterwards: " + future.isDone());
    });
    trace.shouldBe("done before the loop runs: false", "done afterwards: true");
  }

  @Rule("run-coroutine-threadsafe.result-timeout")
  @Test
  void theOtherThreadStopsWaitingWhenItsTimeIsOver() throws Exception {
    AsyncFuture<Integer> never = loop.createFuture();
    runAwakeLoopDuring(() -> {
      ConcurrentFuture<Integer> future = submit(coroutine(() -> await(never)));
      trace.outcome("result", () -> future.result(MOMENT));
    });
    trace.shouldBe("result: raises TimeoutException");
  }

  @Rule("run-coroutine-threadsafe.result-timeout")
  @Test
  void theOtherThreadDoesNotWaitWithoutTime() throws Exception {
    AsyncFuture<Integer> never = loop.createFuture();
    runAwakeLoopDuring(() -> {
      ConcurrentFuture<Integer> future = submit(coroutine(() -> await(never)));
      trace.outcome("result", () -> future.result(Duration.ZERO));
    });
    trace.shouldBe("result: raises TimeoutException");
  }

  @Rule("run-coroutine-threadsafe.result")
  @Test
  void theOtherThreadGetsTheResultWithinItsTime() throws Exception {
    runAwakeLoopDuring(() -> {
      ConcurrentFuture<Integer> future = submit(coroutine(() -> 7));
      trace.outcome("result", () -> future.result(Duration.ofHours(1)));
      trace.outcome("again, without time", () -> future.result(Duration.ZERO));
    });
    trace.shouldBe("result: 7", "again, without time: 7");
  }

  @Rule("run-coroutine-threadsafe.timeout-goes-on")
  @Test
  void theCoroutineRunsOnAfterATimeout() throws Exception {
    AsyncFuture<Integer> gate = loop.createFuture();
    runAwakeLoopDuring(() -> {
      ConcurrentFuture<Integer> future = submit(coroutine(() -> await(gate)));
      trace.outcome("a moment", () -> future.result(MOMENT));
      loop.callSoonThreadsafe(() -> gate.setResult(7));
      trace.outcome("result", future::result);
    });
    trace.shouldBe("a moment: raises TimeoutException", "result: 7");
  }

  @Rule("run-coroutine-threadsafe.cancel")
  @Test
  void cancellingTheFutureCancelsTheTask() throws Exception {
    AsyncFuture<Integer> never = loop.createFuture();
    Signal begun = bench.signal("begun");
    Signal ended = bench.signal("ended");
    runAwakeLoopDuring(() -> {
      ConcurrentFuture<?> future =
          submit(
              coroutine(() -> {
                loop.callSoon(begun.giver());
                trace.outcome("wait", () -> await(never));
                loop.callSoon(ended.giver());
              }));
      begun.await();
      future.cancel();
      ended.await();
    });
    trace.shouldBe("wait: raises CancelledError");
  }

  @Rule("run-coroutine-threadsafe.cancel")
  @Test
  void whatIsCancelledBeforeItHasBegunIsNotLeftWaiting() throws Exception {
    AsyncFuture<Integer> never = loop.createFuture();
    loop.callSoon(
        () -> asyncio.runCoroutineThreadsafe(coroutine(() -> await(never)), loop).cancel());
    settle();
    trace.add("tasks that are left: " + asyncio.allTasks(loop).size());
    trace.shouldBe("tasks that are left: 0");
  }

  @Rule("run-coroutine-threadsafe.cancel")
  @Test
  void cancellingTheFutureWakesALoopThatHasNothingToDo() throws Exception {
    AsyncFuture<Integer> never = loop.createFuture();
    Signal begun = bench.signal("begun");
    Signal ended = bench.signal("ended");
    runLoopDuring(() -> {
      ConcurrentFuture<?> future =
          submit(
              coroutine(() -> {
                loop.callSoon(begun.giver());
                trace.outcome("wait", () -> await(never));
                loop.callSoon(ended.giver());
              }));
      begun.await();
      giveTheLoopTimeToWait(1);
      future.cancel();
      ended.await();
    });
    trace.shouldBe("wait: raises CancelledError");
  }

  @Rule("run-coroutine-threadsafe.cancelled-at-once")
  @Test
  void aCancelledFutureStaysCancelledWhateverTheCoroutineReturns() throws Exception {
    AsyncFuture<Integer> never = loop.createFuture();
    Signal begun = bench.signal("begun");
    runAwakeLoopDuring(() -> {
      ConcurrentFuture<?> future =
          submit(
              coroutine(() -> {
                loop.callSoon(begun.giver());
                return outcomeOf(never);
              }));
      begun.await();
      trace.add("cancel: " + future.cancel() + ", cancelled: " + future.isCancelled());
      submit(coroutine(this::yieldOnce)).result();
      trace.outcome("result", future::result);
    });
    trace.shouldBe("cancel: true, cancelled: true", "result: raises CancellationException");
  }

  @Rule("run-coroutine-threadsafe.cancel-own-thread")
  @Test
  void aCancellationInTheLoopsThreadIsNotPutOff() throws Exception {
    run(() -> {
      AsyncFuture<Integer> never = loop.createFuture();
      ConcurrentFuture<Integer> future =
          asyncio.runCoroutineThreadsafe(coroutine(() -> await(never)), loop);
      while (asyncio.allTasks().size() < 2) {
        yieldOnce();
      }
      yieldOnce();
      future.cancel();
      trace.add("awaited future cancelled: " + never.isCancelled());
    });
    trace.shouldBe("awaited future cancelled: true");
  }

  @Rule("run-coroutine-threadsafe.cancel-done")
  @Test
  void aFutureWithAResultCannotBeCancelled() throws Exception {
    runAwakeLoopDuring(() -> {
      ConcurrentFuture<Integer> future = submit(coroutine(() -> 7));
      future.result();
      trace.add("cancel: " + future.cancel() + ", cancelled: " + future.isCancelled());
      trace.outcome("result", future::result);
    });
    trace.shouldBe("cancel: false, cancelled: false", "result: 7");
  }

  @Rule("run-coroutine-threadsafe.cancelled-inside")
  @Test
  void aTaskThatIsCancelledInTheLoopCancelsTheFuture() throws Exception {
    runAwakeLoopDuring(() -> {
      ConcurrentFuture<?> future =
          submit(
              coroutine(() -> {
                throw new CancelledError();
              }));
      trace.outcome("result", future::result);
      trace.add("cancelled: " + future.isCancelled());
    });
    trace.shouldBe("result: raises CancellationException", "cancelled: true");
  }

  @Rule("run-coroutine-threadsafe.order")
  @Test
  void coroutinesBeginInTheOrderOfTheirSubmission() {
    loop.callSoon(() ->
        inOtherThread(() -> {
          for (int i = 0; i < 4; i++) {
            int number = i;
            submit(coroutine(() -> trace.add(number)));
          }
          return trace;
        }));
    settle();
    trace.shouldBe("0", "1", "2", "3");
  }

  @Rule("run-coroutine-threadsafe.closed")
  @Test
  void aClosedLoopRefusesCoroutines() {
    loop.close();
    Coroutine<Integer> coroutine = coroutine(() -> 7);
    trace.outcome("submission", () -> submit(coroutine));
    coroutine.close();
    trace.shouldBe("submission: raises IllegalStateException");
  }

  private <T extends @Nullable Object> ConcurrentFuture<T> submit(Coroutine<T> coroutine) {
    return asyncio.runCoroutineThreadsafe(coroutine, loop);
  }

  private String outcomeOf(AsyncFuture<?> future) {
    return Outcome.of(() -> await(future));
  }

  private void runAwakeLoopDuring(VoidBody body) throws Exception {
    keepAwake();
    runLoopDuring(body);
  }
}
