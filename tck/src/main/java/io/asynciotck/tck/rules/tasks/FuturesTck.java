package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.CancelledError;
import io.asynciotck.api.EventLoop;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RuleTest;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The rules of futures.md about the outcome of a future. */
final class FuturesTck extends RuleTest {

  private static final List<Consumer<AsyncFuture<String>>> WAYS_TO_FINISH =
      List.of(
          future -> future.setResult("first"), future -> future.setException(new Boom("first")));

  private static final List<Consumer<AsyncFuture<String>>> WAYS_TO_SETTLE =
      List.of(WAYS_TO_FINISH.getFirst(), WAYS_TO_FINISH.getLast(), AsyncFuture::cancel);

  @Rule("future.create.pending")
  @Test
  void newFutureIsPending() {
    AsyncFuture<String> future = loop.createFuture();
    trace.outcome("done", future::isDone);
    trace.outcome("cancelled", future::isCancelled);
    trace.shouldBe("done: false", "cancelled: false");
  }

  @Rule("future.get-loop.owner")
  @Test
  void futureKnowsTheLoopThatMadeIt() {
    AsyncFuture<String> here = loop.createFuture();
    AsyncFuture<String> there = bench.newLoop().createFuture();
    trace.outcome("here", () -> here.getLoop() == loop);
    trace.outcome("there", () -> there.getLoop() == loop);
    trace.shouldBe("here: true", "there: false");
  }

  @Rule("future.create.loop-given")
  @Test
  void futureBelongsToTheLoopThatItWasMadeWith() throws Exception {
    EventLoop other = bench.newLoop();
    run(() -> {
      trace.outcome("other", () -> asyncio.newFuture(other).getLoop() == other);
      trace.outcome("own", () -> asyncio.newFuture(loop).getLoop() == loop);
    });
    trace.shouldBe("other: true", "own: true");
  }

  @Rule("future.done.outcome")
  @Test
  void futureIsDoneAtOnceWithAResult() {
    AsyncFuture<String> future = loop.createFuture();
    future.setResult("value");
    trace.outcome("done", future::isDone);
    trace.shouldBe("done: true");
  }

  @Rule("future.done.outcome")
  @Test
  void futureIsDoneAtOnceWithAnException() {
    AsyncFuture<String> future = loop.createFuture();
    future.setException(new Boom());
    trace.outcome("done", future::isDone);
    retrieve(future);
    trace.shouldBe("done: true");
  }

  @Rule("future.done.cancelled")
  @Test
  void cancelledFutureIsDone() {
    AsyncFuture<String> future = loop.createFuture();
    future.cancel();
    trace.outcome("done", future::isDone);
    trace.shouldBe("done: true");
  }

  @Rule("future.cancelled.other-outcome")
  @Test
  void futureWithAnotherOutcomeIsNotCancelled() {
    for (Consumer<AsyncFuture<String>> settle : WAYS_TO_FINISH) {
      AsyncFuture<String> future = loop.createFuture();
      settle.accept(future);
      trace.outcome("cancelled", future::isCancelled);
      retrieve(future);
    }
    trace.shouldBe("cancelled: false", "cancelled: false");
  }

  @Rule("future.set-exception.cancelled-error")
  @Test
  void aCancelledErrorAsExceptionIsNoCancellation() {
    AsyncFuture<String> future = loop.createFuture();
    future.setException(new CancelledError());
    trace.outcome("cancelled", future::isCancelled);
    trace.outcome("result", future::result);
    trace.shouldBe("cancelled: false", "result: raises CancelledError");
  }

  @Rule("future.result.value")
  @Test
  void resultIsTheValueThatWasSet() {
    AsyncFuture<String> future = loop.createFuture();
    future.setResult("value");
    trace.outcome("result", future::result);
    trace.shouldBe("result: value");
  }

  @Rule("future.result.exception")
  @Test
  void resultRaisesTheExceptionThatWasSet() {
    AsyncFuture<String> future = loop.createFuture();
    future.setException(new Boom("set"));
    trace.outcome("result", future::result);
    trace.shouldBe("result: raises Boom(set)");
  }

  @Rule("future.result.cancelled")
  @Test
  void resultOfACancelledFutureRaisesCancelledError() {
    AsyncFuture<String> future = loop.createFuture();
    future.cancel();
    trace.outcome("result", future::result);
    trace.shouldBe("result: raises CancelledError");
  }

  @Rule("future.result.pending")
  @Test
  void resultOfAPendingFutureIsAnInvalidState() {
    AsyncFuture<String> future = loop.createFuture();
    trace.outcome("result", future::result);
    trace.shouldBe("result: raises InvalidStateException");
  }

  @Rule("future.exception.value")
  @Test
  void exceptionIsTheOneThatWasSet() {
    AsyncFuture<String> future = loop.createFuture();
    Boom set = new Boom("set");
    future.setException(set);
    trace.outcome("same", () -> future.exception() == set);
    trace.shouldBe("same: true");
  }

  @Rule("future.exception.none")
  @Test
  void futureWithAResultHasNoException() {
    AsyncFuture<String> future = loop.createFuture();
    future.setResult("value");
    trace.outcome("exception", future::exception);
    trace.shouldBe("exception: null");
  }

  @Rule("future.exception.pending")
  @Test
  void exceptionOfAPendingFutureIsAnInvalidState() {
    AsyncFuture<String> future = loop.createFuture();
    trace.outcome("exception", future::exception);
    trace.shouldBe("exception: raises InvalidStateException");
  }

  @Rule("future.exception.cancelled")
  @Test
  void exceptionOfACancelledFutureRaisesCancelledError() {
    AsyncFuture<String> future = loop.createFuture();
    future.cancel();
    trace.outcome("exception", future::exception);
    trace.shouldBe("exception: raises CancelledError");
  }

  @Rule("future.set-result.once")
  @Test
  void doneFutureTakesNoResult() {
    for (Consumer<AsyncFuture<String>> settle : WAYS_TO_SETTLE) {
      AsyncFuture<String> future = loop.createFuture();
      settle.accept(future);
      trace.outcome("set", () -> setResult(future));
      retrieve(future);
    }
    String refused = "set: raises InvalidStateException";
    trace.shouldBe(refused, refused, refused);
  }

  @Rule("future.set-exception.once")
  @Test
  void doneFutureTakesNoException() {
    for (Consumer<AsyncFuture<String>> settle : WAYS_TO_SETTLE) {
      AsyncFuture<String> future = loop.createFuture();
      settle.accept(future);
      trace.outcome("set", () -> setException(future));
      retrieve(future);
    }
    String refused = "set: raises InvalidStateException";
    trace.shouldBe(refused, refused, refused);
  }

  @Rule("future.set-result.refused-unchanged")
  @Test
  void refusedOutcomeChangesNothing() {
    for (Consumer<AsyncFuture<String>> settle : WAYS_TO_SETTLE) {
      AsyncFuture<String> future = loop.createFuture();
      settle.accept(future);
      String before = Outcome.of(future::result);
      Outcome.of(() -> setResult(future));
      Outcome.of(() -> setException(future));
      trace.outcome("unchanged", () -> Outcome.of(future::result).equals(before));
    }
    trace.shouldBe("unchanged: true", "unchanged: true", "unchanged: true");
  }

  @Rule("future.cancel.true")
  @Test
  void cancelOfAPendingFutureIsTrue() {
    AsyncFuture<String> future = loop.createFuture();
    trace.outcome("cancel", future::cancel);
    trace.shouldBe("cancel: true");
  }

  @Rule("future.cancel.at-once")
  @Test
  void futureIsCancelledAtOnce() {
    AsyncFuture<String> future = loop.createFuture();
    future.cancel();
    trace.outcome("cancelled", future::isCancelled);
    trace.shouldBe("cancelled: true");
  }

  @Rule("future.cancel.done-false")
  @Test
  void cancelOfADoneFutureIsFalse() {
    for (Consumer<AsyncFuture<String>> settle : WAYS_TO_SETTLE) {
      AsyncFuture<String> future = loop.createFuture();
      settle.accept(future);
      trace.outcome("cancel", future::cancel);
      retrieve(future);
    }
    trace.shouldBe("cancel: false", "cancel: false", "cancel: false");
  }

  @Rule("future.cancel.done-unchanged")
  @Test
  void cancelOfADoneFutureLeavesItsResult() {
    AsyncFuture<String> future = loop.createFuture();
    future.setResult("value");
    future.cancel();
    trace.outcome("result", future::result);
    trace.shouldBe("result: value");
  }

  @Rule("future.cancel.callbacks")
  @Test
  void cancelSchedulesTheCallbacks() {
    AsyncFuture<String> future = loop.createFuture();
    future.addDoneCallback(done -> trace.add("callback"));
    future.cancel();
    settle();
    trace.shouldBe("callback");
  }

  @Rule("future.cancel.accepts-message")
  @Test
  void cancelWithAMessageCancels() {
    AsyncFuture<String> future = loop.createFuture();
    trace.outcome("cancel", () -> future.cancel("why"));
    trace.outcome("cancelled", future::isCancelled);
    trace.shouldBe("cancel: true", "cancelled: true");
  }

  @Rule("future.cancel.message")
  @Test
  void cancelledErrorOfTheResultCarriesTheMessage() throws Exception {
    AsyncFuture<String> named = loop.createFuture();
    named.cancel("why");
    AsyncFuture<String> unnamed = loop.createFuture();
    byPosition(unnamed, "msg").cancel("not named");
    for (AsyncFuture<String> future : List.of(named, unnamed)) {
      try {
        future.result();
      } catch (CancelledError raised) {
        trace.add(raised.getMessage());
      }
    }
    trace.shouldBe("why", "not named");
  }

  private static String setResult(AsyncFuture<String> future) {
    future.setResult("second");
    return "accepted";
  }

  private static String setException(AsyncFuture<String> future) {
    future.setException(new Boom("second"));
    return "accepted";
  }

  /** Looks at an exception, so that it does not count as never retrieved. */
  private static void retrieve(AsyncFuture<String> future) {
    if (!future.isCancelled()) {
      future.exception();
    }
  }
}
