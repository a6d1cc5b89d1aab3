package io.asynciotck.tck.rules.loop;

import io.asynciotck.api.LoopTime;
import io.asynciotck.api.TimerHandle;
import io.asynciotck.spec.Rule;
import io.asynciotck.tck.harness.NeedsIntrospection;
import io.asynciotck.tck.harness.NeedsVirtualTime;
import io.asynciotck.tck.harness.Numbers;
import io.asynciotck.tck.harness.RuleTest;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rules of {@code timers.md}: handles, and the clean-up of cancelled timers. */
final class TimerHandlesTck extends RuleTest {

  @Rule("timer-handle.when.call-at")
  @Test
  void aHandleKnowsTheTimeThatWasGiven() {
    Duration slack = bench.clockResolution();
    int asGiven = 0;
    for (int i = 0; i < 10; i++) {
      LoopTime when = loop.time().plus(ticks(200)); // not past, however slow the machine
      LoopTime told = loop.callAt(when, () -> {}).when();
      boolean tooSoon = told.plus(slack).compareTo(when) < 0;
      asGiven += tooSoon || told.compareTo(when.plus(slack)) > 0 ? 0 : 1;
    }
    trace.add("as given: " + asGiven + " of 10");
    trace.shouldBe("as given: 10 of 10");
  }

  @Rule("timer-handle.when.stays")
  @Test
  void aHandleKeepsItsTimeWhenItIsOver() {
    TimerHandle fired = loop.callLater(ticks(1), loop::stop);
    TimerHandle cancelled = loop.callLater(ticks(50), () -> {});
    LoopTime firedWhen = fired.when();
    LoopTime cancelledWhen = cancelled.when();
    cancelled.cancel();
    loop.runForever();
    trace.outcome("fired", () -> fired.when().equals(firedWhen));
    trace.outcome("cancelled", () -> cancelled.when().equals(cancelledWhen));
    trace.shouldBe("fired: true", "cancelled: true");
  }

  @Rule("timer-handle.cancel.prevents")
  @Test
  void aCancelledTimerNeverFires() {
    loop.callLater(ticks(1), trace.mark("cancelled timer")).cancel();
    loop.callAt(loop.time().plus(ticks(2)), trace.mark("cancelled timer")).cancel();
    loop.callLater(
        ticks(4),
        () -> {
          trace.add("end");
          loop.stop();
        });
    loop.runForever();
    trace.shouldBe("end");
  }

  @Rule("timer-handle.cancel.with-arguments")
  @Test
  void aCancelledTimerNeverFiresWhateverItsArguments() {
    for (Object[] args : new Object[][] {{}, {1}, {1, 2}, {1, 2, 3}}) {
      loop.callLater(ticks(1), _ -> trace.add(args.length + " arguments"), args).cancel();
      LoopTime when = loop.time().plus(ticks(1));
      loop.callAt(when, _ -> trace.add(args.length + " arguments, at a time"), args).cancel();
    }
    loop.callLater(
        ticks(2),
        () -> {
          trace.add("end");
          loop.stop();
        });
    loop.runForever();
    trace.shouldBe("end");
  }

  @Rule("timer-handle.cancel.when-due")
  @Test
  void ofTwoDueTimersTheFirstCanCancelTheSecond() {
    TimerHandle[] timers = new TimerHandle[2];
    for (int i = 0; i < 2; i++) {
      int other = 1 - i;
      timers[i] =
          loop.callLater(
              Duration.ZERO,
              () -> {
                trace.add("timer");
                timers[other].cancel();
              });
    }
    loop.callLater(ticks(2), loop::stop);
    loop.runForever();
    trace.shouldBe("timer");
  }

  @Rule("timer-handle.cancel.others-stay")
  @Test
  void manyCancellationsLeaveTheOtherTimersAlone() {
    for (int size : Numbers.sizes()) {
      int[] calls = new int[size];
      for (int i = 0; i < size; i++) {
        int number = i;
        loop.callLater(ticks(1 + i % 3), () -> calls[number]++);
        cancelTimers(3, ticks(1 + i % 4));
      }
      cancelTimers(100, ticks(2)); // more than half, and more than a hundred
      loop.callLater(ticks(5), loop::stop);
      loop.runForever();
      trace.add(IntStream.of(calls).filter(count -> count == 1).count() + " of " + size);
    }
    trace.shouldBe(
        Numbers.sizes().stream().map(size -> size + " of " + size).toArray(String[]::new));
  }

  @Rule("timer-handle.cancel.others-stay")
  @Test
  void afterACancellationTheOtherTimersStillWakeTheLoop() {
    TimerHandle later = loop.callLater(Duration.ofHours(1), trace.mark("cancelled"));
    TimerHandle sooner = loop.callLater(ticks(1), trace.mark("cancelled"));
    loop.callLater(
        ticks(2),
        () -> {
          trace.add("the other one");
          loop.stop();
        });
    later.cancel();
    sooner.cancel();
    loop.runForever(); // with nothing else to wake it
    trace.shouldBe("the other one");
  }

  @Rule("timer-handle.cancel.others-stay")
  @NeedsVirtualTime
  @Test
  void manyCancellationsLeaveTimersAloneThatAreFarAhead() {
    for (int hours : List.of(3, 25, 1000)) {
      loop.callLater(Duration.ofHours(hours), trace.mark(hours + " hours"));
    }
    cancelTimers(400, Duration.ofHours(1));
    settle();
    loop.callLater(Duration.ofHours(1001), loop::stop);
    loop.runForever();
    trace.shouldBe("3 hours", "25 hours", "1000 hours");
  }

  @Rule("timer-handle.clean-up.head")
  @NeedsIntrospection
  @Test
  void cancelledTimersAtTheHeadAreDropped() {
    makeTimers(1, Duration.ofHours(2));
    cancelTimers(3, Duration.ofHours(1));
    settle();
    trace.add("kept: " + bench.introspection().scheduledTimers(loop));
    trace.shouldBe("kept: 1");
  }

  @Rule("timer-handle.clean-up.few-stay")
  @NeedsIntrospection
  @Test
  void ofOneHundredTimersTheCancelledOnesStay() {
    makeTimers(1, Duration.ofHours(1));
    cancelTimers(99, Duration.ofHours(2));
    settle();
    trace.add("kept: " + bench.introspection().scheduledTimers(loop));
    trace.shouldBe("kept: 100");
  }

  @Rule("timer-handle.clean-up.half-stays")
  @NeedsIntrospection
  @Test
  void whenHalfOfTheTimersAreCancelledTheyStay() {
    makeTimers(101, Duration.ofHours(1));
    cancelTimers(101, Duration.ofHours(2));
    settle();
    trace.add("kept: " + bench.introspection().scheduledTimers(loop));
    trace.shouldBe("kept: 202");
  }

  @Rule("timer-handle.clean-up.most-go")
  @NeedsIntrospection
  @Test
  void whenMoreThanHalfOfTheTimersAreCancelledTheyGo() {
    makeTimers(101, Duration.ofHours(1));
    cancelTimers(102, Duration.ofHours(2));
    settle();
    trace.add("kept: " + bench.introspection().scheduledTimers(loop));
    trace.shouldBe("kept: 101");
  }

  @Rule("timer-handle.clean-up.most-go")
  @NeedsIntrospection
  @Test
  void oneHundredAndOneTimersAreEnoughForACleanUp() {
    makeTimers(1, Duration.ofHours(1));
    cancelTimers(100, Duration.ofHours(2));
    settle();
    trace.add("kept: " + bench.introspection().scheduledTimers(loop));
    trace.shouldBe("kept: 1");
  }

  private void makeTimers(int count, Duration delay) {
    for (int i = 0; i < count; i++) {
      loop.callLater(delay, () -> {});
    }
  }

  private void cancelTimers(int count, Duration delay) {
    for (int i = 0; i < count; i++) {
      loop.callLater(delay, () -> {}).cancel();
    }
  }
}
