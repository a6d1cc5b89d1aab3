package io.asynciotck.tck.rules.loop;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.RuleTest;
import io.asynciotck.tck.results.Ground;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Event loop: one iteration, and {@code close}. */
final class EventLoopCloseTck extends RuleTest {

  @Rule("loop.run-once.batch")
  @Test
  void whatABatchSchedulesRunsInTheNextIteration() throws Exception {
    inIterations(
        () -> {
          loop.callSoon(() -> {
            trace.add("a");
            loop.callSoon(trace.mark("scheduled by a"));
          });
          loop.callSoon(trace.mark("b"));
        },
        () -> trace.add("next iteration"));
    trace.shouldBe("a", "b", "next iteration", "scheduled by a");
  }

  @Rule("loop.run-once.batch")
  @Test
  void aBatchOfManyIsOneBatch() {
    for (int size : Numbers.sizes()) {
      Numbers numbers = new Numbers();
      for (int i = 0; i < size; i++) {
        int number = i;
        loop.callSoon(() -> {
          numbers.add(number);
          loop.callSoon(numbers.mark(size + number));
        });
      }
      settle();
      trace.add(numbers.order(2 * size));
    }
    trace.shouldBe(Numbers.inOrder(Numbers.sizes().stream().map(size -> 2 * size).toList()));
  }

  @Rule("loop.run-once.serial")
  @Test
  void aCallbackEndsBeforeAnotherBegins() {
    boolean[] inside = {false};
    loop.callSoon(() -> {
      inside[0] = true;
      loop.callSoon(() -> trace.add(inside[0] ? "new one inside" : "new one afterwards"));
      inside[0] = false;
    });
    loop.callSoon(() -> trace.add(inside[0] ? "other one inside" : "other one afterwards"));
    settle();
    trace.shouldBe("other one afterwards", "new one afterwards");
  }

  @Rule("loop.run-once.one-thread")
  @Test
  void callbacksAreCalledInTheThreadThatRunsTheLoop() {
    Thread runner = Thread.currentThread();
    loop.callSoon(() -> trace.add(Thread.currentThread() == runner));
    loop.callLater(
        ticks(1),
        () -> {
          trace.add(Thread.currentThread() == runner);
          loop.stop();
        });
    loop.runForever();
    trace.shouldBe("true", "true");
  }

  @Rule("loop.is-closed.open")
  @Test
  void aLoopIsOpenUntilItIsClosed() {
    trace.add("new: " + loop.isClosed());
    loop.callSoon(() -> trace.add("running: " + loop.isClosed()));
    settle();
    trace.add("stopped: " + loop.isClosed());
    trace.shouldBe("new: false", "running: false", "stopped: false");
  }

  @Rule("loop.close.closed")
  @Test
  void aLoopIsClosedByClose() {
    loop.close();
    trace.add(loop.isClosed());
    trace.shouldBe("true");
  }

  @Rule("loop.close.idempotent")
  @Test
  void aLoopCanBeClosedTwice() {
    loop.close();
    trace.outcome("close", () -> close(loop));
    trace.shouldBe("close: returned");
  }

  private static String close(EventLoop loop) {
    loop.close();
    return "returned";
  }

  @Rule("loop.close.irreversible")
  @Test
  void aClosedLoopStaysClosed() {
    loop.close();
    Outcome.of(() -> loop.callLater(ticks(1), () -> {}));
    Outcome.of(() -> runOnce(loop));
    trace.add(loop.isClosed());
    trace.shouldBe("true");
  }

  /**
   * By a callback and, where that is heeded, by a stop before the run: a closed loop refuses
   * callbacks.
   */
  private String runOnce(EventLoop loop) {
    Outcome.of(() -> loop.callSoon(loop::stop));
    if (bench.driver().heedsStopBeforeRun()) {
      Outcome.of(() -> stop(loop));
    }
    loop.runForever();
    return "returned";
  }

  private static String stop(EventLoop loop) {
    loop.stop();
    return "returned";
  }

  @Rule("loop.close.running-refused")
  @Test
  void aRunningLoopRefusesToClose() {
    loop.callSoon(() -> {
      boolean refused = Outcome.isRaised(Outcome.of(() -> close(loop)));
      trace.add("close: " + (refused ? "refused" : "accepted"));
    });
    loop.callSoon(loop::stop);
    loop.runForever();
    trace.shouldBe("close: refused");
  }

  @Rule("loop.close.running")
  @Test
  void theRefusalToCloseIsARuntimeError() {
    loop.callSoon(() -> trace.outcome("close", () -> close(loop)));
    loop.callSoon(loop::stop);
    loop.runForever();
    trace.shouldBe("close: raises IllegalStateException");
  }

  @Rule("loop.close.running-goes-on")
  @Test
  void aLoopThatRefusedToCloseGoesOn() {
    loop.callSoon(() -> {
      Outcome.of(() -> close(loop));
      trace.add("closed: " + loop.isClosed());
      trace.add("running: " + loop.isRunning());
    });
    loop.callSoon(trace.mark("goes on"));
    loop.callSoon(loop::stop);
    loop.runForever();
    trace.shouldBe("closed: false", "running: true", "goes on");
  }

  @Rule("loop.close.discards")
  @Test
  void pendingCallbacksNeverRunAfterClose() {
    loop.callSoon(trace.mark("discarded"));
    closeAndRunWhatRuns();
    trace.shouldBe("end");
  }

  @Rule("loop.close.discards-timers")
  @RestsOn(Ground.CLOSE_DISCARDS)
  @Test
  void pendingTimersNeverFireAfterClose() {
    loop.callLater(Duration.ZERO, trace.mark("discarded"));
    closeAndRunWhatRuns();
    trace.shouldBe("end");
  }

  private void closeAndRunWhatRuns() {
    EventLoop other = bench.newLoop();
    loop.close();
    Outcome.of(() -> runOnce(loop));
    Outcome.of(() -> runOnce(other));
    trace.add("end");
  }

  @Rule("loop.close.run-forever")
  @Test
  void aClosedLoopRefusesToRunForever() {
    loop.close();
    trace.outcome("run", () -> runOnce(loop));
    trace.shouldBe("run: raises IllegalStateException");
  }

  @Rule("loop.close.run-until-complete")
  @Test
  void aClosedLoopRefusesToRunUntilComplete() {
    Coroutine<@Nullable Void> main = coroutine(() -> trace.add("ran"));
    loop.close();
    trace.outcome("run", () -> loop.runUntilComplete(main));
    main.close();
    trace.shouldBe("run: raises IllegalStateException");
  }

  @Rule("loop.close.call-soon")
  @Test
  void aClosedLoopRefusesCallbacks() {
    loop.close();
    trace.outcome("call_soon", () -> loop.callSoon(() -> {}));
    trace.shouldBe("call_soon: raises IllegalStateException");
  }

  @Rule("loop.close.create-task")
  @Test
  void aClosedLoopRefusesTasks() {
    Coroutine<@Nullable Void> body = coroutine(() -> trace.add("ran"));
    loop.close();
    trace.outcome("create_task", () -> loop.createTask(body));
    body.close();
    trace.shouldBe("create_task: raises IllegalStateException");
  }

  @Rule("loop.close.create-future")
  @Test
  void aClosedLoopCreatesFutures() {
    loop.close();
    trace.outcome("done", () -> loop.createFuture().isDone());
    trace.shouldBe("done: false");
  }

  @Rule("loop.close.keeps-current")
  @Test
  void aClosedLoopStaysCurrent() {
    asyncio.setEventLoop(loop);
    loop.close();
    trace.outcome("current", () -> asyncio.getEventLoop() == loop);
    trace.shouldBe("current: true");
  }
}
