package io.asynciotck.tck.rules.loop;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Context;
import io.asynciotck.api.ContextVar;
import io.asynciotck.api.LoopTime;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.Boom;
import io.asynciotck.tck.harness.ExpectsReports;
import io.asynciotck.tck.harness.Numbers;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Rules of {@code debug.md}: what is in debug mode as it is without. */
final class DebugCallbacksTck extends ContextRuleTest {

  /** On a slow machine any callback may be slow; that it is reported is the matter of others. */
  private void switchDebugModeOn() {
    loop.setDebug(true);
    loop.setSlowCallbackDuration(Duration.ofHours(1));
  }

  @Rule("loop.debug.callbacks")
  @Test
  void inDebugModeCallbacksKeepTheirOrder() {
    switchDebugModeOn();
    for (int size : Numbers.sizes()) {
      Numbers numbers = new Numbers();
      for (int i = 0; i < size; i++) {
        loop.callSoon(numbers.mark(i));
      }
      settle();
      trace.add(numbers.order(size));
    }
    trace.shouldBe(Numbers.inOrder(Numbers.sizes()));
  }

  @Rule("loop.debug.callbacks")
  @Test
  void inDebugModeCallbacksGetTheirArguments() {
    switchDebugModeOn();
    loop.callSoon(args -> trace.add("soon " + Arrays.toString(args)), 1, "two");
    loop.callLater(
        ticks(1),
        args -> {
          trace.add("timer " + Arrays.toString(args));
          loop.stop();
        },
        3,
        "four");
    loop.runForever();
    trace.shouldBe("soon [1, two]", "timer [3, four]");
  }

  @Rule("loop.debug.callbacks")
  @Test
  void inDebugModeWhatWasCancelledDoesNotRun() {
    switchDebugModeOn();
    loop.callSoon(trace.mark("never")).cancel();
    loop.callLater(ticks(1), trace.mark("never")).cancel();
    loop.callSoon(trace.mark("soon"));
    loop.callLater(
        ticks(2),
        () -> {
          trace.add("timer");
          loop.stop();
        });
    loop.runForever();
    trace.shouldBe("soon", "timer");
  }

  @Rule("loop.debug.callbacks")
  @Test
  void inDebugModeTimersRunInTheirOrderAndNotEarly() {
    switchDebugModeOn();
    LoopTime start = loop.time();
    for (int tick : new int[] {3, 1, 2}) {
      LoopTime due = start.plus(ticks(tick));
      loop.callAt(
          due,
          () -> {
            trace.add(tick + (isEarly(due) ? " is early" : ""));
            if (tick == 3) {
              loop.stop();
            }
          });
    }
    loop.runForever();
    trace.shouldBe("1", "2", "3");
  }

  private boolean isEarly(LoopTime due) {
    return loop.time().plus(bench.clockResolution()).compareTo(due) < 0;
  }

  @Rule("loop.debug.contexts")
  @Test
  void inDebugModeCallbacksRunInTheContextsThatTheyWereGiven() throws Exception {
    ContextVar<String> user = newUser();
    Context given = contextOf(user, "ann");
    user.set("bob");
    switchDebugModeOn();
    loop.callSoon(given, _ -> see("given", user));
    loop.callSoon(() -> see("current", user));
    loop.callLater(
        given,
        ticks(1),
        _ -> {
          see("timer", user);
          loop.stop();
        });
    user.set("cid");
    loop.runForever();
    trace.shouldBe("given: ann", "current: bob", "timer: ann");
  }

  @Rule("loop.debug.reports")
  @ExpectsReports
  @Test
  void inDebugModeWhatACallbackRaisesStaysThere() {
    switchDebugModeOn();
    loop.setExceptionHandler((_, context) ->
        trace.outcome("handler", () -> Boom.raise((Throwable) context.get("exception"))));
    loop.callSoon(trace.mark("first"));
    loop.callSoon(() -> Boom.raise(new Boom("second")));
    loop.callSoon(trace.mark("third"));
    settle();
    loop.callSoon(trace.mark("in the next run"));
    settle();
    trace.shouldBeInAnyOrder("first", "handler: raises Boom(second)", "third", "in the next run");
  }

  @Rule("loop.debug.tasks")
  @Test
  void inDebugModeTasksWaitAndEnd() throws Exception {
    switchDebugModeOn();
    AsyncFuture<String> future = loop.createFuture();
    AsyncFuture<String> task =
        loop.createTask(
            coroutine(() -> {
              yieldOnce();
              trace.outcome("inner", () -> await(coroutine(() -> Boom.raise(new Boom("inner")))));
              return await(future);
            }));
    loop.callSoon(() -> loop.callSoon(() -> future.setResult("result")));
    runUntil(task);
    trace.add(task.result());
    trace.shouldBe("inner: raises Boom(inner)", "result");
  }
}
