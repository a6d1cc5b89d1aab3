package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** How {@code wait_for} times out. Page: {@code wait-for.md}. */
@RestsOn(Ground.CALL_LATER)
@Operation("wait_for")
final class WaitForTimeoutTck extends WaitForRuleTest {

  @Rule("wait-for.timeout.raised")
  @At(Moment.OUT_OF_TIME)
  @Test
  void whatIsLateRaisesATimeout() throws Exception {
    run(() -> waitFor(loop.createFuture(), ticks(1)));
    trace.shouldBe("wait_for: raises TimeoutException");
  }

  @Rule("wait-for.timeout.raised")
  @At(Moment.OUT_OF_TIME)
  @Test
  void theTimeoutMayBeGivenByItsName() throws Exception {
    Asyncio named = byKeyword(asyncio, "timeout");
    run(() -> trace.outcome("wait_for", () -> await(named.waitFor(loop.createFuture(), ticks(1)))));
    trace.shouldBe("wait_for: raises TimeoutException");
  }

  @Rule("wait-for.timeout.raised")
  @At(Moment.OUT_OF_TIME)
  @Test
  void itIsRaisedInDebugModeToo() throws Exception {
    loop.setDebug(true);
    run(() -> waitFor(loop.createFuture(), ticks(1)));
    trace.shouldBe("wait_for: raises TimeoutException");
  }

  @Rule("wait-for.timeout.not-early")
  @RestsOn({Ground.NOT_EARLY, Ground.CALL_AT_NOT_EARLY})
  @Test
  void theTimeoutIsNotEarly() throws Exception {
    run(() ->
        traceEarly(delay -> {
          LoopTime end = loop.time().plus(delay);
          Outcome.of(() -> await(asyncio.waitFor(loop.createFuture(), delay)));
          return isBefore(end);
        }));
    trace.shouldBe("early: false");
  }

  @Rule("wait-for.timeout.raised")
  @At(Moment.OUT_OF_TIME)
  @Test
  void theTimeoutMayBeAWholeNumber() throws Exception {
    bench.surroundings().giveWholeSeconds();
    run(() -> waitFor(loop.createFuture(), Duration.ofSeconds(1)));
    trace.shouldBe("wait_for: raises TimeoutException");
  }

  @Rule("wait-for.timeout.cancels-coroutine")
  @At(Moment.OUT_OF_TIME)
  @Test
  void aLateCoroutineIsCancelled() throws Exception {
    run(() ->
        Outcome.of(() -> await(asyncio.waitFor(answering(this::cleanUpAndGiveIn), ticks(1)))));
    loop.runUntilComplete(asyncio.sleep(ticks(2)));
    trace.shouldBe("cancelled", "cleaned up");
  }

  @Rule("wait-for.timeout.cancels-future")
  @At(Moment.OUT_OF_TIME)
  @Test
  void aLateFutureIsCancelled() throws Exception {
    AsyncFuture<Integer> future = loop.createFuture();
    run(() -> waitQuietly(future, ticks(1)));
    trace.outcome("cancelled", future::isCancelled);
    trace.shouldBe("wait is over", "cancelled: true");
  }

  @Rule("wait-for.timeout.cancels-future")
  @At(Moment.OUT_OF_TIME)
  @Test
  void itIsCancelledThoughAnotherWaitsForItToo() throws Exception {
    AsyncFuture<Integer> future = loop.createFuture();
    Task<?> other = loop.createTask(asyncio.waitFor(future, plenty()));
    run(() -> {
      yieldOnce();
      waitQuietly(future, ticks(1));
      trace.outcome("cancelled", future::isCancelled);
      other.cancel();
      Outcome.of(() -> await(other));
    });
    trace.shouldBe("wait is over", "cancelled: true");
  }

  @Rule("wait-for.timeout.cancels-future")
  @At(Moment.OUT_OF_TIME)
  @Test
  void aLateTaskIsCancelled() throws Exception {
    Task<?> task = loop.createTask(asyncio.sleep(plenty()));
    run(() -> waitQuietly(task, ticks(1)));
    loop.runUntilComplete(asyncio.sleep(ticks(1)));
    trace.outcome("cancelled", task::isCancelled);
    trace.shouldBe("wait is over", "cancelled: true");
  }

  @Rule("wait-for.timeout.waits-for-cancellation")
  @At(Moment.OUT_OF_TIME)
  @Test
  void theTimeoutIsRaisedAfterTheCleanUp() throws Exception {
    run(() -> waitQuietly(answering(this::cleanUpAndGiveIn), ticks(1)));
    trace.shouldBe("cancelled", "cleaned up", "wait is over");
  }

  @Rule("wait-for.timeout.waits-for-cancellation")
  @At(Moment.OUT_OF_TIME)
  @Test
  void theTimeoutIsRaisedAfterTheTaskIsDone() throws Exception {
    Task<?> task = loop.createTask(answering(this::cleanUpAndGiveIn));
    run(() -> {
      waitQuietly(task, ticks(1));
      trace.outcome("done", task::isDone);
    });
    trace.shouldBe("cancelled", "cleaned up", "wait is over", "done: true");
  }

  @Rule("wait-for.timeout.exception-propagated")
  @Test
  void anExceptionOfTheCleanUpIsRaised() throws Exception {
    run(() ->
        waitFor(
            answering(() -> {
              throw new Boom("clean-up");
            }),
            ticks(1)));
    trace.shouldBe("cancelled", "wait_for: raises Boom(clean-up)");
  }

  @Rule("wait-for.timeout.exception-propagated")
  @Test
  void itIsRaisedThoughThereIsNoTimeAtAll() throws Exception {
    AsyncFuture<Boolean> begun = loop.createFuture();
    Task<Integer> task =
        loop.createTask(
            answering(
                begun,
                () -> {
                  throw new Boom("clean-up");
                }));
    run(() -> {
      await(begun);
      waitFor(task, Duration.ZERO);
    });
    trace.shouldBe("cancelled", "wait_for: raises Boom(clean-up)");
  }

  @Rule("wait-for.timeout.exception-dropped")
  @Test
  void anExceptionOfTheCleanUpIsLost() throws Exception {
    run(() ->
        waitFor(
            answering(() -> {
              throw new Boom("clean-up");
            }),
            ticks(1)));
    trace.shouldBe("cancelled", "wait_for: raises TimeoutException");
  }

  @Rule("wait-for.timeout.value-returned")
  @Test
  void aResultAfterTheTimeoutIsReturned() throws Exception {
    run(() -> waitFor(answering(() -> 7), ticks(1)));
    trace.shouldBe("cancelled", "wait_for: 7");
  }

  @Rule("wait-for.timeout.value-dropped")
  @Test
  void aResultAfterTheTimeoutIsLost() throws Exception {
    run(() -> waitFor(answering(() -> 7), ticks(1)));
    trace.shouldBe("cancelled", "wait_for: raises TimeoutException");
  }

  @Rule("wait-for.timeout.cancelled-once")
  @Test
  void whatGoesOnIsNotCancelledAgain() throws Exception {
    run(() ->
        Outcome.of(() ->
            await(
                asyncio.waitFor(
                    answering(() -> {
                      trace.outcome("goes", () -> await(asyncio.sleep(ticks(3), "on")));
                      trace.outcome("goes", () -> await(asyncio.sleep(ticks(3), "on")));
                      return 7;
                    }),
                    ticks(1)))));
    trace.shouldBe("cancelled", "goes: on", "goes: on");
  }

  @Rule("wait-for.timeout.caller-goes-on")
  @Test
  void theCallerGoesOnAfterTheTimeout() throws Exception {
    Task<?> caller =
        loop.createTask(
            coroutine(() -> {
              waitQuietly(loop.createFuture(), ticks(1));
              trace.outcome("goes", () -> await(asyncio.sleep(ticks(1), "on")));
            }));
    Outcome.of(() -> loop.runUntilComplete(caller));
    trace.outcome("cancelled", caller::isCancelled);
    trace.shouldBe("wait is over", "goes: on", "cancelled: false");
  }

  @Rule("wait-for.timeout.disarmed")
  @At(Moment.AFTERWARDS)
  @Test
  void theTimeoutHasNoEffectAfterwards() throws Exception {
    run(() -> {
      waitQuietly(coroutine(() -> 7), ticks(1));
      trace.outcome("sleeps", () -> await(asyncio.sleep(ticks(3), "on")));
    });
    trace.shouldBe("wait is over", "sleeps: on");
  }

  @Rule("wait-for.timeout.disarmed")
  @At(Moment.AFTERWARDS)
  @Test
  void theTimeoutHasNoEffectAfterAnException() throws Exception {
    run(() -> {
      waitQuietly(coroutine(() -> Boom.raise(new Boom())), ticks(1));
      trace.outcome("sleeps", () -> await(asyncio.sleep(ticks(3), "on")));
    });
    trace.shouldBe("wait is over", "sleeps: on");
  }

  @Rule("wait-for.timeout.nested")
  @At(Moment.OUT_OF_TIME)
  @Test
  void theOuterOfTwoTimeoutsWins() throws Exception {
    AsyncFuture<Integer> innermost = loop.createFuture();
    Coroutine<?> inner = coroutine(() -> await(asyncio.waitFor(innermost, plenty())));
    run(() -> waitFor(inner, ticks(1)));
    loop.runUntilComplete(asyncio.sleep(ticks(1)));
    trace.outcome("innermost cancelled", innermost::isCancelled);
    trace.shouldBe("wait_for: raises TimeoutException", "innermost cancelled: true");
  }

  @Rule("wait-for.timeout.cause")
  @At(Moment.OUT_OF_TIME)
  @Test
  void theCauseIsTheCancellationOfTheLateWork() throws Exception {
    run(() -> {
      try {
        await(asyncio.waitFor(loop.<Integer>createFuture(), ticks(1)));
      } catch (TimeoutException late) {
        trace.add("cause: " + Outcome.nameOf(late.getCause()));
      }
    });
    trace.shouldBeOneOf(
        List.of("cause: CancelledError"), List.of()); // whether it is raised another rule says
  }
}
