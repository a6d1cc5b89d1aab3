package io.asynciotck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.api.LoopTime;
import io.asynciotck.api.TimerHandle;
import io.asynciotck.reference.module.ReferenceAsyncio;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A day in the life of a loop, on a clock that jumps. */
class LongLoopTimeTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final int TIMERS = 1_000_000;

  /** How many time-outs are pending at a time; each is cancelled, as time-outs mostly are. */
  private static final int PENDING = 1_000;

  /** Half of what would be used if each timer left a word behind. */
  private static final long BYTES_ALLOWED = 4L << 20;

  private final JumpingClock clock = new JumpingClock();
  private final SelectorEventLoop loop = new ReferenceAsyncio(clock).newLoop();
  private final Deque<TimerHandle> pending = new ArrayDeque<>();
  private final List<Long> bytesEachQuarter = new ArrayList<>();
  private int timersMade;

  @Test
  void aDayWithAMillionTimersNeedsNoMoreMemoryAtItsEnd() {
    for (int quarter = 1; quarter <= 4; quarter++) {
      loop.callAt(new LoopTime(DAY.toNanos() * quarter / 4), () -> bytesEachQuarter.add(used()));
    }
    loop.callAt(new LoopTime(DAY.toNanos()), loop::stop);
    tick();

    loop.runForever();

    assertThat(timersMade).isGreaterThanOrEqualTo(TIMERS);
    assertThat(bytesEachQuarter).hasSize(4);
    assertThat(bytesEachQuarter.getLast() - bytesEachQuarter.getFirst()).isLessThan(BYTES_ALLOWED);
    assertThat(loop.timers.size()).isLessThan(3 * PENDING);
    loop.close();
  }

  /** Makes a time-out that an hour later would be due, and cancels the one of some time ago. */
  private void tick() {
    pending.add(loop.callLater(Duration.ofHours(1), () -> {}));
    if (pending.size() > PENDING) {
      pending.remove().cancel();
    }
    loop.callLater(DAY.dividedBy(TIMERS / 2), this::tick);
    timersMade += 2;
  }

  /** What is in use after a collection. */
  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
