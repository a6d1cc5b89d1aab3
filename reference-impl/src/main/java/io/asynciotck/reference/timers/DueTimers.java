package io.asynciotck.reference.timers;

import io.asynciotck.reference.queue.ReadyEntry;
import io.asynciotck.reference.queue.RunningLoop;

/**
 * Timers whose time has come, in their order: one entry of the ready queue in place of many. When
 * its turn comes, it puts them where it was.
 *
 * <p>Design: where very many timers come due at once, their order is not that of memory, and each
 * of them is in no cache. A chain of them would be one such miss after the other; timers of an
 * array can be fetched together. So a chain is made of some at a time, just before they run.
 */
public final class DueTimers extends ReadyEntry {
  /** How many to fetch together: a quarter of the nearest cache. */
  public static final int MOST = 256;

  private final LoopTimer[] timers;

  /** The timers in their order, at least one. */
  DueTimers(LoopTimer[] timers) {
    this.timers = timers;
  }

  @Override
  public int count() {
    return timers.length;
  }

  @Override
  public void run(RunningLoop loop) {
    LoopTimer first = timers[0];
    LoopTimer last = first;
    first.leaveHeap();
    for (int i = 1; i < timers.length; i++) {
      LoopTimer timer = timers[i];
      timer.leaveHeap();
      last.linkTo(timer);
      last = timer;
    }
    loop.runNext(first, last);
  }
}
