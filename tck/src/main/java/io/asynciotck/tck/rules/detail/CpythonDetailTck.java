package io.asynciotck.tck.rules.detail;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Handle;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.NeedsIntrospection;
import io.asynciotck.tck.harness.RuleTest;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** CPython detail: what is counted before cancelled timers are dropped, and the extent of runs. */
final class CpythonDetailTck extends RuleTest {

  @Rule("detail.timers.lazy-cancel")
  @Test
  @NeedsIntrospection
  void aCancelledTimerIsHeldUntilAnIteration() {
    loop.callLater(ticks(1000), () -> {}).cancel();
    traceHeldTimers();
    settle();
    traceHeldTimers();
    trace.shouldBe("held: 1", "held: 0");
  }

  @Rule("detail.timers.count-reset")
  @Test
  @NeedsIntrospection
  void aCleanUpForgetsWhatItHasCounted() {
    startTimers(100);
    cancelAll(startTimers(200));
    settle();
    traceHeldTimers();
    startTimers(41);
    cancelAll(startTimers(10));
    settle();
    traceHeldTimers();
    trace.shouldBe("held: 100", "held: 151");
  }

  @Rule("detail.timers.counted-once")
  @Test
  @NeedsIntrospection
  void aTimerThatIsCancelledTwiceCountsOnce() {
    startTimers(51);
    List<Handle> cancelled = startTimers(50);
    cancelAll(cancelled);
    cancelAll(cancelled);
    settle();
    traceHeldTimers();
    trace.shouldBe("held: 101");
  }

  @Rule("detail.timers.fired-not-counted")
  @Test
  @NeedsIntrospection
  void timersThatHaveFiredAreNotCounted() {
    startTimers(71);
    List<Handle> fired = startDueTimers(60);
    settle();
    cancelAll(fired);
    cancelAll(startTimers(30));
    settle();
    traceHeldTimers();
    trace.shouldBe("held: 101");
  }

  @Rule("detail.timers.fired-not-counted")
  @Test
  @NeedsIntrospection
  void timersThatAreDueAreNotCounted() {
    startTimers(71);
    cancelAll(startTimers(30));
    List<Handle> due = startDueTimers(60);
    loop.callSoon(() -> cancelAll(due));
    settle();
    traceHeldTimers();
    trace.shouldBe("held: 101");
  }

  /** Starts timers that are not due in this test, each later than those before. */
  private List<Handle> startTimers(int count) {
    return IntStream.range(0, count)
        .<Handle>mapToObj(i -> loop.callLater(ticks(1000 + i), () -> {}))
        .toList();
  }

  private List<Handle> startDueTimers(int count) {
    return IntStream.range(0, count)
        .<Handle>mapToObj(i -> loop.callLater(Duration.ZERO, () -> {}))
        .toList();
  }

  private static void cancelAll(List<Handle> handles) {
    handles.forEach(Handle::cancel);
  }

  private void traceHeldTimers() {
    trace.add("held: " + bench.introspection().scheduledTimers(loop));
  }

  @Rule("detail.iteration.due-during-batch")
  @Test
  void aTimerThatBecomesDueInABatchRunsBehindWhatTheBatchSchedules() {
    loop.callLater(
        ticks(1),
        () -> {
          trace.add("timer");
          loop.stop();
        });
    loop.callSoon(() -> {
      bench.blockFor(2);
      loop.callSoon(trace.mark("scheduled by the batch"));
    });
    loop.callSoon(trace.mark("rest of the batch"));
    loop.runForever();
    trace.shouldBe("rest of the batch", "scheduled by the batch", "timer");
  }

  @Rule("detail.stop.due-timers")
  @Test
  void oneIterationFiresTimersThatAreDue() throws Exception {
    inIterations(() -> {
      loop.callLater(ticks(1), trace.mark("due"));
      loop.callLater(ticks(100), trace.mark("not due"));
      bench.blockFor(2);
    });
    trace.shouldBe("due");
  }

  @Rule("detail.run-until-complete.last-iteration")
  @Test
  void oneIterationFollowsTheOneInWhichTheFutureIsDone() throws Exception {
    run(() -> {
      loop.callSoon(() -> {
        trace.add("one iteration later");
        loop.callSoon(trace.mark("two iterations later"));
      });
    });
    trace.add("returned");
    trace.shouldBe("one iteration later", "returned");
  }

  @Rule("detail.run-until-complete.done-one-iteration")
  @Test
  void aFutureThatIsDoneTakesOneIteration() throws Exception {
    AsyncFuture<String> future = loop.createFuture();
    future.setResult("value");
    loop.callSoon(() -> {
      trace.add("one iteration");
      loop.callSoon(trace.mark("two iterations"));
    });
    loop.runUntilComplete(future);
    trace.add("returned");
    trace.shouldBe("one iteration", "returned");
  }

  @Rule("detail.handle.late-cancel")
  @Test
  void aHandleThatIsCancelledLateSaysSo() {
    Handle handle = loop.callSoon(() -> {});
    settle();
    handle.cancel();
    trace.add(handle.isCancelled());
    trace.shouldBe("true");
  }
}
