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
  private int harmfulCloses;

  /** Has all of it. */
  Patience() {}

  static Patience with(Implementation implementation) {
    return BY_IMPLEMENTATION.computeIfAbsent(implementation, _ -> new Patience());
  }

  /** What is left of what the user allows. */
  Duration of(Duration allowed) {
    return of(allowed, MACHINE.getSystemLoadAverage() / MACHINE.getAvailableProcessors());
  }

  /**
   * The same on a machine with some work: where many wait for a processor, a test that goes on
   * stands still for longer.
   *
   * @param load how many threads there are for each processor; negative if that is not known
   */
  synchronized Duration of(Duration allowed, double load) {
    Duration left = allowed.dividedBy(1L << Math.min(hangs, MOST_HALVINGS));
    long least = (long) (LEAST.dividedBy(1 + hangs / MANY).toNanos() * Math.max(1, load / BUSY));
    long longest = Math.max(left.toNanos(), least);
    return Duration.ofNanos(Math.min(longest, allowed.toNanos()));
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
}
