package io.asynciotck.tck.rules.loop;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.TimerHandle;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.NeedsVirtualTime;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.RestsOn;
import io.asynciotck.tck.harness.RuleTest;
import io.asynciotck.tck.results.Ground;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rules of {@code timers.md}: {@code call_at}. */
final class TimerDeadlinesTck extends RuleTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** How often a real clock may spoil what can only be seen while the loop keeps up with it. */
  private static final int ATTEMPTS = 5;

  /** Less than a millisecond, which is where many loops begin to round. */
  private static final Duration CLOSE = Duration.ofNanos(300_000);

  @Rule("loop.call-at.runs")
  @Test
  void aTimerForATimeThatIsLongPastFires() {
    for (Duration ago : List.of(ticks(1), Duration.ofMinutes(1), Duration.ofDays(1))) {
      loop.callAt(loop.time().plus(ago.negated()), trace.mark("timer"));
    }
    loop.callLater(ticks(1), loop::stop);
    loop.runForever();
    trace.shouldBe("timer", "timer", "timer");
  }

  @Rule("loop.call-at.runs")
  @Test
  void aTimerFiresOnce() {
    loop.callAt(
        loop.time().plus(ticks(1)),
        () -> {
          trace.add("timer");
          loop.callLater(ticks(10), loop::stop);
        });
    loop.runForever();
    trace.shouldBe("timer");
  }

  @Rule("loop.call-at.runs")
  @Test
  void aCallbackThatIsGivenSeveralTimesForOneTimeRunsAsOften() {
    LoopTime when = loop.time().plus(ticks(1));
    Runnable timer = trace.mark("timer");
    for (int i = 0; i < 3; i++) {
      loop.callAt(when, timer);
    }
    loop.callAt(when.plus(ticks(1)), loop::stop);
    loop.runForever();
    trace.shouldBe("timer", "timer", "timer");
  }

  @Rule("loop.call-at.runs")
  @Test
  void aTimeMayBeAWholeNumber() {
    bench.surroundings().giveWholeSeconds();
    LoopTime last = new LoopTime(loop.time().nanos() / SECOND.toNanos() * SECOND.toNanos());
    LoopTime next = last.plus(SECOND);
    loop.callAt(last, trace.mark("at once"));
    loop.callAt(
        next,
        () -> {
          trace.add("early: " + isBefore(next));
          loop.stop();
        });
    loop.runForever();
    trace.shouldBe("at once", "early: false");
  }

  @Rule("loop.call-at.arguments")
  @Test
  void aTimerForATimeIsCalledWithItsArguments() {
    LoopTime start = loop.time();
    loop.callAt(start.plus(ticks(1)), args -> trace.add(Arrays.toString(args)));
    loop.callAt(start.plus(ticks(2)), args -> trace.add(Arrays.toString(args)), 1);
    loop.callAt(start.plus(ticks(3)), args -> trace.add(Arrays.toString(args)), 1, "two");
    loop.callAt(start.plus(ticks(4)), args -> trace.add(Arrays.toString(args)), 1, "two", true);
    loop.callAt(
        start.plus(ticks(5)),
        args -> trace.add(Arrays.toString(args)),
        1,
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        9,
        10);
    loop.callAt(start.plus(ticks(6)), loop::stop);
    loop.runForever();
    trace.shouldBeInAnyOrder(
        "[]", "[1]", "[1, two]", "[1, two, true]", "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]");
  }

  @Rule("loop.call-at.same-clock")
  @Test
  void aTimeFromTheLoopsClockComesAfterThatManyTicks() {
    loop.callAt(loop.time().plus(ticks(2)), trace.mark("at 2"));
    loop.callLater(
        ticks(4),
        () -> {
          trace.add("after 4");
          loop.stop();
        });
    loop.runForever();
    trace.shouldBe("at 2", "after 4");
  }

  @Rule("loop.call-at.not-early")
  @RestsOn(Ground.NOT_EARLY)
  @Test
  void theTimeHasComeWhenTheCallbackRuns() throws Exception {
    traceEarly(this::isEarlyAfter);
    trace.shouldBe("early: false");
  }

  @Rule("loop.call-at.not-early")
  @RestsOn(Ground.NOT_EARLY)
  @NeedsVirtualTime
  @Test
  void twoResolutionsBeforeItsTimeATimerDoesNotFire() {
    Duration resolution = bench.clockResolution();
    loop.callAt(
        loop.time().plus(ticks(1)),
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

  @Rule("loop.call-at.not-early")
  @RestsOn({Ground.NOT_EARLY, Ground.NOT_STARVED})
  @Test
  void aLoopThatGoesRoundDoesNotTakeATimerForDueBeforeItIs() throws Exception {
    bench.goRound();
    traceEarly(this::isEarlyAfter);
    trace.shouldBe("early: false");
  }

  @Rule("loop.call-at.early-within-resolution")
  @NeedsVirtualTime
  @Test
  void aTimerThatIsNearlyDueFiresNowOrInTime() {
    bench.clock().setResolution(ticks(1));
    EventLoop coarse = bench.newLoop();
    coarse.callAt(coarse.time().plus(ticks(1).dividedBy(2)), trace.mark("timer"));
    coarse.callLater(ticks(3), coarse::stop);
    coarse.runForever();
    trace.shouldBe("timer");
  }

  @Rule("loop.call-at.resolution-tie")
  @NeedsVirtualTime
  @Test
  void aTimerIsDueLessThanOneResolutionAhead() {
    bench.clock().setResolution(ticks(1));
    EventLoop coarse = bench.newLoop();
    LoopTime now = coarse.time();
    coarse.callAt(now.plus(ticks(1)), trace.mark("one"));
    coarse.callAt(now.plus(ticks(1).minusNanos(1000)), trace.mark("less than one"));
    coarse.callSoon(coarse::stop);
    coarse.runForever();
    trace.shouldBe("less than one");
  }

  @Rule("loop.call-at.deadline-order")
  @Test
  void timersFireInTheOrderOfTheirDeadlines() {
    List<Integer> order = new ArrayList<>();
    int attempts = 0;
    do {
      order.clear();
      attempts++;
    } while (!fireThree(order) && attempts < ATTEMPTS);
    order.forEach(trace::add);
    trace.shouldBe("1", "3", "5");
  }

  @Rule("loop.call-at.deadline-order")
  @Test
  void theOrderDoesNotDependOnHowManyTimersThereAre() {
    int most = bench.ownsTime() ? 1_025 : 101;
    for (int size : Numbers.sizesTo(most)) {
      trace.add(inOrderOnce(size, 0));
    }
    trace.shouldBe(Numbers.inOrder(Numbers.sizesTo(most)));
  }

  @Rule("loop.call-at.deadline-order")
  @Test
  void theOrderDoesNotDependOnHowManyTimersWereCancelled() {
    int most = bench.ownsTime() ? 1_025 : 101;
    for (int size : Numbers.sizesTo(most)) {
      trace.add(inOrderOnce(size, 2 * size + 100));
    }
    trace.shouldBe(Numbers.inOrder(Numbers.sizesTo(most)));
  }

  /** Lets timers fire until they do so in order: if the loop is kept busy, they need not. */
  private String inOrderOnce(int size, int cancelled) {
    String order = "";
    Duration lead = ticks(1);
    for (int i = 0; i < ATTEMPTS && !order.endsWith("in order"); i++) {
      order = fire(size, cancelled, loop.time().plus(lead)).order(size);
      lead = lead.multipliedBy(3);
    }
    return order;
  }

  /** Makes timers that follow one another closely, not in order, and some that are cancelled. */
  private Numbers fire(int size, int cancelled, LoopTime begin) {
    Numbers numbers = new Numbers();
    for (int number : Numbers.shuffled(size)) {
      loop.callAt(
          begin.plus(apart().multipliedBy(number)),
          () -> {
            numbers.add(number);
            if (numbers.count() == size) {
              loop.stop(); // a further timer would be the last one, and wake the loop
            }
          });
    }
    for (int number : Numbers.shuffled(cancelled)) {
      loop.callAt(begin.plus(apart().multipliedBy(number)), numbers.mark(-1)).cancel();
    }
    loop.runForever();
    return numbers;
  }

  /** As closely as the clock can tell, and as loops should be able to. */
  private Duration apart() {
    Duration twoResolutions = bench.clockResolution().multipliedBy(2);
    return twoResolutions.compareTo(CLOSE) > 0 ? twoResolutions : CLOSE;
  }

  @Rule("loop.call-at.overdue-order")
  @Test
  void manyLateTimersFireInTheOrderOfTheirDeadlines() {
    int most = bench.ownsTime() ? 1_025 : 101;
    for (int size : Numbers.sizesTo(most)) {
      LoopTime begin = loop.time().plus(ticks(1));
      Numbers numbers = new Numbers();
      for (int number : Numbers.shuffled(size)) {
        loop.callAt(begin.plus(apart().multipliedBy(number)), numbers.mark(number));
      }
      loop.callSoon(() -> {
        bench.blockFor(2 + (int) apart().multipliedBy(size).dividedBy(ticks(1)));
        loop.callLater(ticks(1), loop::stop);
      });
      loop.runForever();
      trace.add(numbers.order(size));
    }
    trace.shouldBe(Numbers.inOrder(Numbers.sizesTo(most)));
  }

  @Rule("loop.call-at.overdue-order")
  @Test
  void timersThatAreLateFireInTheOrderOfTheirDeadlines() {
    LoopTime now = loop.time();
    for (int tick : new int[] {3, 1, 2}) {
      loop.callAt(now.plus(ticks(tick)), trace.mark("timer " + tick));
    }
    loop.callSoon(() -> {
      bench.blockFor(4);
      loop.callLater(ticks(1), loop::stop);
    });
    loop.runForever();
    trace.shouldBe("timer 1", "timer 2", "timer 3");
  }

  @Rule("loop.call-at.equal-deadlines")
  @Test
  void timersForOneTimeAllFireOnce() {
    String[] timers = IntStream.range(0, 10).mapToObj(i -> "timer " + i).toArray(String[]::new);
    LoopTime when = loop.time().plus(ticks(1));
    for (String timer : timers) {
      loop.callAt(when, trace.mark(timer));
    }
    loop.callLater(ticks(3), loop::stop);
    loop.runForever();
    trace.shouldBeInAnyOrder(timers);
  }

  @Rule("loop.call-at.timer-handle")
  @Test
  void everyTimeGivesAHandleWithADeadline() {
    for (int count : new int[] {100, 0, -1}) {
      TimerHandle handle = loop.callAt(loop.time().plus(ticks(count)), () -> {});
      trace.outcome(
          count + " ticks",
          () -> {
            var _ = handle.when();
            return "has a time";
          });
    }
    trace.shouldBe("100 ticks: has a time", "0 ticks: has a time", "-1 ticks: has a time");
  }

  @Rule("loop.call-at.past-order")
  @Test
  void timersForThePastAllFireOnce() {
    LoopTime now = loop.time();
    for (int tick : new int[] {2, 3, 1}) {
      loop.callAt(now.plus(ticks(-tick)), trace.mark(tick + " ago"));
    }
    loop.callLater(ticks(2), loop::stop);
    loop.runForever();
    trace.shouldBeInAnyOrder("1 ago", "2 ago", "3 ago");
  }

  @Rule("loop.call-at.past")
  @Test
  void aTimeInThePastMeansTheNextIteration() throws Exception {
    inIterations(() -> loop.callAt(loop.time().plus(ticks(-1)), trace.mark("timer")));
    trace.add("one iteration later");
    trace.shouldBe("timer", "one iteration later");
  }

  @Rule("loop.call-at.over-one-day")
  @NeedsVirtualTime
  @Test
  void aTimeInAWeekComesInAWeek() {
    LoopTime begin = loop.time();
    loop.callAt(
        begin.plus(Duration.ofDays(7)),
        () -> {
          trace.add(loop.time().since(begin).plusHours(1).toDays() + " days");
          loop.stop();
        });
    loop.runForever();
    trace.shouldBe("7 days");
  }

  /** Fires three timers and returns whether each fired before the next was due. */
  private boolean fireThree(List<Integer> order) {
    LoopTime begin = loop.time();
    boolean[] keptUp = {true};
    for (int tick : new int[] {5, 1, 3}) {
      loop.callAt(
          begin.plus(ticks(tick)),
          () -> {
            keptUp[0] &= loop.time().compareTo(begin.plus(ticks(tick + 2))) < 0;
            order.add(tick);
            if (order.size() == 3) {
              loop.stop();
            }
          });
    }
    loop.runForever();
    return keptUp[0];
  }

  private boolean isEarlyAfter(Duration delay) {
    AtomicBoolean isEarly = new AtomicBoolean();
    LoopTime when = loop.time().plus(delay);
    loop.callAt(
        when,
        () -> {
          isEarly.set(isBefore(when));
          loop.stop();
        });
    loop.runForever();
    return isEarly.get();
  }
}
