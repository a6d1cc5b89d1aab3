package io.asynciotck.tck.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * How long a test may stand still, the shorter the more have hung, and the longer on a busy
 * machine.
 */
final class PatienceTest {
  private static final Duration ALLOWED = Duration.ofSeconds(10);
  private static final double QUIET = 1;
  private static final double BUSY = 12;

  private final Patience patience = new Patience();

  private void hang(int times) {
    for (int i = 0; i < times; i++) {
      patience.lose();
    }
  }

  @Test
  void aLoopThatNeverHangsIsNotHurried() {
    assertThat(patience.of(ALLOWED, QUIET)).isEqualTo(ALLOWED);
    assertThat(patience.of(ALLOWED, BUSY)).isEqualTo(ALLOWED);
  }

  @Test
  void eachHangShortensWhatIsLeft() {
    hang(1);
    assertThat(patience.of(ALLOWED, QUIET)).isEqualTo(Duration.ofSeconds(5));
    hang(4);
    assertThat(patience.of(ALLOWED, QUIET)).isEqualTo(Duration.ofSeconds(2));
    hang(20);
    assertThat(patience.of(ALLOWED, QUIET)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void aBusyMachineIsGivenMoreTime() {
    hang(25);
    assertThat(patience.of(ALLOWED, BUSY))
        .isGreaterThan(patience.of(ALLOWED, QUIET).multipliedBy(5))
        .isLessThan(ALLOWED);
    assertThat(patience.of(ALLOWED, -1)).isEqualTo(patience.of(ALLOWED, QUIET));
  }

  @Test
  void whatTheUserAllowsIsNeverExceeded() {
    hang(2);
    assertThat(patience.of(Duration.ofSeconds(1), BUSY)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void whatIsAtWorkHasMoreThanWhatStandsStill() {
    assertThat(patience.atWork(ALLOWED, QUIET)).isEqualTo(ALLOWED);
    hang(8);
    assertThat(patience.atWork(ALLOWED, QUIET))
        .isGreaterThan(patience.of(ALLOWED, QUIET).multipliedBy(2))
        .isLessThan(ALLOWED);
    assertThat(patience.atWork(ALLOWED, BUSY)).isEqualTo(ALLOWED);
  }

  @Test
  void whatIsAtWorkHasMoreThanTheSlowestTestOfASlowLoop() {
    hang(10);
    patience.came(Duration.ofSeconds(2));
    patience.came(Duration.ofSeconds(1));
    assertThat(patience.atWork(ALLOWED, QUIET)).isEqualTo(Duration.ofSeconds(8));
    patience.came(Duration.ofSeconds(4));
    assertThat(patience.atWork(ALLOWED, QUIET)).isEqualTo(ALLOWED);
  }
}
