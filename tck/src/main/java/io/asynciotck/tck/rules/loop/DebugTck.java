package io.asynciotck.tck.rules.loop;

import io.asynciotck.api.EventLoop;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.ExpectsReports;
import io.asynciotck.tck.harness.InEnvironment;
import io.asynciotck.tck.harness.LogLine;
import io.asynciotck.tck.harness.NeedsLogging;
import io.asynciotck.tck.harness.NeedsVirtualTime;
import io.asynciotck.tck.harness.NotClaimedError;
import io.asynciotck.tck.harness.Outcome;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.UsesThreads;
import io.asynciotck.tck.results.Ground;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Rules of {@code debug.md}. On a slow machine debug mode may find more than was meant. */
@ExpectsReports
final class DebugTck extends OtherThreadRuleTest {

  private static final String[] REFUSED_EACH_TIME =
      Collections.nCopies(2 * 2 * 2, "refused: true").toArray(String[]::new);

  @Rule("loop.debug.default")
  @Test
  void aNewLoopIsNotInDebugMode() {
    trace.add("debug: " + loop.getDebug());
    trace.shouldBe("debug: false");
  }

  @Rule("loop.debug.default")
  @Test
  void theDebugModeOfOneLoopIsNotThatOfOthers() {
    EventLoop other = bench.newLoop();
    loop.setDebug(true);
    trace.add("the other: " + other.getDebug());
    trace.add("a newer one: " + bench.newLoop().getDebug());
    trace.shouldBe("the other: false", "a newer one: false");
  }

  @Rule("loop.debug.environment")
  @InEnvironment("PYTHONASYNCIODEBUG")
  @Test
  void aNewLoopIsInDebugModeIfTheEnvironmentAsksForIt() {
    trace.add("debug: " + loop.getDebug());
    trace.shouldBe("debug: true");
  }

  @Rule("loop.debug.development-mode")
  @RestsOn(Ground.DEBUG_ENVIRONMENT)
  @InEnvironment("PYTHONDEVMODE")
  @Test
  void aNewLoopIsInDebugModeIfPythonIsInDevelopmentMode() {
    if (!bench.surroundings().inDevelopmentMode()) {
      throw new NotClaimedError("this Python has no development mode");
    }
    trace.add("debug: " + loop.getDebug());
    trace.shouldBe("debug: true");
  }

  @Rule("loop.debug.set")
  @Test
  void theDebugModeIsWhatItWasSetTo() {
    loop.setDebug(true);
    trace.add("before the run: " + loop.getDebug());
    loop.callSoon(() -> {
      loop.setDebug(false);
      trace.add("in the run: " + loop.getDebug());
      loop.setDebug(true);
    });
    settle();
    trace.add("after the run: " + loop.getDebug());
    trace.shouldBe("before the run: true", "in the run: false", "after the run: true");
  }

  @Rule("loop.debug.slow-callback")
  @NeedsLogging
  @Test
  void aSlowCallbackIsLogged() {
    loop.setDebug(true);
    loop.setSlowCallbackDuration(ticks(1));
    int before = bench.log().size();
    runSlowCallback(2);
    trace.add("logged: " + (bench.log().size() > before));
    trace.shouldBe("logged: true");
  }

  @Rule("loop.debug.slow-callback")
  @NeedsLogging
  @Test
  void aSlowCallbackIsLoggedThoughDebugModeBeganInTheRun() {
    int before = bench.log().size();
    loop.callSoon(() -> {
      loop.setDebug(true);
      loop.setSlowCallbackDuration(ticks(1));
      loop.callSoon(() -> {
        bench.blockFor(2);
        loop.stop();
      });
    });
    loop.runForever();
    trace.add("logged: " + (bench.log().size() > before));
    trace.shouldBe("logged: true");
  }

  @Rule("loop.debug.slow-callback")
  @NeedsLogging
  @Test
  void aSlowTimerIsLogged() {
    loop.setDebug(true);
    loop.setSlowCallbackDuration(ticks(1));
    int before = bench.log().size();
    loop.callLater(
        ticks(1),
        () -> {
          bench.blockFor(2);
          loop.stop();
        });
    loop.runForever();
    trace.add("logged: " + (bench.log().size() > before));
    trace.shouldBe("logged: true");
  }

  /** Runs nothing but one callback, so that nothing else can be slow on a slow machine. */
  private void runSlowCallback(int ticks) {
    loop.callSoon(() -> {
      bench.blockFor(ticks);
      loop.stop();
    });
    loop.runForever();
  }

  @Rule("loop.debug.slow-default")
  @Test
  void slowBeginsAtOneHundredMilliseconds() {
    trace.add(loop.slowCallbackDuration().toMillis() + " ms");
    trace.shouldBe("100 ms");
  }

  @Rule("loop.debug.slow-default")
  @Test
  void whatIsSlowForOneLoopIsNotSoForOthers() {
    EventLoop other = bench.newLoop();
    loop.setSlowCallbackDuration(ticks(1));
    trace.add("the other: " + other.slowCallbackDuration().toMillis() + " ms");
    trace.add("a newer one: " + bench.newLoop().slowCallbackDuration().toMillis() + " ms");
    trace.shouldBe("the other: 100 ms", "a newer one: 100 ms");
  }

  @Rule("loop.debug.slow-threshold")
  @NeedsLogging
  @Test
  void aCallbackBelowTheThresholdIsNotLogged() {
    loop.setDebug(true);
    loop.setSlowCallbackDuration(Duration.ofHours(1));
    runSlowCallback(2);
    trace.add("lines below the threshold: " + bench.log().size());
    loop.setSlowCallbackDuration(ticks(1));
    runSlowCallback(2);
    trace.add("lines above it: " + (bench.log().isEmpty() ? "none" : "some"));
    trace.shouldBe("lines below the threshold: 0", "lines above it: some");
  }

  @Rule("loop.debug.slow-threshold")
  @NeedsLogging
  @NeedsVirtualTime
  @Test
  void whatOthersTakeAndHowLongTheLoopWaitsDoesNotCount() {
    loop.setDebug(true);
    loop.setSlowCallbackDuration(ticks(3));
    for (int i = 0; i < 3; i++) {
      loop.callSoon(() -> bench.blockFor(2));
    }
    loop.callLater(ticks(10), loop::stop);
    loop.runForever();
    trace.add("lines below the threshold: " + bench.log().size());
    runSlowCallback(4);
    trace.add("lines above it: " + (bench.log().isEmpty() ? "none" : "some"));
    trace.shouldBe("lines below the threshold: 0", "lines above it: some");
  }

  @Rule("loop.debug.slow-equal")
  @NeedsLogging
  @NeedsVirtualTime
  @Test
  void aCallbackAtTheThresholdMayBeLogged() {
    loop.setDebug(true);
    loop.setSlowCallbackDuration(ticks(1));
    loop.setExceptionHandler((_, _) -> trace.add("error"));
    loop.callSoon(trace.mark("before"));
    runSlowCallback(1);
    trace.add("at the threshold");
    int logged = bench.log().size();
    runSlowCallback(2);
    trace.add("above it: " + (bench.log().size() > logged ? "logged" : "not logged"));
    trace.shouldBe("before", "at the threshold", "above it: logged");
  }

  @Rule("loop.debug.slow-warning")
  @NeedsLogging
  @Test
  void aSlowCallbackIsLoggedAsAWarning() {
    loop.setDebug(true);
    loop.setSlowCallbackDuration(ticks(1));
    runSlowCallback(2);
    bench.log().stream().map(LogLine::level).distinct().forEach(trace::add);
    trace.shouldBe("WARNING");
  }

  @Rule("loop.debug.slow-step")
  @NeedsLogging
  @Test
  void aSlowStepOfATaskIsLogged() throws Exception {
    loop.setDebug(true);
    loop.setSlowCallbackDuration(ticks(1));
    int before = bench.log().size();
    run(() -> bench.blockFor(2));
    trace.add("logged: " + (bench.log().size() > before));
    trace.shouldBe("logged: true");
  }

  @Rule("loop.debug.slow-off")
  @NeedsLogging
  @Test
  void withoutDebugModeNothingIsSlow() {
    loop.setSlowCallbackDuration(ticks(1));
    runSlowCallback(2);
    trace.add("lines: " + bench.log().size());
    loop.setDebug(true);
    runSlowCallback(2);
    trace.add("lines in debug mode: " + (bench.log().isEmpty() ? "none" : "some"));
    trace.shouldBe("lines: 0", "lines in debug mode: some");
  }

  @Rule("loop.debug.thread-call-soon")
  @UsesThreads
  @Test
  void callSoonIsRefusedInAnotherThread() {
    callInAnotherThread(() -> loop.callSoon(() -> {}));
    trace.shouldBe("refused: true");
  }

  @Rule("loop.debug.thread-call-soon")
  @RestsOn(Ground.DEBUG_THREAD)
  @UsesThreads
  @Test
  void callSoonIsRefusedEachTime() {
    callAgainAndAgain(() -> loop.callSoon(trace.mark("called")));
    trace.shouldBe(REFUSED_EACH_TIME);
  }

  @Rule("loop.debug.thread-call-at")
  @RestsOn(Ground.DEBUG_THREAD)
  @UsesThreads
  @Test
  void callAtIsRefusedInAnotherThread() {
    callInAnotherThread(() -> loop.callAt(loop.time(), () -> {}));
    trace.shouldBe("refused: true");
  }

  @Rule("loop.debug.thread-call-at")
  @RestsOn(Ground.DEBUG_THREAD)
  @UsesThreads
  @Test
  void callAtIsRefusedEachTime() {
    callAgainAndAgain(() -> loop.callAt(loop.time(), trace.mark("called")));
    trace.shouldBe(REFUSED_EACH_TIME);
  }

  @Rule("loop.debug.thread-call-later")
  @RestsOn(Ground.DEBUG_THREAD)
  @UsesThreads
  @Test
  void callLaterIsRefusedInAnotherThread() {
    callInAnotherThread(() -> loop.callLater(ticks(1), () -> {}));
    trace.shouldBe("refused: true");
  }

  @Rule("loop.debug.thread-call-later")
  @RestsOn(Ground.DEBUG_THREAD)
  @UsesThreads
  @Test
  void callLaterIsRefusedEachTime() {
    callAgainAndAgain(() -> loop.callLater(Duration.ZERO, trace.mark("called")));
    trace.shouldBe(REFUSED_EACH_TIME);
  }

  @Rule("loop.debug.thread-runtime-error")
  @RestsOn(Ground.DEBUG_THREAD)
  @UsesThreads
  @Test
  void theRefusalIsARuntimeError() {
    loop.setDebug(true);
    loop.callSoon(() ->
        inOtherThread(() -> {
          trace.outcome("call_soon", () -> loop.callSoon(() -> {}));
          return null;
        }));
    settle();
    trace.shouldBe("call_soon: raises IllegalStateException");
  }

  @Rule("loop.debug.thread-safe-allowed")
  @UsesThreads
  @Test
  void callSoonThreadsafeIsAcceptedInAnotherThread() {
    callInAnotherThread(() -> loop.callSoonThreadsafe(trace.mark("callback")));
    settle();
    trace.shouldBeInAnyOrder("refused: false", "callback");
  }

  @Rule("loop.debug.thread-not-running")
  @UsesThreads
  @Test
  void aLoopThatIsNotRunningBelongsToNoThread() {
    loop.setDebug(true);
    inOtherThread(() -> loop.callSoon(trace.mark("callback")));
    settle();
    trace.shouldBe("callback");
  }

  /** Records whether a call is refused each time, in two threads and in two iterations. */
  private void callAgainAndAgain(Callable<?> call) {
    loop.setDebug(true);
    for (int iteration = 0; iteration < 2; iteration++) {
      loop.callSoon(() -> {
        for (int thread = 0; thread < 2; thread++) {
          inOtherThread(() -> {
            for (int time = 0; time < 2; time++) {
              trace.add("refused: " + Outcome.isRaised(Outcome.of(call)));
            }
            return null;
          });
        }
      });
      settle();
    }
  }

  /** Records whether a call is refused in another thread while the loop runs in debug mode. */
  private void callInAnotherThread(Callable<?> call) {
    loop.setDebug(true);
    loop.callSoon(() ->
        inOtherThread(() -> {
          trace.add("refused: " + Outcome.isRaised(Outcome.of(call)));
          return null;
        }));
    settle();
  }
}
