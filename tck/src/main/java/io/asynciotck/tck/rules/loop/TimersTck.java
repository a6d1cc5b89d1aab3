package io.asynciotck.tck.rules.loop;

import io.asynciotck.api.LoopTime;
import io.asynciotck.api.TimerHandle;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.NeedsVirtualTime;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.RuleTest;
import io.asynciotck.tck.results.Ground;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rules of {@code timers.md}: the clock and {@code call_later}. */
final class TimersTck extends RuleTest {

  /** More iterations than any loop may let pass before it looks at its timers. */
  private static final int MANY_ITERATIONS = 1000;

  /** Later than a timer of some ticks is on a loop that counts whole seconds. */
  private static final Duration LATEST = Duration.ofSeconds(2);

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Rule("loop.time.monotonic")
  @Test
  void readingsNeverGoBack() {
    LoopTime[] last = {loop.time()};
    int[] backwards = {0};
    Runnable read =
        () -> {
          for (int i = 0; i < 5; i++) {
            LoopTime now = loop.time();
            backwards[0] += now.compareTo(last[0]) < 0 ? 1 : 0;
            last[0] = now;
          }
        };
    loop.callSoon(read);
    loop.callLater(ticks(1), read);
    loop.callLater(
        ticks(2),
        () -> {
          read.run();
          loop.stop();
        });
    loop.runForever();
    trace.add("readings that went back: " + backwards[0]);
    trace.shouldBe("readings that went back: 0");
  }

  @Rule("loop.time.monotonic")
  @Test
  void whenTheDateIsSetBackTheClockIsNot() {
    LoopTime before = loop.time();
    bench.surroundings().setDateBack(Duration.ofHours(1));
    trace.add("went back: " + (loop.time().compareTo(before) < 0));
    loop.callSoon(() -> trace.add("in the run: " + (loop.time().compareTo(before) < 0)));
    settle();
    trace.shouldBe("went back: false", "in the run: false");
  }

  @Rule("loop.time.advances")
  @Test
  void timePassesInsideACallback() {
    loop.callSoon(() -> {
      LoopTime end = loop.time().plus(ticks(1));
      bench.letPass(2);
      trace.add("a tick has passed: " + !isBefore(end));
    });
    settle();
    trace.shouldBe("a tick has passed: true");
  }

  @Rule("loop.call-later.runs")
  @Test
  void aTimerFiresInALoopThatHasNothingElseToDo() {
    loop.callLater(
        ticks(1),
        () -> {
          trace.add("timer");
          loop.stop();
        });
    loop.runForever();
    trace.shouldBe("timer");
  }

  @Rule("loop.call-later.once")
  @Test
  void aTimerFiresOnce() {
    loop.callLater(
        ticks(1),
        () -> {
          trace.add("timer");
          loop.callLater(ticks(10), loop::stop);
        });
    loop.runForever();
    trace.shouldBe("timer");
  }

  @Rule("loop.call-later.once")
  @Test
  void ofManyTimersThoseThatAreDueTogetherFireOnceAndTheOthersLater() {
    int[] calls = new int[MANY_ITERATIONS];
    LoopTime later = loop.time().plus(ticks(6));
    int[] early = {0};
    for (int i = 0; i < calls.length; i++) {
      int number = i;
      boolean isDue = i % 3 != 0;
      loop.callLater(
          ticks(isDue ? 1 : 6),
          () -> {
            calls[number]++;
            early[0] += !isDue && isBefore(later) ? 1 : 0;
          });
    }
    loop.callSoon(() -> bench.blockFor(2));
    loop.callLater(ticks(8), loop::stop);
    loop.runForever();
    trace.add("once: " + IntStream.of(calls).filter(count -> count == 1).count());
    trace.add("early: " + early[0]);
    trace.shouldBe("once: " + calls.length, "early: 0");
  }

  @Rule("loop.call-later.not-early")
  @Test
  void theDelayHasPassedWhenTheCallbackRuns() throws Exception {
    traceEarly(delay -> {
      AtomicBoolean isEarly = new AtomicBoolean();
      LoopTime deadline = loop.time().plus(delay);
      loop.callLater(
          delay,
          () -> {
            isEarly.set(isBefore(deadline));
            loop.stop();
          });
      loop.runForever();
      return isEarly.get();
    });
    trace.shouldBe("early: false");
  }

  @Rule("loop.call-later.not-early")
  @NeedsVirtualTime
  @Test
  void twoResolutionsBeforeTheDeadlineATimerDoesNotFire() {
    Duration resolution = bench.clockResolution();
    loop.callLater(
        ticks(1),
        () -> {
          trace.add("timer");
          loop.stop();
        });
    loop.callSoon(() -> {
      bench.clock().advance(ticks(1).minus(resolution.multipliedBy(2)));
      loop.callSoon(() -> loop.callSoon(trace.mark("two resolutions to go")));
    });
    loop.runForever();
    trace.shouldBe("two resolutions to go", "timer");
  }

  @Rule("loop.call-later.not-early")
  @Test
  void aDelayMayBeAWholeNumber() {
    bench.surroundings().giveWholeSeconds();
    LoopTime deadline = loop.time().plus(SECOND);
    loop.callLater(Duration.ZERO, trace.mark("at once"));
    loop.callLater(
        SECOND,
        () -> {
          trace.add("early: " + isBefore(deadline));
          loop.stop();
        });
    loop.runForever();
    trace.shouldBe("at once", "early: false");
  }

  @Rule("loop.call-later.not-early")
  @RestsOn(Ground.NOT_STARVED)
  @Test
  void aLoopThatGoesRoundDoesNotTakeATimerForDueBeforeItIs() {
    // A machine that is busy at the wrong moment hides how early a timer is, but not each time, and
    // it hides the less, the longer the delay is.
    int early = 0;
    bench.goRound();
    for (int i = 0; i < 10; i++) {
      AtomicBoolean isEarly = new AtomicBoolean();
      Duration delay = ticks(i < 9 ? 1 : 12);
      LoopTime deadline = loop.time().plus(delay);
      loop.callLater(
          delay,
          () -> {
            isEarly.set(isBefore(deadline));
            loop.stop();
          });
      loop.runForever();
      early += isEarly.get() ? 1 : 0;
    }
    trace.add("early: " + early + " of 10");
    trace.shouldBe("early: 0 of 10");
  }

  @Rule("loop.call-later.deadline")
  @RestsOn(Ground.NOT_EARLY)
  @Test
  void theDeadlineIsTheDelayFromNow() {
    Duration slack = bench.clockResolution();
    LoopTime before = loop.time();
    LoopTime when = loop.callLater(ticks(50), () -> {}).when();
    LoopTime after = loop.time();
    trace.add("too soon: " + (when.plus(slack).compareTo(before.plus(ticks(50))) < 0));
    trace.add("too late: " + (when.compareTo(after.plus(ticks(50)).plus(slack)) > 0));
    trace.shouldBe("too soon: false", "too late: false");
  }

  @Rule("loop.call-later.timer-handle")
  @Test
  void everyDelayGivesAHandleWithADeadline() {
    for (int count : new int[] {1, 0}) {
      TimerHandle handle = loop.callLater(ticks(count), () -> {});
      trace.outcome(
          count + " ticks",
          () -> {
            var _ = handle.when();
            return "has a time";
          });
    }
    trace.shouldBe("1 ticks: has a time", "0 ticks: has a time");
  }

  @Rule("loop.call-later.arguments")
  @Test
  void aTimerIsCalledWithItsArguments() {
    loop.callLater(ticks(1), args -> trace.add(Arrays.toString(args)));
    loop.callLater(ticks(2), args -> trace.add(Arrays.toString(args)), 1);
    loop.callLater(ticks(3), args -> trace.add(Arrays.toString(args)), 1, "two");
    loop.callLater(ticks(4), args -> trace.add(Arrays.toString(args)), 1, "two", true);
    loop.callLater(
        ticks(5), args -> trace.add(Arrays.toString(args)), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    loop.callLater(ticks(6), loop::stop);
    loop.runForever();
    trace.shouldBeInAnyOrder(
        "[]", "[1]", "[1, two]", "[1, two, true]", "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]");
  }

  @Rule("loop.call-later.not-inline")
  @Test
  void aTimerThatIsDueAtOnceWaitsForTheCallbackThatMadeIt() {
    loop.callSoon(() -> {
      trace.add("begin");
      loop.callLater(
          Duration.ZERO,
          () -> {
            trace.add("timer");
            loop.stop();
          });
      trace.add("end");
    });
    loop.runForever();
    trace.shouldBe("begin", "end", "timer");
  }

  @Rule("loop.call-later.not-starved")
  @Test
  void aBusyLoopStillFiresItsTimers() {
    loop.callLater(ticks(1), trace.mark("timer"));
    int[] spins = {0};
    long latest = System.nanoTime() + LATEST.toNanos();
    loop.callSoon(
        new Runnable() {
          @Override
          public void run() {
            if (++spins[0] == 10) {
              bench.blockFor(2);
            }
            boolean late = spins[0] > MANY_ITERATIONS && System.nanoTime() - latest > 0;
            if (trace.count("timer") > 0 || late) {
              loop.stop();
            } else {
              loop.callSoon(this);
            }
          }
        });
    loop.runForever();
    trace.shouldBe("timer");
  }

  @Rule("loop.call-later.survives-stop")
  @Test
  void aTimerFiresWhoseTimeHasComeBetweenTwoRuns() {
    loop.callSoon(() -> {
      loop.callLater(ticks(1), trace.mark("timer"));
      loop.stop();
    });
    loop.runForever();
    bench.blockFor(2);
    trace.add("runs again");
    loop.callLater(ticks(2), loop::stop);
    loop.runForever();
    trace.shouldBe("runs again", "timer");
  }

  @Rule("loop.call-later.survives-stop")
  @Test
  void aTimerOutlivesTheRunInWhichItWasMade() {
    loop.callSoon(() -> {
      loop.callLater(ticks(1), trace.mark("timer"));
      loop.stop();
    });
    loop.runForever();
    trace.add("stopped");
    loop.callLater(ticks(3), loop::stop);
    loop.runForever();
    trace.shouldBe("stopped", "timer");
  }

  @Rule("loop.call-later.survives-stop")
  @Test
  void aTimerOutlivesManyRuns() {
    loop.callLater(ticks(3), trace.mark("timer"));
    for (int run = 0; run < 5; run++) {
      loop.callSoon(loop::stop);
      loop.runForever();
    }
    loop.callLater(ticks(6), loop::stop);
    loop.runForever();
    trace.shouldBe("timer");
  }

  @Rule("loop.call-later.over-one-day")
  @Test
  void aHandleIsAsFarAheadAsItWasAskedToBe() {
    for (int days : List.of(7, 31, 400, 3_650)) {
      Duration delay = Duration.ofDays(days);
      LoopTime earliest = loop.time().plus(delay);
      TimerHandle handle = loop.callLater(delay, () -> {});
      Duration slack = bench.clockResolution().plus(ofFloats(delay));
      boolean tooSoon = handle.when().plus(slack).compareTo(earliest) < 0;
      trace.add("less than " + days + " days: " + tooSoon);
    }
    trace.shouldBe(
        "less than 7 days: false",
        "less than 31 days: false",
        "less than 400 days: false",
        "less than 3650 days: false");
  }

  /** By how much floats of this size, in seconds, differ at least. */
  private static Duration ofFloats(Duration size) {
    return Duration.ofNanos((long) Math.ceil(Math.ulp((double) size.toSeconds()) * 1e9));
  }

  @Rule("loop.call-later.over-one-day")
  @Test
  void aDelayThatIsTooLongForSmallNumbersDoesNotEndAtOnce() {
    for (int days : List.of(2, 8, 25, 50, 366, 36_525)) {
      loop.callLater(Duration.ofDays(days), trace.mark(days + " days"));
    }
    loop.callLater(
        ticks(2),
        () -> {
          trace.add("two ticks");
          loop.stop();
        });
    loop.runForever();
    trace.shouldBe("two ticks");
  }

  @Rule("loop.call-later.over-one-day")
  @NeedsVirtualTime
  @Test
  void manyDaysTakeManyDays() {
    LoopTime begin = loop.time();
    Set<Long> taken = new LinkedHashSet<>();
    for (int days : List.of(31, 7, 50, 8)) {
      loop.callLater(
          Duration.ofDays(days), () -> taken.add(loop.time().since(begin).plusHours(1).toDays()));
    }
    loop.callLater(Duration.ofDays(51), loop::stop);
    loop.runForever();
    trace.add(taken);
    trace.shouldBe("[7, 8, 31, 50]");
  }

  @Rule("loop.call-later.negative")
  @Test
  void aNegativeDelayLeadsToOneCall() {
    trace.outcome(
        "negative",
        () -> {
          loop.callLater(ticks(-1), trace.mark("timer"));
          return "accepted";
        });
    loop.callLater(ticks(2), loop::stop);
    loop.runForever();
    trace.shouldBe("negative: accepted", "timer");
  }

  @Rule("loop.call-later.negative-soon")
  @Test
  void aNegativeDelayMeansTheNextIteration() throws Exception {
    inIterations(() -> loop.callLater(ticks(-1), trace.mark("timer")));
    trace.add("one iteration later");
    trace.shouldBe("timer", "one iteration later");
  }

  @Rule("loop.call-later.zero-after-soon")
  @Test
  void aTimerWithoutDelayRunsBehindWhatIsReady() throws Exception {
    inIterations(() -> {
      loop.callLater(Duration.ZERO, trace.mark("timer"));
      loop.callSoon(trace.mark("soon"));
    });
    trace.add("one iteration later");
    trace.shouldBe("soon", "timer", "one iteration later");
  }

  @Rule("loop.call-later.closed")
  @Test
  void aClosedLoopTakesNoTimers() {
    LoopTime when = loop.time();
    loop.close();
    trace.outcome("call_later", () -> loop.callLater(ticks(1), () -> {}));
    trace.outcome("call_at", () -> loop.callAt(when, () -> {}));
    trace.shouldBe(
        "call_later: raises IllegalStateException", "call_at: raises IllegalStateException");
  }
}
