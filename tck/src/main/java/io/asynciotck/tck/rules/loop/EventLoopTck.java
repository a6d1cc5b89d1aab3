package io.asynciotck.tck.rules.loop;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.SystemExit;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.RuleTest;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Event loop: making one, finding the running one and the current one. */
final class EventLoopTck extends RuleTest {

  @Rule("loop.new.fresh")
  @Test
  void eachCallReturnsAnotherLoop() {
    EventLoop second = bench.newLoop();
    EventLoop third = bench.newLoop();
    trace.add(loop == second);
    trace.add(loop == third);
    trace.add(second == third);
    trace.shouldBe("false", "false", "false");
  }

  @Rule("loop.new.not-current")
  @Test
  void aNewLoopDoesNotBecomeTheCurrentOne() {
    asyncio.setEventLoop(loop);
    bench.newLoop();
    trace.add(asyncio.getEventLoop() == loop);
    trace.shouldBe("true");
  }

  @Rule("loop.new.own-queue")
  @Test
  void aLoopRunsOnlyItsOwnCallbacks() {
    bench.newLoop().callSoon(trace.mark("of another loop"));
    loop.callSoon(trace.mark("own"));
    settle();
    trace.shouldBe("own");
  }

  @Rule("loop.get-running.in-callback")
  @Test
  void aCallbackFindsItsLoopRunning() {
    asyncio.setEventLoop(bench.newLoop());
    loop.callSoon(() -> trace.add(asyncio.getRunningLoop() == loop));
    settle();
    trace.shouldBe("true");
  }

  @Rule("loop.get-running.in-coroutine")
  @Test
  void aCoroutineFindsItsLoopRunningAlsoAfterItWasSuspended() throws Exception {
    asyncio.setEventLoop(bench.newLoop());
    run(() -> {
      trace.add(asyncio.getRunningLoop() == loop);
      yieldOnce();
      trace.add(asyncio.getRunningLoop() == loop);
    });
    trace.shouldBe("true", "true");
  }

  @Rule("loop.get-running.none")
  @Test
  void outsideOfALoopThereIsNoRunningOne() {
    trace.outcome("running", asyncio::getRunningLoop);
    trace.shouldBe("running: raises IllegalStateException");
  }

  @Rule("loop.get-running.current-is-not-running")
  @Test
  void theCurrentLoopIsNotARunningOne() {
    asyncio.setEventLoop(loop);
    trace.outcome("running", asyncio::getRunningLoop);
    trace.shouldBe("running: raises IllegalStateException");
  }

  @Rule("loop.get-running.per-thread")
  @Test
  @UsesThreads
  void aLoopRunsForItsOwnThreadOnly() {
    loop.callSoon(() ->
        trace.outcome(
            "other thread", () -> bench.inThread(() -> Outcome.of(asyncio::getRunningLoop)).get()));
    settle();
    trace.shouldBe("other thread: raises IllegalStateException");
  }

  @Rule("loop.get-running.two-threads")
  @Test
  @UsesThreads
  void eachThreadFindsTheLoopThatItRuns() {
    loop.callSoon(() -> {
      trace.outcome("there", () -> bench.inThread(this::findsAnotherLoopRunning).get());
      trace.add("here: " + (asyncio.getRunningLoop() == loop));
    });
    settle();
    trace.shouldBeOneOf(
        List.of("there: true", "here: true"), List.of("there: cannot run", "here: true"));
  }

  /** Makes a loop and runs it; one that can be run in the main thread only has nothing to find. */
  private String findsAnotherLoopRunning() {
    List<Boolean> found = new ArrayList<>();
    Outcome.of(() -> {
      EventLoop own = bench.newLoop();
      own.callSoon(() -> found.add(asyncio.getRunningLoop() == own));
      own.callSoon(own::stop);
      own.runForever();
      own.close();
      return "returned";
    });
    return found.isEmpty() ? "cannot run" : String.valueOf(found.getFirst());
  }

  @Rule("loop.get-running.after-run")
  @Test
  void afterARunThereIsNoRunningLoop() {
    settle();
    trace.outcome("running", asyncio::getRunningLoop);
    trace.shouldBe("running: raises IllegalStateException");
  }

  @Rule("loop.get-running.after-exception")
  @Test
  void afterAnExceptionHasLeftARunThereIsNoRunningLoop() {
    trace.outcome("run", () -> run(() -> Boom.raise(new Boom())));
    trace.outcome("running", asyncio::getRunningLoop);
    trace.shouldBe("run: raises Boom", "running: raises IllegalStateException");
  }

  @Rule("loop.get-running.after-exit")
  @Test
  void afterAnExitHasLeftARunThereIsNoRunningLoop() {
    loop.callSoon(() -> {
      throw new SystemExit();
    });
    loop.callSoon(loop::stop);
    Outcome.of(() -> {
      loop.runForever();
      return "returned";
    });
    trace.outcome("running", asyncio::getRunningLoop);
    trace.shouldBe("running: raises IllegalStateException");
  }

  @Rule("loop.get-current.in-callback")
  @Test
  void inACallbackTheRunningLoopIsTheCurrentOne() {
    asyncio.setEventLoop(bench.newLoop());
    loop.callSoon(() -> trace.add(asyncio.getEventLoop() == loop));
    settle();
    trace.shouldBe("true");
  }

  @Rule("loop.get-current.in-coroutine")
  @Test
  void inACoroutineTheRunningLoopIsTheCurrentOne() throws Exception {
    asyncio.setEventLoop(bench.newLoop());
    run(() -> trace.add(asyncio.getEventLoop() == loop));
    trace.shouldBe("true");
  }

  @Rule("loop.get-current.set")
  @Test
  void theLoopThatWasSetLastIsTheCurrentOne() {
    asyncio.setEventLoop(bench.newLoop());
    asyncio.setEventLoop(loop);
    trace.add(asyncio.getEventLoop() == loop);
    trace.shouldBe("true");
  }

  @Rule("loop.get-current.unset-refused")
  @Test
  void afterNoneWasSetTheQuestionIsRefused() {
    asyncio.setEventLoop(loop);
    trace.add("set: " + (asyncio.getEventLoop() == loop));
    asyncio.setEventLoop(null);
    trace.add("refused: " + Outcome.isRaised(Outcome.of(asyncio::getEventLoop)));
    trace.shouldBe("set: true", "refused: true");
  }

  @Rule("loop.get-current.unset")
  @Test
  void afterNoneWasSetThereIsNoCurrentLoop() {
    asyncio.setEventLoop(loop);
    asyncio.setEventLoop(null);
    trace.outcome("current", asyncio::getEventLoop);
    trace.shouldBe("current: raises IllegalStateException");
  }

  @Rule("loop.get-current.other-thread-refused")
  @RestsOn(Ground.CURRENT_REFUSED)
  @Test
  @UsesThreads
  void anotherThreadIsRefusedACurrentLoop() throws Exception {
    asyncio.setEventLoop(loop);
    trace.add("here: " + (asyncio.getEventLoop() == loop));
    String there = bench.inThread(() -> Outcome.of(asyncio::getEventLoop)).get();
    trace.add("refused there: " + Outcome.isRaised(there));
    trace.shouldBe("here: true", "refused there: true");
  }

  @Rule("loop.get-current.other-thread")
  @Test
  @UsesThreads
  void anotherThreadHasNoCurrentLoop() throws Exception {
    asyncio.setEventLoop(loop);
    trace.add(bench.inThread(() -> Outcome.of(asyncio::getEventLoop)).get());
    trace.shouldBe("raises IllegalStateException");
  }

  @Rule("loop.get-current.not-created")
  @Test
  void noLoopIsCreatedWhereNoneWasSet() {
    trace.outcome("current", asyncio::getEventLoop);
    trace.shouldBe("current: raises IllegalStateException");
  }

  @Rule("loop.set-current.per-thread")
  @Test
  @UsesThreads
  void settingALoopElsewhereChangesNothingHere() throws Exception {
    asyncio.setEventLoop(loop);
    EventLoop other = bench.newLoop();
    bench.inThread(() -> setCurrent(other)).get();
    trace.add(asyncio.getEventLoop() == loop);
    trace.shouldBe("true");
  }

  private boolean setCurrent(EventLoop other) {
    asyncio.setEventLoop(other);
    return true;
  }

  @Rule("loop.set-current.keeps-running")
  @Test
  void settingALoopInACallbackDoesNotChangeTheRunningOne() {
    EventLoop other = bench.newLoop();
    loop.callSoon(() -> {
      asyncio.setEventLoop(other);
      trace.add(asyncio.getRunningLoop() == loop);
    });
    settle();
    trace.shouldBe("true");
  }
}
