package io.asynciotck.tck.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.asynciotck.api.LoopTime;
import io.asynciotck.tck.harness.HangError;
import io.asynciotck.tck.harness.VirtualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Time passes when the loop is idle or the test says so, and not otherwise. */
final class VirtualTimeTest extends BridgeTest {

  @Test
  void anIdleLoopJumpsToItsNextDeadline() {
    LoopTime start = loop.time();
    loop.callLater(Duration.ofHours(30), loop::stop);
    loop.callLater(Duration.ofNanos(300_000_001), () -> trace.add(loop.time().since(start)));
    loop.runForever();
    assertThat(trace).containsExactly(Duration.ofNanos(300_000_001));
    assertThat(loop.time().since(start)).isEqualTo(Duration.ofHours(30));
  }

  @Test
  void aTimerYearsAheadIsReached() {
    LoopTime start = loop.time();
    loop.callLater(Duration.ofDays(3650), loop::stop);
    loop.runForever();
    assertThat(loop.time().since(start))
        .isBetween(Duration.ofDays(3650), Duration.ofDays(3650).plusNanos(1000));
  }

  @Test
  void theTestCanLetTimePass() {
    VirtualClock clock = session.clock().orElseThrow();
    LoopTime start = clock.time();
    clock.advance(Duration.ofMillis(250));
    assertThat(clock.time()).isEqualTo(start.plus(Duration.ofMillis(250))).isEqualTo(loop.time());
  }

  @Test
  void tenThousandTicksDoNotDrift() {
    LoopTime start = loop.time();
    int[] left = {1000};
    loop.callLater(
        Duration.ofMillis(100),
        new Runnable() {
          @Override
          public void run() {
            if (--left[0] == 0) {
              loop.stop();
            } else {
              loop.callLater(Duration.ofMillis(100), this);
            }
          }
        });
    loop.runForever();
    assertThat(loop.time().since(start)).isEqualTo(Duration.ofSeconds(100));
  }

  @Test
  void anIdleLoopWithoutTimersHangs() {
    session.close();
    session = python.open(false);
    var alone = session.asyncio().newEventLoop();
    assertThatThrownBy(alone::runForever).isInstanceOf(HangError.class);
    assertThat(alone.isRunning()).isFalse();
  }

  @Test
  void theResolutionIsThatOfLoopsMadeLater() {
    session.clock().orElseThrow().setResolution(Duration.ofSeconds(1));
    loop = asyncio.newEventLoop();
    loop.callLater(Duration.ofMillis(500), () -> trace.add("early enough"));
    runOnce();
    assertThat(trace).containsExactly("early enough");
  }

  @Test
  void modulesRunLoopsByTheSameClock() throws Exception {
    VirtualClock clock = session.clock().orElseThrow();
    LoopTime start = clock.time();
    asyncio.run(asyncio.coroutine(() -> asyncio.await(asyncio.sleep(Duration.ofSeconds(60)))));
    assertThat(clock.time().since(start)).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void theIntrospectionCountsTimers() {
    loop.callLater(Duration.ofSeconds(1), () -> {}).cancel();
    assertThat(session.introspection().orElseThrow().scheduledTimers(loop)).isEqualTo(1);
  }

  @Test
  void theLogIsCaptured() {
    loop.callSoon(raising(new IllegalStateException("boom")));
    runOnce();
    assertThat(session.log()).hasSize(1);
    assertThat(session.log().getFirst().level()).isEqualTo("ERROR");
    assertThat(session.log().getFirst().message()).contains("boom");
  }
}
