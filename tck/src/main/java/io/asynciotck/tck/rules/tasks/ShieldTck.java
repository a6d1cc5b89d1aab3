package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RuleTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@code shield} passes on, and what it keeps off. Page: {@code shield.md}. */
@Operation("shield")
final class ShieldTck extends RuleTest {

  // Results

  @Rule("shield.result.returned")
  @Test
  void theResultOfWhatIsProtectedIsReturned() throws Exception {
    AsyncFuture<String> later = loop.createFuture();
    run(() -> {
      Awaitable<String> shield = asyncio.shield(later);
      later.setResult("work");
      trace.outcome("shield", () -> await(shield));
    });
    trace.shouldBe("shield: work");
  }

  @Rule("shield.result.returned")
  @Test
  void whatIsDoneHasItsResult() throws Exception {
    AsyncFuture<String> done = loop.createFuture();
    done.setResult("work");
    run(() -> trace.outcome("shield", () -> await(asyncio.shield(done))));
    trace.shouldBe("shield: work");
  }

  @Rule("shield.result.raised")
  @Test
  void theExceptionOfWhatIsProtectedIsRaised() throws Exception {
    AsyncFuture<String> later = loop.createFuture();
    IllegalStateException failure = new IllegalStateException("work");
    run(() -> {
      Awaitable<String> shield = asyncio.shield(later);
      later.setException(failure);
      try {
        await(shield);
      } catch (IllegalStateException raised) {
        trace.add("the same: " + (raised == failure));
      }
    });
    trace.shouldBe("the same: true");
  }

  @Rule("shield.result.raised")
  @Test
  void whatHasFailedRaisesItsException() throws Exception {
    AsyncFuture<String> failed = loop.createFuture();
    IllegalStateException failure = new IllegalStateException("work");
    failed.setException(failure);
    run(() -> {
      try {
        trace.add("returns " + await(asyncio.shield(failed)));
      } catch (IllegalStateException raised) {
        trace.add("the same: " + (raised == failure));
      }
    });
    trace.shouldBe("the same: true");
  }

  // Arguments

  @Rule("shield.arguments.coroutine-scheduled")
  @Test
  void aCoroutineBeginsWithoutAnybodyWaiting() throws Exception {
    AsyncFuture<Boolean> begun = loop.createFuture();
    AsyncFuture<Boolean> end = loop.createFuture();
    run(() -> {
      Awaitable<String> shield =
          asyncio.shield(
              coroutine(() -> {
                trace.add("begun");
                begun.setResult(true);
                await(end);
                return "work";
              }));
      loop.callLater(ticks(1), () -> settleUnlessDone(begun));
      await(begun);
      trace.add("shield is awaited");
      end.setResult(true);
      Outcome.of(() -> await(shield));
    });
    trace.shouldBe("begun", "shield is awaited");
  }

  private static void settleUnlessDone(AsyncFuture<Boolean> future) {
    if (!future.isDone()) {
      future.setResult(false);
    }
  }

  // Cancelling who waits

  @Rule("shield.cancel.inner-runs-on")
  @At(Moment.WHILE_IT_WAITS)
  @Test
  void whatIsProtectedRunsToItsEnd() throws Exception {
    AsyncFuture<String> end = loop.createFuture();
    Task<String> work = loop.createTask(coroutine(() -> await(end)));
    Task<String> caller = callerOf(work);
    run(() -> {
      caller.cancel();
      settleWhenOver(caller, end);
      trace.outcome("work", () -> await(work));
    });
    trace.shouldBe("work: done");
  }

  @Rule("shield.cancel.inner-runs-on")
  @At(Moment.BEFORE_THE_WAKE)
  @Test
  void aCancellationInTheIterationOfTheResultLeavesTheResult() throws Exception {
    AsyncFuture<String> work = loop.createFuture();
    Task<String> caller = callerOf(work);
    run(() -> {
      caller.cancel();
      trace.outcome("cancelled", work::isCancelled);
      work.setResult("done");
      Outcome.of(() -> await(caller));
      trace.outcome("work", () -> await(work));
    });
    trace.shouldBe("cancelled: false", "work: done");
  }

  @Rule("shield.cancel.inner-runs-on")
  @Test
  void howeverManyWhoWaitAreCancelledTheWorkRunsToItsEnd() throws Exception {
    AsyncFuture<String> end = loop.createFuture();
    Task<String> work = loop.createTask(coroutine(() -> await(end)));
    for (int i = 0; i < 3; i++) {
      Task<String> caller = callerOf(work);
      caller.cancel();
      Outcome.of(() -> loop.runUntilComplete(caller));
    }
    run(() -> {
      if (!end.isDone()) {
        end.setResult("done");
      }
      trace.outcome("work", () -> await(work));
    });
    trace.shouldBe("work: done");
  }

  @Rule("shield.cancel.caller")
  @At(Moment.WHILE_IT_WAITS)
  @Test
  void whoWaitsIsCancelledAtOnce() throws Exception {
    AsyncFuture<String> work = loop.createFuture();
    Task<String> caller = callerOf(work);
    run(() -> {
      caller.cancel();
      settleWhenOver(caller, work);
      trace.outcome("caller", () -> await(caller));
    });
    trace.shouldBe("caller: raises CancelledError");
  }

  @Rule("shield.cancel.others-wait")
  @At(Moment.ANOTHER)
  @Test
  void othersWhoWaitHaveTheResult() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      AsyncFuture<String> work = loop.createFuture();
      Task<String> quitter = callerOf(work);
      List<Task<String>> others = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        others.add(callerOf(work));
      }
      run(() -> {
        quitter.cancel();
        settleWhenOver(quitter, work);
        int served = 0;
        for (Task<String> other : others) {
          served += Outcome.of(() -> await(other)).equals(Outcome.of(() -> "done")) ? 1 : 0;
        }
        trace.add("all served: " + (served == size));
      });
    }
    trace.shouldBe(
        Numbers.sizesTo(101).stream().map(size -> "all served: true").toArray(String[]::new));
  }

  /** A task that already waits for what is protected. */
  private Task<String> callerOf(Awaitable<String> work) {
    AsyncFuture<Boolean> begun = loop.createFuture();
    Task<String> caller =
        loop.createTask(
            coroutine(() -> {
              begun.setResult(true);
              return await(asyncio.shield(work));
            }));
    Outcome.of(() -> loop.runUntilComplete(begun));
    return caller;
  }

  /** Ends the work once the caller is done, or has had the time to be. */
  private void settleWhenOver(Task<String> caller, AsyncFuture<String> work) throws Exception {
    AsyncFuture<Boolean> over = loop.createFuture();
    caller.addDoneCallback(done -> settleUnlessDone(over));
    loop.callLater(ticks(1), () -> settleUnlessDone(over));
    await(over);
    if (!work.isDone()) {
      work.setResult("done");
    }
  }

  // Cancelling what is protected

  @Rule("shield.inner-cancelled.raised")
  @Test
  void whoWaitsForWhatIsCancelledIsTold() throws Exception {
    AsyncFuture<String> work = loop.createFuture();
    run(() -> {
      Awaitable<String> shield = asyncio.shield(work);
      work.cancel();
      trace.outcome("shield", () -> await(shield));
    });
    trace.shouldBe("shield: raises CancelledError");
  }

  @Rule("shield.inner-cancelled.raised")
  @Test
  void whoWaitsForWhatCancelsItselfIsTold() throws Exception {
    run(() -> {
      Awaitable<@Nullable Void> shield =
          asyncio.shield(
              coroutine(() -> {
                Objects.requireNonNull(asyncio.currentTask()).cancel();
                yieldOnce();
              }));
      trace.outcome("shield", () -> await(shield));
    });
    trace.shouldBe("shield: raises CancelledError");
  }
}
