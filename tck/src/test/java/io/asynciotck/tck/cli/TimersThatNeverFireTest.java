package io.asynciotck.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A loop whose timers never fire has one fault, and is not tried for ever. */
final class TimersThatNeverFireTest extends LostCauseTest {
  @Test
  void whatRestsOnTimersThatNeverFireIsNotTriedAgain() {
    run("NoTimerFires", "TimersTck", "SleepTck", "CallbacksTck");
    assertThat(verdict("loop.call-later.runs")).isEqualTo("hang");
    assertThat(verdict("loop.call-soon.fifo")).isEqualTo("pass");
    assertThat(tests().stream().filter(test -> is(test, "hang"))).hasSizeBetween(3, 12);
  }
}
