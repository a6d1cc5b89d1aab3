package io.asynciotck.tck.rules.tasks;

import io.asynciotck.api.AsyncFuture;
import io.asynciotck.api.Asyncio;
import io.asynciotck.api.Coroutine;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.Task;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.At;
import io.asynciotck.tck.harness.Moment;
import io.asynciotck.tck.harness.NeedsVirtualTime;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.Operation;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.RuleTest;
import io.asynciotck.tck.results.Ground;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rules of {@code sleep.md}. */
final class SleepTck extends RuleTest {
  /** Who does not wake in this time does not wake at all. */
  private static final int MOST_TICKS = 100;

  @Rule("sleep.delay.not-early")
  @RestsOn({Ground.NOT_EARLY, Ground.CALL_AT_NOT_EARLY})
  @Test
  void theDelayHasPassedWhenTheTaskGoesOn() throws Exception {
    run(() ->
        traceEarly(delay -> {
          LoopTime end = loop.time().plus(delay);
          await(asyncio.sleep(delay));
          return isBefore(end);
        }));
    trace.shouldBe("early: false");
  }

  @Rule("sleep.delay.not-early")
  @RestsOn({Ground.NOT_EARLY, Ground.CALL_AT_NOT_EARLY})
  @Test
  void theDelayMayBeAWholeNumber() throws Exception {
    bench.surroundings().giveWholeSeconds();
    run(() -> {
      await(asyncio.sleep(Duration.ZERO));
      LoopTime end = loop.time().plus(Duration.ofSeconds(1));
      await(asyncio.sleep(Duration.ofSeconds(1)));
      trace.add("early: " + isBefore(end));
    });
    trace.shouldBe("early: false");
  }

  @Rule("sleep.delay.returns")
  @RestsOn(Ground.CALL_LATER)
  @Test
  void aTaskThatSleepsIsResumed() throws Exception {
    run(() -> {
      await(asyncio.sleep(ticks(1)));
      trace.add("awake");
    });
    trace.shouldBe("awake");
  }

  @Rule("sleep.delay.from-await")
  @RestsOn({Ground.NOT_EARLY, Ground.CALL_AT_NOT_EARLY})
  @Test
  void theDelayBeginsWhenTheSleepIsAwaited() throws Exception {
    run(() ->
        traceEarly(delay -> {
          Coroutine<@Nullable Void> sleep = asyncio.sleep(delay);
          await(asyncio.sleep(delay.dividedBy(2)));
          LoopTime end = loop.time().plus(delay);
          await(sleep);
          return isBefore(end);
        }));
    trace.shouldBe("early: false");
  }

  @Rule("sleep.delay.shorter-first")
  @NeedsVirtualTime
  @Test
  void theShorterSleepEndsFirst() throws Exception {
    runTogether(sleeper(3), sleeper(1), sleeper(2));
    trace.shouldBe("1", "2", "3");
  }

  @Rule("sleep.suspends.always")
  @Test
  void everySleepLetsOthersRun() throws Exception {
    run(() -> {
      for (Duration delay : List.of(ticks(1), Duration.ZERO, ticks(1).negated())) {
        loop.callSoon(trace.mark("other"));
        await(asyncio.sleep(delay));
        trace.add("awake");
      }
    });
    trace.shouldBe("other", "awake", "other", "awake", "other", "awake");
  }

  @Rule("sleep.suspends.only-its-task")
  @Test
  void othersRunWhileOneTaskSleeps() throws Exception {
    boolean[] asleep = {false};
    AsyncFuture<Boolean> begun = loop.createFuture();
    Coroutine<@Nullable Void> sleeper =
        coroutine(() -> {
          asleep[0] = true;
          begun.setResult(true);
          await(asyncio.sleep(ticks(1)));
          asleep[0] = false;
        });
    Coroutine<@Nullable Void> other =
        coroutine(() -> {
          await(begun);
          trace.add("runs while the first sleeps: " + asleep[0]);
        });
    runTogether(sleeper, other);
    trace.shouldBe("runs while the first sleeps: true");
  }

  @Rule("sleep.suspends.together")
  @Test
  void tenSleepsHaveBegunBeforeTheFirstOneEnds() throws Exception {
    int[] begun = {0};
    trace.add("begun: " + runTogether(tenSleepers(begun)));
    trace.shouldBe("begun: 10");
  }

  @Rule("sleep.suspends.together")
  @NeedsVirtualTime
  @Test
  void tenSleepsTakeAsLongAsOne() throws Exception {
    LoopTime begin = loop.time();
    runTogether(tenSleepers(new int[1]));
    trace.add("less than two ticks: " + (loop.time().since(begin).compareTo(ticks(2)) < 0));
    trace.shouldBe("less than two ticks: true");
  }

  @Rule("sleep.zero.one-iteration")
  @Test
  void aSleepWithoutDelayTakesOneIteration() throws Exception {
    for (Duration delay : List.of(Duration.ZERO, ticks(-1))) {
      run(() -> {
        loop.callSoon(() -> {
          trace.add("next iteration");
          loop.callSoon(trace.mark("the one after it"));
        });
        await(asyncio.sleep(delay));
        trace.add("end of the sleep");
        yieldOnce();
      });
    }
    trace.shouldBe(
        "next iteration",
        "end of the sleep",
        "the one after it",
        "next iteration",
        "end of the sleep",
        "the one after it");
  }

  @Rule("sleep.result.returned")
  @Test
  void aSleepReturnsTheResultThatItWasGiven() throws Exception {
    Asyncio named = byKeyword(asyncio, "result");
    Asyncio bothNamed = byKeyword(asyncio, "delay", "result");
    run(() -> {
      trace.outcome("one tick", () -> await(asyncio.sleep(ticks(1), "later")));
      trace.outcome("no delay", () -> await(asyncio.sleep(Duration.ZERO, "now")));
      trace.outcome("less", () -> await(asyncio.sleep(ticks(1).negated(), "at once")));
      trace.outcome("named", () -> await(named.sleep(ticks(1), "later")));
      trace.outcome("both named", () -> await(bothNamed.sleep(Duration.ZERO, "now")));
    });
    trace.shouldBe(
        "one tick: later", "no delay: now", "less: at once", "named: later", "both named: now");
  }

  @Rule("sleep.result.returned")
  @Test
  void theResultMayBeOneThatIsFalse() throws Exception {
    run(() -> {
      for (Object result : List.of(false, 0, "")) {
        trace.outcome("one tick", () -> await(asyncio.sleep(ticks(1), result)));
      }
    });
    trace.shouldBe("one tick: false", "one tick: 0", "one tick: ");
  }

  @Rule("sleep.cancel.at-once")
  @Operation("sleep")
  @At(Moment.WHILE_IT_WAITS)
  @Test
  void aCancelledSleepEndsLongBeforeItsTime() throws Exception {
    run(() -> {
      LoopTime end = loop.time().plus(Duration.ofHours(1));
      AsyncFuture<Boolean> begun = loop.createFuture();
      AsyncFuture<?> task =
          loop.createTask(
              coroutine(() -> {
                begun.setResult(true);
                trace.outcome("sleep", () -> await(asyncio.sleep(Duration.ofHours(1))));
              }));
      await(begun);
      task.cancel();
      await(task);
      trace.add("an hour later: " + (loop.time().compareTo(end) >= 0));
    });
    trace.shouldBe("sleep: raises CancelledError", "an hour later: false");
  }

  private Coroutine<@Nullable Void> sleeper(int count) {
    return coroutine(() -> {
      await(asyncio.sleep(ticks(count)));
      trace.add(count);
    });
  }

  /** Coroutines that count those that have begun, sleep, and return the count. */
  private Coroutine<?>[] tenSleepers(int[] begun) {
    return Collections.nCopies(10, begun).stream()
        .map(count ->
            coroutine(() -> {
              count[0]++;
              await(asyncio.sleep(ticks(1)));
              return count[0];
            }))
        .toArray(Coroutine<?>[]::new);
  }

  /** Runs coroutines as tasks of their own, and returns the result of the first. */
  private @Nullable Object runTogether(Coroutine<?>... coroutines) throws Exception {
    List<Task<?>> tasks = new ArrayList<>();
    for (Coroutine<?> coroutine : coroutines) {
      tasks.add(loop.createTask(coroutine));
    }
    Object first = loop.runUntilComplete(tasks.getFirst());
    for (Task<?> task : tasks) {
      loop.runUntilComplete(task);
    }
    return first;
  }

  @Rule("sleep.delay.nan")
  @Test
  void whatIsNotANumberIsNoDelay() throws Exception {
    run(() -> trace.outcome("sleep", () -> await(asyncio.sleep(Double.NaN))));
    trace.shouldBe("sleep: raises IllegalArgumentException");
  }

  @Rule("sleep.cancel.others")
  @Operation("sleep")
  @At(Moment.ANOTHER)
  @Test
  void whoIsNotCancelledSleepsOn() throws Exception {
    for (int size : Numbers.sizesTo(101)) {
      run(() -> {
        LoopTime end = loop.time().plus(ticks(2));
        int[] passed = {0, 0};
        List<Task<?>> tasks = new ArrayList<>();
        for (int i = 0; i < 2 * size; i++) {
          tasks.add(
              asyncio.createTask(
                  coroutine(() -> {
                    await(asyncio.sleep(ticks(2)));
                    passed[isBefore(end) ? 1 : 0]++;
                  })));
        }
        yieldOnce();
        for (int i = 0; i < 2 * size; i += 2) {
          tasks.get(i).cancel();
        }
        for (int wait = 0; wait < MOST_TICKS && passed[0] + passed[1] < size; wait++) {
          await(asyncio.sleep(ticks(1)));
        }
        trace.add(passed[0] + " of " + size + ", early: " + passed[1]);
      });
    }
    trace.shouldBe(
        Numbers.sizesTo(101).stream()
            .map(size -> "%d of %d, early: 0".formatted(size, size))
            .toArray(String[]::new));
  }
}
