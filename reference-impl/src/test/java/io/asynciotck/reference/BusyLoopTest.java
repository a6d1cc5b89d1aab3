package io.asynciotck.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.reference.module.ReferenceAsyncio;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A loop that always has something to run never polls, and sees everything all the same. */
class BusyLoopTest {
  private final JumpingClock clock = new JumpingClock();
  private final SelectorEventLoop loop = new ReferenceAsyncio(clock).newLoop();
  private final List<String> trace = new ArrayList<>();
  private int round;

  @Test
  void timersAndOtherThreadsGetTheirTurnInTheNextIteration() {
    loop.callLater(Duration.ofSeconds(1), () -> trace.add("timer in " + round));
    loop.callSoon(this::stayBusy);

    loop.runForever();

    assertThat(trace).containsExactly("brought in 4", "timer in 6");
    loop.close();
  }

  private void stayBusy() {
    round++;
    switch (round) {
      case 3 -> inAnotherThread(() -> loop.callSoonThreadsafe(this::noteBrought));
      case 5 -> clock.advance(Duration.ofSeconds(2));
      case 9 -> loop.stop();
      default -> {}
    }
    loop.callSoon(this::stayBusy);
  }

  private void noteBrought() {
    // It was brought before the loop's own callback was given, so it runs ahead of that.
    trace.add("brought in " + (round + 1));
  }

  private static void inAnotherThread(Runnable work) {
    Thread other = Thread.ofPlatform().start(work);
    try {
      other.join();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
