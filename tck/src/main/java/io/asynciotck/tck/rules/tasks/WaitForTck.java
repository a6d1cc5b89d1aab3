package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.NeedsVirtualTime;
import io.asynciotck.tck.harness.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How {@code wait_for} waits, and what it does without any time. Page: {@code wait-for.md}. */
final class WaitForTck extends WaitForRuleTest {

  // Waiting

  @Rule("wait-for.result.coroutine")
  @Test
  void theResultOfACoroutineInTimeComesBack() throws Exception {
    run(() ->
        waitFor(
            coroutine(() -> {
              yieldOnce();
              return 7;
            }),
            plenty()));
    trace.shouldBe("wait_for: 7");
  }

  @Rule("wait-for.result.future")
  @Test
  void theResultOfAFutureInTimeComesBack() throws Exception {
    AsyncFuture<Integer> future = loop.createFuture();
    loop.callSoon(() -> future.setResult(7));
    run(() -> waitFor(future, plenty()));
    trace.shouldBe("wait_for: 7");
  }

  @Rule("wait-for.result.exception")
  @Test
  void theExceptionOfAFutureInTimeIsRaised() throws Exception {
    AsyncFuture<Integer> future = loop.createFuture();
    loop.callSoon(() -> future.setException(new Boom("in time")));
    run(() -> waitFor(future, plenty()));
    trace.shouldBe("wait_for: raises Boom(in time)");
  }

  @Rule("wait-for.result.cancelled-elsewhere")
  @Test
  void aCancellationByOthersIsNoTimeout() throws Exception {
    AsyncFuture<Integer> future = loop.createFuture();
    loop.callSoon(future::cancel);
    run(() -> waitFor(future, plenty()));
    trace.shouldBe("wait_for: raises CancelledError");
  }

  @Rule("wait-for.no-limit.waits")
  @Test
  void withoutALimitItWaits() throws Exception {
    AsyncFuture<Integer> future = loop.createFuture();
    loop.callLater(ticks(3), () -> future.setResult(7));
    run(() -> trace.outcome("wait_for", () -> await(asyncio.waitFor(future, null))));
    trace.shouldBe("wait_for: 7");
  }

  @Rule("wait-for.no-limit.waits")
  @NeedsVirtualTime
  @Test
  void withoutALimitItWaitsForADay() throws Exception {
    AsyncFuture<Integer> future = loop.createFuture();
    loop.callLater(Duration.ofDays(1), () -> future.setResult(7));
    run(() -> trace.outcome("wait_for", () -> await(asyncio.waitFor(future, null))));
    trace.shouldBe("wait_for: 7");
  }

  @Rule("wait-for.done-future.at-once")
  @Test
  void aDoneFutureIsNotWaitedFor() throws Exception {
    AsyncFuture<Integer> future = loop.createFuture();
    future.setResult(7);
    run(() -> {
      loop.callSoon(trace.mark("callback"));
      waitQuietly(future, plenty());
      yieldOnce();
    });
    trace.shouldBe("wait is over", "callback");
  }

  @Rule("wait-for.start.lazy")
  @Test
  void nothingRunsBeforeItIsAwaited() throws Exception {
    run(() -> {
      Coroutine<?> waiting = asyncio.waitFor(coroutine(() -> trace.add("runs")), plenty());
      yieldOnce();
      yieldOnce();
      trace.add("awaited");
      Outcome.of(() -> await(waiting));
    });
    trace.shouldBe("awaited", "runs");
  }

  @Rule("wait-for.start.lazy")
  @NeedsVirtualTime
  @Test
  void noTimeCountsBeforeItIsAwaited() throws Exception {
    run(() -> {
      Coroutine<?> waiting = asyncio.waitFor(coroutine(() -> trace.add("runs in time")), ticks(1));
      await(asyncio.sleep(ticks(3)));
      Outcome.of(() -> await(waiting));
    });
    trace.shouldBe("runs in time");
  }

  @Rule("wait-for.task.caller")
  @Test
  void theCoroutineRunsInTheCallingTask() throws Exception {
    run(this::compareTasks);
    trace.shouldBe("the same task", "wait is over");
  }

  @Rule("wait-for.task.own")
  @Test
  void theCoroutineRunsInATaskOfItsOwn() throws Exception {
    run(this::compareTasks);
    trace.shouldBe("another task", "wait is over");
  }

  private void compareTasks() throws Exception {
    Task<?> caller = asyncio.currentTask();
    waitQuietly(
        coroutine(
            () -> trace.add(asyncio.currentTask() == caller ? "the same task" : "another task")),
        plenty());
  }

  // No time at all

  @Rule("wait-for.zero.raised")
  @Test
  void withoutTimeAPendingFutureIsCancelled() throws Exception {
    AsyncFuture<Integer> future = loop.createFuture();
    run(() -> waitFor(future, Duration.ZERO));
    trace.outcome("cancelled", future::isCancelled);
    trace.shouldBe("wait_for: raises TimeoutException", "cancelled: true");
  }

  @Rule("wait-for.zero.negative")
  @Test
  void lessThanNoTimeIsNoTime() throws Exception {
    AsyncFuture<Integer> future = loop.createFuture();
    run(() -> waitFor(future, ticks(-1)));
    run(() -> waitFor(coroutine(() -> trace.add("runs")), ticks(-1)));
    trace.outcome("cancelled", future::isCancelled);
    trace.shouldBe(
        "wait_for: raises TimeoutException",
        "wait_for: raises TimeoutException",
        "cancelled: true");
  }

  @Rule("wait-for.zero.not-started")
  @Test
  void withoutTimeACoroutineIsNotStarted() throws Exception {
    run(() -> {
      waitQuietly(coroutine(() -> trace.add("runs")), Duration.ZERO);
      yieldOnce();
    });
    trace.shouldBe("wait is over");
  }

  @Rule("wait-for.zero.done-future")
  @Test
  void withoutTimeADoneFutureGivesItsResult() throws Exception {
    AsyncFuture<Integer> future = loop.createFuture();
    future.setResult(7);
    run(() -> waitFor(future, Duration.ZERO));
    trace.shouldBe("wait_for: 7");
  }

  @Rule("wait-for.zero.waits-for-cancellation")
  @Test
  void withoutTimeARunningTaskIsStillWaitedFor() throws Exception {
    AsyncFuture<Boolean> waiting = loop.createFuture();
    Task<?> task = loop.createTask(answering(waiting, this::cleanUpAndGiveIn));
    loop.runUntilComplete(waiting);
    run(() -> waitQuietly(task, Duration.ZERO));
    trace.shouldBe("cancelled", "cleaned up", "wait is over");
  }
}
