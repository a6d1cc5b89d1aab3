package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.Garbage;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.results.Ground;
import io.asynciotck.tck.rules.waiting.WaitingRuleTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cancellations of tasks that sleep. Page: {@code sleep.md}. */
@Operation("sleep")
final class SleepCancellationTck extends WaitingRuleTest {
  private static final String CANCELLED = "raises CancelledError";

  @Rule("sleep.cancel.at-once")
  @At(Moment.TWICE)
  @Test
  void aTaskIsCancelledTwiceAndHearsOfItOnce() throws Exception {
    run(() -> {
      AsyncFuture<Boolean> begun = loop.createFuture();
      Task<?> task =
          asyncio.createTask(
              coroutine(() -> {
                begun.setResult(true);
                trace.outcome("sleep", () -> await(asyncio.sleep(ticks(500))));
                trace.outcome("goes", () -> await(asyncio.sleep(ticks(1), "on")));
              }));
      await(begun);
      task.cancel();
      task.cancel();
      await(task);
    });
    trace.shouldBe("sleep: raises CancelledError", "goes: on");
  }

  @Rule("sleep.cancel.at-once")
  @At(Moment.ON_ENTRY)
  @Test
  @SuppressWarnings("NullAway") // a task runs
  void aTaskThatWasCancelledBeforeDoesNotSleep() throws Exception {
    run(() -> {
      asyncio.currentTask().cancel();
      trace.outcome("sleep", () -> await(asyncio.sleep(ticks(500))));
    });
    trace.shouldBe("sleep: raises CancelledError");
  }

  @Rule("sleep.cancel.message")
  @At(Moment.WITH_A_MESSAGE)
  @Test
  void whoAwaitsACancelledTaskHearsTheMessage() throws Exception {
    run(() -> {
      AsyncFuture<Boolean> begun = loop.createFuture();
      Task<?> task =
          asyncio.createTask(
              coroutine(() -> {
                begun.setResult(true);
                await(asyncio.sleep(ticks(500)));
              }));
      await(begun);
      task.cancel("why");
      try {
        await(task);
      } catch (CancelledError raised) {
        trace.add("told " + raised.getMessage());
      }
    });
    trace.shouldBe("told why");
  }

  @Rule("sleep.cancel.again")
  @At(Moment.THEN_AGAIN)
  @RestsOn({Ground.NOT_EARLY, Ground.CALL_AT_NOT_EARLY})
  @Test
  @SuppressWarnings("NullAway") // a task runs
  void theNextSleepIsAsLongAsItWasAskedFor() throws Exception {
    run(() ->
        traceEarly(delay -> {
          Task<?> itself = asyncio.currentTask();
          loop.callSoon(() -> itself.cancel());
          Outcome.of(() -> await(asyncio.sleep(delay.dividedBy(2))));
          LoopTime end = loop.time().plus(delay);
          await(asyncio.sleep(delay));
          return isBefore(end);
        }));
    trace.shouldBe("early: false");
  }

  @Rule("sleep.cancel.same-moment")
  @At({Moment.BEFORE_THE_WAKE, Moment.AFTER_THE_WAKE})
  @Test
  @SuppressWarnings("NullAway") // a task runs
  void aCancellationAtTheEndOfASleepIsFeltOnce() throws Exception {
    run(() -> {
      for (boolean cancelledFirst : List.of(true, false)) {
        Task<?> itself = asyncio.currentTask();
        Duration delay = ticks(1);
        if (cancelledFirst) {
          loop.callLater(delay, () -> itself.cancel());
        }
        Coroutine<?> sleep = asyncio.sleep(delay);
        if (!cancelledFirst) {
          loop.callSoon(() -> loop.callLater(delay, () -> itself.cancel()));
        }
        String first = Outcome.of(() -> await(sleep));
        String then =
            first.equals(CANCELLED) ? first : Outcome.of(() -> await(asyncio.sleep(ticks(100))));
        trace.add("told: " + then.equals(CANCELLED));
        trace.outcome("then", () -> await(asyncio.sleep(delay, "sleeps")));
      }
    });
    trace.shouldBe("told: true", "then: sleeps", "told: true", "then: sleeps");
  }

  @Rule("sleep.cancel.lets-go")
  @At(Moment.KEPT)
  @Test
  void theLoopKeepsNothingOfTheCancelled() throws Exception {
    Garbage garbage = bench.surroundings().garbage();
    inTask(() -> {
      for (int time : List.of(300, 500, 400)) {
        garbage.startWaiter(loop, asyncio.sleep(ticks(time)));
      }
      letOthersRun();
      garbage.cancelWaiters();
      letOthersRun();
      trace.add("kept: " + garbage.keptOfWaiters(List.of()));
    });
    trace.shouldBe("kept: nothing");
  }
}
