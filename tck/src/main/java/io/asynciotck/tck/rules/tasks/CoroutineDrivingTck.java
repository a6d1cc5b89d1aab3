package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Step;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RuleTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules of coroutines.md about driving a coroutine by hand. */
final class CoroutineDrivingTck extends RuleTest {

  @Rule("coroutine.send.start")
  @Test
  void firstSendRunsToTheFirstSuspension() {
    AsyncFuture<String> future = loop.createFuture();
    Coroutine<@Nullable Void> coroutine =
        coroutine(() -> {
          trace.add("before");
          await(future);
          trace.add("after");
        });
    send(coroutine);
    trace.shouldBe("before", "send: suspended");
  }

  @Rule("coroutine.send.resume")
  @Test
  void sendContinuesAfterTheSuspension() {
    AsyncFuture<String> future = loop.createFuture();
    Coroutine<@Nullable Void> coroutine =
        coroutine(() -> {
          trace.add("before");
          await(future);
          trace.add("after");
          await(loop.createFuture());
        });
    send(coroutine);
    future.setResult("value");
    send(coroutine);
    trace.shouldBe("before", "send: suspended", "after", "send: suspended");
  }

  @Rule("coroutine.send.future")
  @Test
  void sendGivesTheFutureThatTheCoroutineWaitsFor() {
    AsyncFuture<String> future = loop.createFuture();
    Coroutine<String> coroutine = coroutine(() -> await(future));
    trace.outcome(
        "waits for it",
        () -> coroutine.send(null) instanceof Step.Suspended<?> s && s.on() == future);
    trace.shouldBe("waits for it: true");
  }

  @Rule("coroutine.send.future")
  @Test
  void soItDoesInsideOfATaskWhichGoesOn() throws Exception {
    AsyncFuture<String> future = loop.createFuture();
    Coroutine<String> coroutine = coroutine(() -> await(future));
    run(() -> {
      trace.outcome(
          "waits for it",
          () -> coroutine.send(null) instanceof Step.Suspended<?> s && s.on() == future);
      coroutine.close();
    });
    trace.shouldBe("waits for it: true");
  }

  @Rule("coroutine.send.returned")
  @Test
  void lastSendGivesTheReturnValue() {
    AsyncFuture<String> future = loop.createFuture();
    Coroutine<String> coroutine =
        coroutine(() -> {
          await(future);
          return "value";
        });
    send(coroutine);
    future.setResult("other");
    send(coroutine);
    trace.shouldBe("send: suspended", "send: returned value");
  }

  @Rule("coroutine.send.raised")
  @Test
  void sendRaisesWhatTheBodyRaises() {
    send(
        coroutine(() -> {
          throw new Boom("body");
        }));
    trace.shouldBe("send: raises Boom(body)");
  }

  @Rule("coroutine.send.finished")
  @Test
  void sendToAFinishedCoroutineIsRefused() {
    Coroutine<@Nullable Void> coroutine = coroutine(() -> trace.add("body"));
    finish(coroutine);
    send(coroutine);
    trace.shouldBe("body", "send: raises IllegalStateException");
  }

  @Rule("coroutine.throw.suspension-point")
  @Test
  void throwRaisesAtTheSuspension() {
    Coroutine<@Nullable Void> coroutine =
        coroutine(() -> {
          trace.add("before");
          trace.outcome("await", () -> await(loop.createFuture()));
        });
    send(coroutine);
    throwInto(coroutine, new Boom("thrown"));
    trace.shouldBe(
        "before", "send: suspended", "await: raises Boom(thrown)", "throw: returned null");
  }

  @Rule("coroutine.throw.innermost")
  @Test
  void throwRaisesInTheInnermostCoroutineFirst() {
    Coroutine<@Nullable Void> coroutine = nested();
    send(coroutine);
    throwInto(coroutine, new Boom("thrown"));
    trace.shouldBe("send: suspended", "inner ends", "outer ends", "throw: raises Boom(thrown)");
  }

  @Rule("coroutine.throw.caught")
  @Test
  void throwGivesWhatTheCoroutineWaitsForNext() {
    AsyncFuture<String> next = loop.createFuture();
    Coroutine<String> coroutine =
        coroutine(() -> {
          trace.outcome("await", () -> await(loop.createFuture()));
          return await(next);
        });
    send(coroutine);
    trace.outcome(
        "waits for the next",
        () -> coroutine.throwInto(new Boom()) instanceof Step.Suspended<?> s && s.on() == next);
    trace.shouldBe("send: suspended", "await: raises Boom", "waits for the next: true");
  }

  @Rule("coroutine.throw.uncaught")
  @Test
  void throwRaisesWhatTheCoroutineDoesNotCatch() {
    Coroutine<String> coroutine = coroutine(() -> await(loop.<String>createFuture()));
    send(coroutine);
    throwInto(coroutine, new Boom("thrown"));
    trace.shouldBe("send: suspended", "throw: raises Boom(thrown)");
  }

  @Rule("coroutine.throw.unstarted")
  @Test
  void throwIntoANewCoroutineRunsNothingOfIt() {
    Coroutine<@Nullable Void> coroutine = coroutine(() -> trace.add("body"));
    throwInto(coroutine, new Boom("thrown"));
    trace.shouldBe("throw: raises Boom(thrown)");
  }

  @Rule("coroutine.close.unstarted")
  @Test
  void closedCoroutineHasFinishedWithoutRunning() throws Exception {
    Coroutine<@Nullable Void> coroutine = coroutine(() -> trace.add("body"));
    coroutine.close();
    run(() -> trace.outcome("await", () -> await(coroutine)));
    trace.shouldBe("await: raises IllegalStateException");
  }

  @Rule("coroutine.close.clean-up")
  @Test
  void closeLetsTheBodyCleanUp() {
    Coroutine<@Nullable Void> coroutine =
        coroutine(() -> {
          try {
            await(loop.createFuture());
          } finally {
            trace.add("clean-up");
          }
        });
    send(coroutine);
    coroutine.close();
    trace.add("closed");
    trace.shouldBe("send: suspended", "clean-up", "closed");
  }

  @Rule("coroutine.close.innermost")
  @Test
  void closeCleansUpTheInnermostCoroutineFirst() {
    Coroutine<@Nullable Void> coroutine = nested();
    send(coroutine);
    coroutine.close();
    trace.shouldBe("send: suspended", "inner ends", "outer ends");
  }

  @Rule("coroutine.close.finished")
  @Test
  void closingAFinishedCoroutineDoesNothing() {
    Coroutine<@Nullable Void> coroutine = coroutine(() -> trace.add("body"));
    finish(coroutine);
    trace.outcome("close", () -> close(coroutine));
    trace.shouldBe("body", "close: closed");
  }

  @Rule("coroutine.close.refused")
  @Test
  void bodyThatSuspendsAgainCannotBeClosed() {
    Coroutine<@Nullable Void> coroutine =
        coroutine(() -> {
          try {
            await(loop.createFuture());
          } finally {
            await(loop.createFuture());
          }
        });
    send(coroutine);
    trace.outcome("close", () -> close(coroutine));
    trace.shouldBe("send: suspended", "close: raises IllegalStateException");
  }

  @Rule("coroutine.close.raised")
  @Test
  void whatTheCleanUpRaisesIsRaisedByClose() {
    Coroutine<@Nullable Void> coroutine =
        coroutine(() -> {
          try {
            await(loop.createFuture());
          } finally {
            cleanUpBadly();
          }
        });
    send(coroutine);
    trace.outcome("close", () -> close(coroutine));
    trace.shouldBe("send: suspended", "close: raises Boom");
  }

  private static void cleanUpBadly() throws Boom {
    throw new Boom();
  }

  private Coroutine<@Nullable Void> nested() {
    Coroutine<@Nullable Void> inner =
        coroutine(() -> {
          try {
            await(loop.createFuture());
          } finally {
            trace.add("inner ends");
          }
        });
    return coroutine(() -> {
      try {
        await(inner);
      } finally {
        trace.add("outer ends");
      }
    });
  }

  private void send(Coroutine<?> coroutine) {
    trace.outcome("send", () -> text(coroutine.send(null)));
  }

  private static void finish(Coroutine<?> coroutine) {
    Outcome.of(() -> coroutine.send(null));
  }

  private void throwInto(Coroutine<?> coroutine, Exception exception) {
    trace.outcome("throw", () -> text(coroutine.throwInto(exception)));
  }

  private static String close(Coroutine<?> coroutine) {
    coroutine.close();
    return "closed";
  }

  private static String text(Step<?> step) {
    return switch (step) {
      case Step.Suspended<?> suspended -> "suspended";
      case Step.Returned<?> returned -> "returned " + returned.value();
    };
  }
}
