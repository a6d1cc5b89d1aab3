package io.asynciotck.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times and durations to the ends of their range. */
class LoopTimeTest {
  private static final long END = Long.MAX_VALUE;
  private static final long BEGINNING = Long.MIN_VALUE;

  @ParameterizedTest
  @CsvSource({"5, 7, 12", "5, -7, -2", "-5, 5, 0", "0, 9223372036854775807, 9223372036854775807"})
  void aDurationLater(long nanos, long delay, long later) {
    assertThat(new LoopTime(nanos).plus(Duration.ofNanos(delay))).isEqualTo(new LoopTime(later));
  }

  @Test
  void theRangeHasTwoEnds() {
    assertThat(new LoopTime(END).plus(Duration.ofNanos(1)).nanos()).isEqualTo(END);
    assertThat(new LoopTime(BEGINNING).plus(Duration.ofNanos(-1)).nanos()).isEqualTo(BEGINNING);
  }

  @Test
  void aDurationBeyondTheRangeLeadsToItsEnd() {
    Duration longest = Duration.ofSeconds(Long.MAX_VALUE);

    assertThat(new LoopTime(0).plus(longest).nanos()).isEqualTo(END);
    assertThat(new LoopTime(0).plus(longest.negated()).nanos()).isEqualTo(BEGINNING);
  }

  @Test
  void howMuchLaterAcrossTheWholeRange() {
    assertThat(new LoopTime(END).since(new LoopTime(BEGINNING)))
        .isEqualTo(Duration.ofNanos(END).plusNanos(END).plusNanos(1));
  }
}
