package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Awaitable;
import io.asynciotck.api.AwaitableObject;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.EventLoop;
import io.asynciotck.api.SystemExit;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.InEnvironment;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.RuleTest;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What {@code run} does with its coroutine and its loop. Page: {@code runner.md}. */
final class RunnerTck extends RuleTest {

  private final List<EventLoop> loops = new ArrayList<>();

  // Running

  @Rule("run.result.returned")
  @Test
  void theResultOfTheCoroutineComesBack() {
    runMain(coroutine(() -> 7));
    trace.shouldBe("run: 7");
  }

  @Rule("run.result.returned")
  @Test
  void theResultOfACoroutineThatWaitsComesBack() {
    runMain(coroutine(() -> await(asyncio.sleep(ticks(1), "late"))));
    trace.shouldBe("run: late");
  }

  @Rule("run.exception.raised")
  @Test
  void theExceptionOfTheCoroutineIsRaised() {
    runMain(coroutine(() -> Boom.raise(new Boom("main"))));
    trace.shouldBe("run: raises Boom(main)");
  }

  @Rule("run.exception.cancelled")
  @Test
  void aCancelledMainTaskIsSeen() {
    runMain(coroutine(this::awaitWhatIsCancelled));
    trace.shouldBe("run: raises CancelledError");
  }

  private void awaitWhatIsCancelled() throws Exception {
    AsyncFuture<Integer> cancelled = asyncio.getRunningLoop().createFuture();
    cancelled.cancel();
    await(cancelled);
  }

  @Rule("run.main.is-task")
  @Test
  void theCoroutineRunsInATask() throws Exception {
    asyncio.run(coroutine(() -> trace.add(asyncio.currentTask() == null ? "no task" : "a task")));
    trace.shouldBe("a task");
  }

  @Rule("run.argument.coroutine-only")
  @Test
  void aFutureIsRefused() {
    var future = loop.<Integer>createFuture();
    future.setResult(7);
    runMain(future);
    trace.shouldBe("run: raises IllegalArgumentException");
  }

  @Rule("run.argument.any-awaitable")
  @Test
  void aFutureIsAccepted() {
    var future = loop.<Integer>createFuture();
    future.setResult(7);
    runMain(future);
    trace.shouldBe("run: 7");
  }

  @Rule("run.argument.any-awaitable")
  @Test
  void anObjectThatCanBeAwaitedIsAccepted() {
    AwaitableObject<Integer> object = () -> coroutine(() -> 7);
    runMain(object);
    trace.shouldBe("run: 7");
  }

  // Nesting

  @Rule("run.nested.refused")
  @Test
  void aRunInARunIsRefused() throws Exception {
    asyncio.run(coroutine(() -> trace.add(isRefused(coroutine(() -> 7)))));
    trace.shouldBe("refused");
  }

  @Rule("run.nested.refused")
  @Test
  void aRunInACallbackIsRefused() {
    loop.callSoon(() -> trace.add(isRefused(coroutine(() -> 7))));
    settle();
    trace.shouldBe("refused");
  }

  @Rule("run.nested.runtime-error")
  @Test
  void theRefusalIsARuntimeError() throws Exception {
    Coroutine<Integer> inner = coroutine(() -> 7);
    asyncio.run(coroutine(() -> runMain(inner)));
    inner.close();
    trace.shouldBe("run: raises IllegalStateException");
  }

  @Rule("run.nested.not-started")
  @Test
  void nothingOfARefusedCoroutineRuns() throws Exception {
    asyncio.run(coroutine(() -> trace.add(isRefused(coroutine(() -> trace.add("inner"))))));
    trace.shouldBe("refused");
  }

  @Rule("run.nested.outer-untouched")
  @Test
  void theRunningLoopStaysAndGoesOn() throws Exception {
    asyncio.run(
        coroutine(() -> {
          EventLoop outer = asyncio.getRunningLoop();
          isRefused(coroutine(() -> 7));
          trace.outcome("still running", () -> asyncio.getRunningLoop() == outer);
          await(asyncio.sleep(ticks(1)));
          trace.add("goes on");
        }));
    trace.shouldBe("still running: true", "goes on");
  }

  @Rule("run.nested.other-thread")
  @UsesThreads
  @Test
  void anotherThreadMayRunMeanwhile() throws Exception {
    trace.add("alone: " + runInOtherThread());
    asyncio.run(coroutine(() -> trace.add("meanwhile: " + runInOtherThread())));
    trace.shouldBeOneOf(
        List.of("alone: ran", "meanwhile: ran"),
        List.of("alone: refused", "meanwhile: refused")); // by loops of the main thread only
  }

  private String runInOtherThread() throws Exception {
    return bench.inThread(() -> isRefused(coroutine(() -> "ran"))).get();
  }

  // The loop

  @Rule("run.loop.new")
  @Test
  void eachRunHasALoopOfItsOwn() throws Exception {
    asyncio.run(coroutine(this::noteLoop));
    asyncio.run(coroutine(this::noteLoop));
    trace.add(loops.getFirst() == loops.getLast() ? "the same loop" : "another loop");
    trace.shouldBe("another loop");
  }

  private void noteLoop() {
    loops.add(asyncio.getRunningLoop());
  }

  @Rule("run.loop.running")
  @Test
  void theLoopOfTheRunIsRunning() throws Exception {
    asyncio.run(
        coroutine(() -> trace.outcome("running", () -> asyncio.getRunningLoop().isRunning())));
    trace.shouldBe("running: true");
  }

  @Rule("run.loop.closed")
  @Test
  void theLoopIsClosedAfterwards() throws Exception {
    asyncio.run(coroutine(this::noteLoop));
    trace.outcome("closed", () -> loops.getFirst().isClosed());
    trace.shouldBe("closed: true");
  }

  @Rule("run.loop.closed-after-exception")
  @RestsOn(Ground.RUN_CLOSES)
  @Test
  void theLoopIsClosedAfterAnException() {
    Outcome.of(() -> asyncio.run(coroutine(this::failInLoop)));
    trace.outcome("closed", () -> loops.getFirst().isClosed());
    trace.shouldBe("closed: true");
  }

  @Rule("run.loop.closed-after-exception")
  @RestsOn(Ground.RUN_CLOSES)
  @Test
  void theLoopIsClosedWhenTheProgramAsksForItsEnd() {
    Outcome.of(() ->
        asyncio.run(
            coroutine(() -> {
              EventLoop running = asyncio.getRunningLoop();
              loops.add(running);
              running.callSoon(running::stop); // for a loop that goes on all the same
              throw new SystemExit();
            })));
    trace.outcome("closed", () -> loops.getFirst().isClosed());
    trace.shouldBe("closed: true");
  }

  private void failInLoop() throws Exception {
    noteLoop();
    throw new Boom();
  }

  @Rule("run.loop.not-running-after")
  @Test
  void noLoopRunsAfterAResult() throws Exception {
    asyncio.run(coroutine(() -> 7));
    trace.outcome("running loop", asyncio::getRunningLoop);
    trace.shouldBe("running loop: raises IllegalStateException");
  }

  @Rule("run.loop.not-running-after")
  @Test
  void noLoopRunsAfterAnException() {
    Outcome.of(() -> asyncio.run(coroutine(this::failInLoop)));
    trace.outcome("running loop", asyncio::getRunningLoop);
    trace.shouldBe("running loop: raises IllegalStateException");
  }

  @Rule("run.current-loop.unset")
  @Test
  void theThreadIsLeftWithoutACurrentLoop() throws Exception {
    asyncio.setEventLoop(loop);
    asyncio.run(coroutine(() -> 7));
    trace.outcome("current loop", asyncio::getEventLoop);
    trace.shouldBe("current loop: raises IllegalStateException");
  }

  @Rule("run.loop-factory.used")
  @Test
  void theLoopIsThatOfTheFactory() throws Exception {
    asyncio.run(this::newLoop, coroutine(this::noteLoop));
    trace.add(loops.getFirst() == loops.getLast() ? "the same loop" : "another loop");
    trace.shouldBe("a loop is made", "the same loop");
  }

  @Rule("run.loop-factory.closed")
  @RestsOn(Ground.RUN_CLOSES)
  @Test
  void theLoopOfTheFactoryIsClosedAfterwards() throws Exception {
    asyncio.run(this::newLoop, coroutine(() -> 7));
    Outcome.of(() -> asyncio.run(this::newLoop, coroutine(this::fail)));
    loops.forEach(made -> trace.outcome("closed", made::isClosed));
    trace.shouldBe("a loop is made", "a loop is made", "closed: true", "closed: true");
  }

  private EventLoop newLoop() {
    trace.add("a loop is made");
    EventLoop made = asyncio.newEventLoop();
    loops.add(made);
    return made;
  }

  private void fail() throws Exception {
    throw new Boom();
  }

  // Debug mode

  @Rule("run.debug.on")
  @Test
  void debugModeIsSwitchedOn() throws Exception {
    asyncio.run(coroutine(this::tellDebugMode), true);
    trace.shouldBe("debug: true");
  }

  @Rule("run.debug.off")
  @Test
  void debugModeIsSwitchedOff() throws Exception {
    asyncio.run(coroutine(this::tellDebugMode), false);
    trace.shouldBe("debug: false");
  }

  @Rule("run.debug.off")
  @InEnvironment("PYTHONASYNCIODEBUG")
  @Test
  void debugModeIsSwitchedOffWhateverTheEnvironmentAsksFor() throws Exception {
    asyncio.run(coroutine(this::tellDebugMode), false);
    trace.shouldBe("debug: false");
  }

  @Rule("run.debug.inherited")
  @RestsOn(Ground.DEBUG_ENVIRONMENT)
  @InEnvironment("PYTHONASYNCIODEBUG")
  @Test
  void debugModeIsWhatTheEnvironmentAsksFor() throws Exception {
    asyncio.run(coroutine(this::tellDebugMode));
    trace.shouldBe("debug: true");
  }

  @Rule("run.debug.inherited")
  @RestsOn(Ground.DEBUG_ENVIRONMENT)
  @Test
  void debugModeIsThatOfNewLoops() throws Exception {
    asyncio.run(coroutine(this::tellDebugMode));
    trace.shouldBe("debug: " + loop.getDebug());
  }

  private void tellDebugMode() {
    trace.outcome("debug", () -> asyncio.getRunningLoop().getDebug());
  }

  /** Tries a run where a loop is running. */
  private String isRefused(Coroutine<?> inner) {
    Callable<?> run = () -> asyncio.run(inner);
    String outcome = Outcome.of(run);
    if (Outcome.isRaised(outcome)) {
      inner.close(); // it was not begun
    }
    return Outcome.isRaised(outcome) ? "refused" : outcome;
  }

  /** Records what a run gives. */
  private void runMain(Awaitable<?> main) {
    trace.outcome("run", () -> asyncio.run(main));
  }
}
