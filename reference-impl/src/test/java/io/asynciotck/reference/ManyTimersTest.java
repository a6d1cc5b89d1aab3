package io.asynciotck.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asynciotck.api.KeyboardInterrupt;
import io.asynciotck.api.LoopTime;
import io.asynciotck.api.TimerHandle;
import io.asynciotck.reference.module.ReferenceAsyncio;
import io.asynciotck.reference.timers.DueTimers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** So many timers come due at once that the loop moves them together. */
class ManyTimersTest {
  private static final int MANY = 20 * DueTimers.MOST;

  private final JumpingClock clock = new JumpingClock();
  private final SelectorEventLoop loop = new ReferenceAsyncio(clock).newLoop();
  private final List<Long> fired = new ArrayList<>();

  @AfterEach
  void closeLoop() {
    loop.close();
  }

  @Test
  void theyRunInTheOrderOfTheirDeadlinesAndTheOthersStay() {
    List<Long> deadlines = randomDeadlines();
    deadlines.forEach(deadline -> at(deadline, () -> {}));

    runOnceAt(MANY / 2);

    assertThat(fired)
        .containsExactlyElementsOf(
            deadlines.stream().filter(due -> due <= MANY / 2).sorted().toList());
    assertThat(loop.timers.size()).isEqualTo(MANY - fired.size());
  }

  @Test
  void aCallbackOfTheFirstComesAfterTheLast() {
    at(0, () -> loop.callSoon(() -> fired.add(-1L)));
    fill(1, MANY);

    runOnceAt(MANY);
    loop.stop();
    loop.runForever();

    assertThat(fired).hasSize(MANY + 1).endsWith(MANY - 1L, -1L);
  }

  @Test
  void aTimerThatAnEarlierOneCancelsDoesNotRun() {
    List<TimerHandle> later = new ArrayList<>();
    at(0, () -> later.forEach(TimerHandle::cancel));
    fill(1, MANY - 1);
    later.add(at(MANY - 2, () -> {}));
    later.add(at(MANY - 1, () -> {}));

    runOnceAt(MANY);

    assertThat(fired).hasSize(MANY - 1).endsWith(MANY - 2L);
    assertThat(later).extracting(TimerHandle::isCancelled).containsOnly(true);
  }

  /** Cancelled timers are counted; a wrong count would clean the heap too early or never. */
  @Test
  void timersThatAreCancelledWhileDueAreNoLongerCounted() {
    List<TimerHandle> later = new ArrayList<>();
    at(0, () -> later.forEach(TimerHandle::cancel));
    for (int deadline = 1; deadline < MANY; deadline++) {
      later.add(at(deadline, () -> {}));
    }
    runOnceAt(MANY);
    fillFar(200);
    List<TimerHandle> far = fillFar(200);

    far.forEach(TimerHandle::cancel);
    runOnceAt(MANY);
    assertThat(loop.timers.size()).isEqualTo(400);

    fillFar(1).forEach(TimerHandle::cancel);
    runOnceAt(MANY);
    assertThat(loop.timers.size()).isEqualTo(200);
  }

  @Test
  void stopLetsAllOfThemRun() {
    at(0, loop::stop);
    fill(1, MANY);

    clock.advance(Duration.ofNanos(MANY));
    loop.runForever();

    assertThat(fired).hasSize(MANY);
  }

  @Test
  void thoseBehindAnInterruptRunInTheNextRun() {
    interruptHalfway();

    assertThat(loop)
        .hasToString("<SelectorEventLoop idle ready=" + (MANY - fired.size()) + " scheduled=0>");
    loop.stop();
    loop.runForever();
    assertThat(fired).hasSize(MANY).isSorted();
  }

  @Test
  void aLoopThatIsClosedForgetsThem() {
    interruptHalfway();

    loop.close();

    assertThat(loop).hasToString("<SelectorEventLoop closed ready=0 scheduled=0>");
  }

  private void interruptHalfway() {
    loop.callAt(
        new LoopTime(MANY / 2),
        () -> {
          throw new KeyboardInterrupt();
        });
    fill(0, MANY);
    clock.advance(Duration.ofNanos(MANY));
    assertThatThrownBy(loop::runForever).isInstanceOf(KeyboardInterrupt.class);
    assertThat(fired).hasSizeBetween(1, MANY - 1);
  }

  private static List<Long> randomDeadlines() {
    return new Random(5).longs(MANY, 0, MANY).boxed().toList();
  }

  private void runOnceAt(int nanos) {
    clock.advance(Duration.ofNanos(nanos - clock.time().nanos()));
    loop.stop();
    loop.runForever();
  }

  private void fill(int from, int to) {
    for (int deadline = from; deadline < to; deadline++) {
      at(deadline, () -> {});
    }
  }

  private List<TimerHandle> fillFar(int count) {
    List<TimerHandle> far = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      far.add(at(1_000_000 + i, () -> {}));
    }
    return far;
  }

  private TimerHandle at(long deadline, Runnable also) {
    return loop.callAt(
        new LoopTime(deadline),
        () -> {
          fired.add(deadline);
          also.run();
        });
  }
}
