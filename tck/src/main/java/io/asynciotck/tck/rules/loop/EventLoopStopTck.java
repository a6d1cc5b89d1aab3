package io.asynciotck.tck.rules.loop;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.SystemExit;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Event loop: {@code stop}, running again, and {@code is_running}. */
final class EventLoopStopTck extends RestartRuleTest {

  @Rule("loop.stop.returns")
  @Test
  void theCallbackThatStopsTheLoopGoesOn() {
    loop.callSoon(() -> {
      loop.stop();
      trace.add("after stop");
    });
    loop.runForever();
    trace.add("returned");
    trace.shouldBe("after stop", "returned");
  }

  @Rule("loop.stop.batch")
  @Test
  void theBatchRunsToItsEnd() {
    loop.callSoon(trace.mark("a"));
    loop.callSoon(loop::stop);
    loop.callSoon(trace.mark("b"));
    loop.callSoon(trace.mark("c"));
    loop.runForever();
    trace.add("returned");
    trace.shouldBe("a", "b", "c", "returned");
  }

  @Rule("loop.stop.new-callbacks")
  @Test
  void whatTheBatchSchedulesDoesNotRun() {
    loop.callSoon(() -> loop.callSoon(trace.mark("scheduled before stop")));
    loop.callSoon(loop::stop);
    loop.callSoon(() -> loop.callSoon(trace.mark("scheduled after stop")));
    loop.runForever();
    trace.add("returned");
    trace.shouldBe("returned");
  }

  @Rule("loop.stop.next-run")
  @RestsOn(Ground.STOP_IS_EXACT)
  @Test
  void whatAStopLeftOverRunsInTheNextRunForever() {
    for (int time = 0; time < 3; time++) {
      stopAndLeaveOver("left over");
      trace.add("next run");
      settle();
    }
    trace.shouldBe("next run", "left over", "next run", "left over", "next run", "left over");
  }

  @Rule("loop.stop.next-run")
  @RestsOn(Ground.STOP_IS_EXACT)
  @Test
  void whatAStopLeftOverRunsInTheNextRunUntilComplete() throws Exception {
    stopAndLeaveOver("left over");
    trace.add("next run");
    run(() -> {});
    trace.shouldBe("next run", "left over");
  }

  private void stopAndLeaveOver(String event) {
    loop.callSoon(() -> {
      loop.callSoon(trace.mark(event));
      loop.stop();
    });
    loop.runForever();
  }

  @Rule("loop.stop.before-run")
  @Test
  void aStopBeforeTheRunLetsScheduledCallbacksRun() {
    loop.callSoon(trace.mark("scheduled before stop"));
    loop.stop();
    loop.callSoon(trace.mark("scheduled after stop"));
    loop.runForever();
    trace.add("returned");
    trace.shouldBe("scheduled before stop", "scheduled after stop", "returned");
  }

  @Rule("loop.stop.before-run-new-callbacks")
  @Test
  void aStopBeforeTheRunDoesNotLetNewCallbacksRun() {
    loop.stop();
    loop.callSoon(() -> loop.callSoon(trace.mark("new")));
    loop.runForever();
    trace.add("returned");
    trace.shouldBe("returned");
  }

  @Rule("loop.stop.before-run-no-wait")
  @Test
  void aStopBeforeTheRunDoesNotWaitForTimers() {
    loop.callLater(ticks(50), trace.mark("timer"));
    loop.stop();
    loop.runForever();
    trace.add("returned");
    trace.shouldBe("returned");
  }

  @Rule("loop.stop.once")
  @Test
  void severalStopsEndOneRun() {
    loop.callSoon(() -> {
      loop.stop();
      loop.stop();
    });
    loop.runForever();
    runTwoIterationsUntilStop();
    trace.shouldBe("first iteration", "second iteration");
  }

  @Rule("loop.stop.before-run-once")
  @Test
  void severalStopsBeforeARunEndOneRun() {
    loop.stop();
    loop.stop();
    loop.runForever();
    runTwoIterationsUntilStop();
    trace.shouldBe("first iteration", "second iteration");
  }

  @Rule("loop.stop.restart")
  @Test
  void aLoopThatStoppedRunsUntilItIsStoppedAgain() {
    loop.callSoon(loop::stop);
    loop.runForever();
    runTwoIterationsUntilStop();
    trace.shouldBe("first iteration", "second iteration");
  }

  private void runTwoIterationsUntilStop() {
    loop.callSoon(() -> {
      trace.add("first iteration");
      loop.callSoon(() -> {
        trace.add("second iteration");
        loop.stop();
      });
    });
    loop.runForever();
  }

  @Rule("loop.stop.closed")
  @Test
  void aClosedLoopCanBeToldToStop() {
    loop.close();
    trace.outcome(
        "stop",
        () -> {
          loop.stop();
          return "returned";
        });
    trace.shouldBe("stop: returned");
  }

  @Rule("loop.restart.after-run-until-complete")
  @Test
  void afterAResultOrAnExceptionTheLoopRunsAgain() {
    AsyncFuture<String> failed = loop.createFuture();
    failed.setException(new Boom());
    trace.outcome("first", () -> run(() -> "value"));
    Outcome.of(() -> loop.runUntilComplete(failed));
    trace.outcome("third", () -> run(() -> "value"));
    trace.shouldBe("first: value", "third: value");
  }

  @Rule("loop.restart.after-exit")
  @Test
  void afterAnExceptionHasLeftARunTheLoopRunsAgain() {
    leaveByExit();
    loop.callSoon(trace.mark("again"));
    trace.outcome("next run", this::runUntilRest);
    trace.shouldBe("again", "next run: returned");
  }

  @Rule("loop.restart.after-exit")
  @Test
  void nothingOfARunThatATaskHasLeftStopsTheNextOne() {
    for (Error request : List.of(new SystemExit(), new KeyboardInterrupt())) {
      AtomicBoolean isOver = new AtomicBoolean();
      Outcome.of(() ->
          loop.runUntilComplete(
              coroutine(() -> {
                loop.callSoon(() -> stopUnless(isOver));
                throw request;
              })));
      isOver.set(true);
      runToTheThirdIteration();
    }
    trace.shouldBe("third iteration", "third iteration");
  }

  /** Whether a request to exit leaves the loop is another rule; if not, the loop is stopped. */
  private void stopUnless(AtomicBoolean isOver) {
    if (!isOver.get()) {
      loop.stop();
    }
  }

  /** Whether the exit leaves the loop is another rule; if not, the loop is stopped. */
  private void leaveByExit() {
    loop.callSoon(() -> {
      throw new SystemExit();
    });
    loop.callSoon(loop::stop);
    Outcome.of(() -> {
      loop.runForever();
      return "returned";
    });
  }

  @Rule("loop.restart.other-thread")
  @Test
  @UsesThreads
  void anotherThreadCanRunALoopThatStopped() throws Exception {
    loop.callSoon(trace.mark("run here"));
    settle();
    loop.callSoon(trace.mark("run elsewhere"));
    trace.add(bench.inThread(() -> Outcome.of(this::runUntilRest)).get());
    trace.shouldBe("run here", "run elsewhere", "returned");
  }

  private String runUntilRest() {
    settle();
    return "returned";
  }

  @Rule("loop.is-running.inside")
  @Test
  void aLoopIsRunningInItsCallbacks() {
    loop.callSoon(() -> trace.add(loop.isRunning()));
    loop.callSoon(loop::stop);
    loop.runForever();
    trace.shouldBe("true");
  }

  @Rule("loop.is-running.outside")
  @Test
  void aLoopIsNotRunningBeforeAndAfterARun() {
    trace.add("before: " + loop.isRunning());
    settle();
    trace.add("after: " + loop.isRunning());
    trace.shouldBe("before: false", "after: false");
  }

  @Rule("loop.is-running.stopping")
  @Test
  void aLoopIsRunningUntilItsLastCallbackHasRun() {
    loop.callSoon(loop::stop);
    loop.callSoon(() -> trace.add(loop.isRunning()));
    loop.runForever();
    trace.shouldBe("true");
  }

  @Rule("loop.is-running.after-exception")
  @Test
  void aLoopThatAnExceptionHasLeftIsNotRunning() {
    trace.outcome("run", () -> run(() -> Boom.raise(new Boom())));
    trace.add(loop.isRunning());
    trace.shouldBe("run: raises Boom", "false");
  }

  @Rule("loop.is-running.after-exit")
  @Test
  void aLoopThatAnExitHasLeftIsNotRunning() {
    leaveByExit();
    trace.add(loop.isRunning());
    trace.shouldBe("false");
  }

  @Rule("loop.is-running.own")
  @Test
  void aLoopIsNotRunningBecauseAnotherOneIs() {
    EventLoop other = bench.newLoop();
    loop.callSoon(() -> trace.add(other.isRunning()));
    settle();
    trace.shouldBe("false");
  }
}
