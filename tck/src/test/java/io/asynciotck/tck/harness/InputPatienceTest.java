package io.asynciotck.tck.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class InputPatienceTest {
  private final InputPatience patience = new InputPatience();
  private final List<Duration> waited = new ArrayList<>();

  @Test
  void itEndsWhereInputNeverComes() {
    Stream.generate(() -> false).limit(100).forEach(this::wait);
    assertThat(waited).hasSizeLessThan(10);
  }

  @Test
  void itLastsWhereInputHasComeOnce() {
    Stream.of(false, false, true).forEach(this::wait);
    Stream.generate(() -> false).limit(100).forEach(this::wait);
    assertThat(waited).hasSize(103);
  }

  private void wait(boolean comes) {
    patience.with(time -> {
      waited.add(time);
      return comes;
    });
  }
}
