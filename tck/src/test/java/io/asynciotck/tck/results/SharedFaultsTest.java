package io.asynciotck.tck.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.tck.results.Program.Telling;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A failure of which each program does the same on asyncio's own loop is that loop's, too. */
final class SharedFaultsTest {
  private static final String RULE = "loop.run-forever.refused-nested";

  private static RuleResult failing(Telling... tellings) {
    return failing(Arrays.stream(tellings).map(SharedFaultsTest::shown).toList());
  }

  private static RuleResult failing(List<Failure> failures) {
    return new RuleResult(
        RuleBook.standard().get(RULE),
        Verdict.FAIL,
        "",
        failures.stream()
            .map(failure -> TestResult.failed("ATck.a", Verdict.FAIL, failure, Duration.ZERO))
            .toList());
  }

  private static Failure shown(Telling telling) {
    return Failure.ofText(RULE, "").withProgram(new Program("", telling));
  }

  @Test
  void allOfThemDoTheSame() {
    assertThat(failing(Telling.SAME_AS_ASYNCIO).isOfAsyncioToo()).isTrue();
    assertThat(failing(Telling.SAME_AS_ASYNCIO, Telling.SAME_AS_ASYNCIO).isOfAsyncioToo()).isTrue();
  }

  @Test
  void oneThatTellsThemApartIsEnough() {
    assertThat(failing(Telling.SAME_AS_ASYNCIO, Telling.TELLS).isOfAsyncioToo()).isFalse();
    assertThat(failing(Telling.NONE).isOfAsyncioToo()).isFalse();
    assertThat(failing().isOfAsyncioToo()).isFalse();
  }

  /** What is not done comes to the same as what is done wrong. */
  @Test
  void whatIsNotThereIsNoFaultOfIt() {
    Failure lacking = shown(Telling.SAME_AS_ASYNCIO).missing("sendfile");
    assertThat(failing(List.of(lacking)).isOfAsyncioToo()).isFalse();
  }
}
