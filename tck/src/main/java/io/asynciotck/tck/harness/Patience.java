package io.asynciotck.tck.harness;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * How long a test may take: as long as the user allows, until tests of the same implementation have
 * hung. Each of them halves what the next ones get, and then shortens it more slowly, so that a
 * loop that hangs in every test has its verdict while somebody waits for it. One that never hangs
 * is never hurried, and one that is at work has all the time that the user allows.
 */
public final class Patience {
  /** Many times for how long a test stands still on a busy machine. */
  private static final Duration LEAST = Duration.ofSeconds(2);

  /** Many times for how long a test is at work. */
  private static final Duration LEAST_AT_WORK = Duration.ofSeconds(3);

  /** How many times as long as the slowest test so far the next one may be at work. */
  private static final int SLOWER = 4;

  /** After so many hangs the least is half of it, after as many again a third. */
  private static final int MANY = 6;

  /** So many threads for each processor are no more than a run has itself. */
  private static final double BUSY = 2;

  private static final int MOST_HALVINGS = 20;

  private static final OperatingSystemMXBean MACHINE = ManagementFactory.getOperatingSystemMXBean();

  private static final Map<Implementation, Patience> BY_IMPLEMENTATION =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** How many closes may do harm before loops are left open. */
  private static final int HARMFUL_CLOSES = 3;

  private int hangs;
  private Duration slowest = Duration.ZERO;
  private int harmfulCloses;

  /** Has all of it. */
  Patience() {}

  static Patience with(Implementation implementation) {
    return BY_IMPLEMENTATION.computeIfAbsent(implementation, _ -> new Patience());
  }

  /**
   * Lets two that are the same implementation have one patience: what hangs in one does in both.
   */
  public static void share(Implementation one, Implementation other) {
    BY_IMPLEMENTATION.put(other, with(one));
  }

  /** What is left of what the user allows. */
  Duration of(Duration allowed) {
    return of(allowed, loadOfEachProcessor());
  }

  /**
   * The same on a machine with some work: where many wait for a processor, a test that goes on
   * stands still for longer.
   *
   * @param load how many threads there are for each processor; negative if that is not known
   */
  synchronized Duration of(Duration allowed, double load) {
    return left(allowed, busy(LEAST.dividedBy(1 + hangs / MANY), load));
  }

  /** How long a test may be at work. */
  Duration atWork(Duration allowed) {
    return atWork(allowed, loadOfEachProcessor());
  }

  /**
   * The same on a machine with some work.
   *
   * @param load how many threads there are for each processor; negative if that is not known
   */
  synchronized Duration atWork(Duration allowed, double load) {
    Duration least = busy(LEAST_AT_WORK, load);
    Duration slower = slowest.multipliedBy(SLOWER);
    return left(allowed, longer(slower, least));
  }

  private static Duration busy(Duration quiet, double load) {
    return Duration.ofNanos((long) (quiet.toNanos() * Math.max(1, load / BUSY)));
  }

  /** Half of what is allowed for each hang, but never less than the least, nor more than all. */
  private Duration left(Duration allowed, Duration least) {
    Duration left = longer(allowed.dividedBy(1L << Math.min(hangs, MOST_HALVINGS)), least);
    return left.compareTo(allowed) < 0 ? left : allowed;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static double loadOfEachProcessor() {
    return MACHINE.getSystemLoadAverage() / MACHINE.getAvailableProcessors();
  }

  /**
   * A loop could not be closed at the end of a test: that took all its time, or ended the process.
   *
   * @return whether no more loops should be closed there
   */
  synchronized boolean losesAtClose() {
    harmfulCloses++;
    return harmfulCloses == HARMFUL_CLOSES;
  }

  /** Lets the next test of an implementation have all the time that the user allows. */
  public static void restore(Implementation implementation) {
    with(implementation).forget();
  }

  private synchronized void forget() {
    hangs = 0;
  }

  /** A test has used up what it had. */
  synchronized void lose() {
    hangs++;
  }

  /** A test has come to an end. */
  synchronized void came(Duration time) {
    slowest = longer(time, slowest);
  }
}
