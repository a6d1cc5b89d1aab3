package io.asynciotck.tck.rules.loop;

import io.asynciotck.api.CancelledError;
import io.asynciotck.api.Handle;
import io.asynciotck.api.TimerHandle;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.BoomError;
import io.asynciotck.tck.harness.ExpectsReports;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.RuleTest;
import io.asynciotck.tck.results.Ground;
import org.junit.jupiter.api.Test;

/** Rules of {@code errors.md}: what reaches the exception handler, and how the loop goes on. */
@ExpectsReports
final class ErrorsTck extends RuleTest {
  /** More ticks than a report may take, and more reports than a loop may take for too many. */
  private static final int MANY = 100;

  @Rule("loop.exception-handler.called")
  @Test
  void everyExceptionInACallbackIsReportedOnce() {
    recordReports();
    loop.callSoon(() -> Boom.raise(new Boom("first")));
    loop.callSoon(() -> Boom.raise(new Boom("second")));
    settle();
    trace.shouldBe("report of Boom(first)", "report of Boom(second)");
  }

  @Rule("loop.exception-handler.called")
  @Test
  void oneExceptionIsReportedAsOftenAsItIsRaised() {
    recordReports();
    Boom one = new Boom("one");
    for (int i = 0; i < 3; i++) {
      loop.callSoon(() -> Boom.raise(one));
    }
    settle();
    trace.shouldBe("report of Boom(one)", "report of Boom(one)", "report of Boom(one)");
  }

  @Rule("loop.exception-handler.called")
  @Test
  void ofManyExceptionsEachIsReported() {
    Numbers reported = new Numbers();
    loop.setExceptionHandler((reporter, context) -> reported.add(reported.count()));
    for (int i = 0; i < MANY; i++) {
      loop.callSoon(() -> Boom.raise(new Boom()));
    }
    settle();
    trace.add(reported.count() + " reports");
    trace.shouldBe(MANY + " reports");
  }

  @Rule("loop.exception-handler.called-for-timer")
  @Test
  void anExceptionInATimerIsReportedOnce() {
    recordReports();
    loop.callLater(
        ticks(1),
        () -> {
          loop.callLater(ticks(1), loop::stop);
          Boom.raise(new Boom());
        });
    loop.runForever();
    trace.shouldBe("report of Boom");
  }

  @Rule("loop.exception-handler.receives-loop")
  @RestsOn(Ground.RUNNING_LOOP)
  @Test
  void theHandlerIsCalledWithTheLoop() {
    loop.setExceptionHandler((reporter, context) -> trace.add("this loop: " + (reporter == loop)));
    loop.callSoon(() -> Boom.raise(new Boom()));
    settle();
    trace.shouldBe("this loop: true");
  }

  @Rule("loop.exception-handler.context-message")
  @Test
  void theContextHasAMessage() {
    loop.setExceptionHandler(
        (reporter, context) -> trace.add("a text: " + (context.get("message") instanceof String)));
    loop.callSoon(() -> Boom.raise(new Boom()));
    settle();
    trace.shouldBe("a text: true");
  }

  @Rule("loop.exception-handler.context-exception")
  @Test
  void theContextHasTheException() {
    Boom boom = new Boom();
    loop.setExceptionHandler((reporter, context) ->
        trace.add("the one that was raised: " + (context.get("exception") == boom)));
    loop.callSoon(() -> Boom.raise(boom));
    settle();
    trace.shouldBe("the one that was raised: true");
  }

  @Rule("loop.exception-handler.context-handle")
  @Test
  void theContextHasTheHandle() {
    Handle[] handle = new Handle[1];
    loop.setExceptionHandler((reporter, context) ->
        trace.add("the one of the callback: " + (context.get("handle") == handle[0])));
    handle[0] = loop.callSoon(() -> Boom.raise(new Boom()));
    settle();
    trace.shouldBe("the one of the callback: true");
  }

  @Rule("loop.exception-handler.loop-goes-on")
  @Test
  void theLoopRunsOnAfterAnException() {
    loop.setExceptionHandler((reporter, context) -> {});
    loop.callSoon(() -> {
      loop.callLater(
          ticks(1),
          () -> {
            trace.add("a tick later");
            loop.stop();
          });
      Boom.raise(new Boom());
    });
    loop.runForever();
    trace.shouldBe("a tick later");
  }

  @Rule("loop.exception-handler.batch-goes-on")
  @Test
  void theRestOfTheBatchRuns() {
    loop.setExceptionHandler((reporter, context) -> {});
    loop.callSoon(() -> Boom.raise(new Boom()));
    loop.callSoon(trace.mark("second"));
    loop.callSoon(trace.mark("third"));
    settle();
    trace.shouldBe("second", "third");
  }

  @Rule("loop.exception-handler.before-next")
  @Test
  void theReportComesBeforeTheNextCallback() {
    recordReports();
    loop.callSoon(() -> Boom.raise(new Boom()));
    loop.callSoon(trace.mark("next"));
    settle();
    trace.shouldBe("report of Boom", "next");
  }

  @Rule("loop.exception-handler.stops")
  @Test
  void theHandlerCanStopTheLoop() {
    for (int time = 0; time < 2; time++) {
      boolean[] stopped = {true};
      loop.setExceptionHandler((reporter, context) -> loop.stop());
      TimerHandle otherwise =
          loop.callLater(
              ticks(MANY),
              () -> {
                stopped[0] = false;
                loop.stop();
              });
      loop.callSoon(() -> Boom.raise(new Boom()));
      loop.runForever();
      otherwise.cancel();
      trace.add("stopped by the handler: " + stopped[0]);
      settle();
    }
    trace.shouldBe("stopped by the handler: true", "stopped by the handler: true");
  }

  @Rule("loop.exception-handler.cancelled-error")
  @Test
  void aCancelledErrorInACallbackIsReported() {
    recordReports();
    loop.callSoon(() -> Boom.raise(new CancelledError()));
    trace.outcome("run", this::runUntilRest);
    trace.shouldBe("report of CancelledError", "run: returns");
  }

  @Rule("loop.exception-handler.other-base")
  @Test
  void anErrorThatDoesNotEndTheProgramIsReported() {
    recordReports();
    loop.callSoon(() -> Boom.raise(new BoomError()));
    trace.outcome("run", this::runUntilRest);
    trace.shouldBe("report of BoomError", "run: returns");
  }

  private void recordReports() {
    loop.setExceptionHandler((reporter, context) ->
        trace.add("report of " + Outcome.nameOf((Throwable) context.get("exception"))));
  }

  private String runUntilRest() {
    settle();
    return "returns";
  }
}
