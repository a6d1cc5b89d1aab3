package io.asynciotck.tck.harness;

import io.asynciotck.api.EventLoop;
import io.asynciotck.api.LoopTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The time of one test: the test's own, by which an idle loop jumps, or that of real clocks. */
final class TestTime {

  /** A tick by the real clock: well above any resolution, and short. */
  private static final Duration REAL_TICK = Duration.ofMillis(20);

  private static final Duration VIRTUAL_TICK = Duration.ofSeconds(1);

  /** Delays by the real clock in which one sees that something is early. */
  private static final List<Duration> REAL_DELAYS =
      Stream.of(1_900, 2_900, 40_000, 300_000)
          .map(micros -> Duration.ofNanos(1000L * micros))
          .toList();

  private final Implementation implementation;
  private final Session session;

  TestTime(Implementation implementation, Session session) {
    this.implementation = implementation;
    this.session = session;
  }

  /** Whether time is the test's own. */
  boolean isOwn() {
    return session.clock().isPresent();
  }

  /** The clock of a test that owns it. */
  VirtualClock clock() {
    return session
        .clock()
        .orElseThrow(() -> new IllegalStateException("@NeedsVirtualTime is missing"));
  }

  Duration ticks(int count) {
    return (isOwn() ? VIRTUAL_TICK : REAL_TICK).multipliedBy(count);
  }

  List<Duration> delays() {
    return isOwn() ? List.of(ticks(2)) : REAL_DELAYS;
  }

  /** How much before its deadline a timer may fire. */
  Duration resolution() {
    return session.clock().map(VirtualClock::resolution).orElse(implementation.clockResolution());
  }

  /** Lets this many ticks pass by the clock of a loop. */
  void blockFor(int ticks, EventLoop loop) {
    if (isOwn()) {
      clock().advance(ticks(ticks));
      return;
    }
    needsToPass();
    session.witness().blocks(ticks(ticks));
    LoopTime end = loop.time().plus(ticks(ticks));
    while (loop.time().compareTo(end) < 0) {
      Thread.onSpinWait();
    }
    session.witness().blocked();
  }

  /** Lets at least this many ticks pass, and asks no loop whether they have. */
  void letPass(int ticks) {
    if (isOwn()) {
      clock().advance(ticks(ticks));
      return;
    }
    session.witness().blocks(ticks(ticks));
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < ticks(ticks).toNanos()) {
      Thread.onSpinWait();
    }
    session.witness().blocked();
  }

  /** Ends a test of a loop whose time stands still while it has something to do. */
  void needsToPass() {
    if (!isOwn()) {
      implementation
          .whyTimeStandsStill()
          .ifPresent(reason -> {
            throw new NotClaimedError(reason);
          });
    }
  }

  /** Lets a little of a tick pass if the time is the test's own; else it passes by itself. */
  void creep() {
    session.clock().ifPresent(clock -> clock.advance(ticks(1).dividedBy(20)));
  }
}
