package io.asynciotck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.asynciotck.api.LoopClock;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.queue.ForeignQueue;
import io.asynciotck.reference.queue.WakeUp;
import io.asynciotck.reference.timers.MonotonicClock;
import io.asynciotck.reference.timers.Nanos;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A loop that has nothing to do does nothing, and leaves nothing behind. */
@Timeout(60)
class IdleLoopTest {
  private static final int WAKE_UPS = 1_000;

  /** Two readings of the clock and a duration, which compiled code does without. */
  private static final int MOST_BYTES_PER_WAKE_UP = 200;

  private final SleepyLoop loop = new SleepyLoop(new MonotonicClock());
  private final Thread thread = Thread.ofPlatform().unstarted(loop::runForever);

  /** Counts how often the loop goes round and how often, and for how long, it goes to sleep. */
  private static final class SleepyLoop extends SelectorEventLoop {
    private int rounds;
    private volatile int sleeps;
    private long shortestSleepNanos = Nanos.FOREVER;

    SleepyLoop(LoopClock clock) {
      super(new ReferenceAsyncio(clock), clock);
    }

    @Override
    protected void runOnce() {
      rounds++;
      super.runOnce();
    }

    @Override
    protected WakeUp newWakeUp() {
      return new WakeUp() {
        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // only the loop's thread writes it
        public void block(long timeoutNanos, ForeignQueue foreign) {
          shortestSleepNanos = Math.min(shortestSleepNanos, timeoutNanos);
          sleeps++;
          super.block(timeoutNanos, foreign);
        }
      };
    }
  }

  @AfterEach
  void close() {
    loop.close();
  }

  @Test
  void itSleepsUntilItIsWokenIfThereIsNoTimer() throws InterruptedException {
    thread.start();
    wakeOften();
    stop();

    assertThat(loop.shortestSleepNanos).isEqualTo(Nanos.FOREVER);
  }

  @Test
  void itSleepsUntilItsNextTimer() throws InterruptedException {
    loop.callLater(Duration.ofDays(300), IdleLoopTest::nothing);
    loop.callLater(Duration.ofDays(3), IdleLoopTest::nothing);

    thread.start();
    wakeOften();
    stop();

    assertThat(loop.shortestSleepNanos)
        .isBetween(Duration.ofDays(2).toNanos(), Duration.ofDays(3).toNanos());
  }

  @Test
  void itGoesRoundForWhatItIsGivenAndNotOtherwise() throws InterruptedException {
    thread.start();
    wakeOften();
    stop();

    // At most twice: the wake-up may come after the round in which the callback has run.
    assertThat(loop.rounds).isBetween(WAKE_UPS, 2 * (WAKE_UPS + 1) + 1);
  }

  @Test
  void sleepingAndWakingLeavesNextToNoGarbage() throws InterruptedException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    loop.callLater(Duration.ofDays(3), IdleLoopTest::nothing);
    thread.start();
    wakeOften(); // what is made once

    long before = threads.getThreadAllocatedBytes(thread.threadId());
    wakeOften();
    long after = threads.getThreadAllocatedBytes(thread.threadId());
    stop();

    assertThat(after - before)
        .as("bytes for %s wake-ups", WAKE_UPS)
        .isLessThan(WAKE_UPS * MOST_BYTES_PER_WAKE_UP);
  }

  /** Wakes the loop, waits until it goes to sleep again, and so on. */
  private void wakeOften() {
    while (loop.sleeps == 0) {
      Thread.onSpinWait();
    }
    for (int i = 0; i < WAKE_UPS; i++) {
      int before = loop.sleeps;
      loop.callSoonThreadsafe(IdleLoopTest::nothing);
      while (loop.sleeps == before) {
        Thread.onSpinWait();
      }
    }
  }

  private static void nothing() {}

  private void stop() throws InterruptedException {
    loop.callSoonThreadsafe(loop::stop);
    thread.join();
  }
}
