package io.asynciotck.tck.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.spec.RuleBook;
import io.asynciotck.tck.results.Program.Telling;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A failure of which each program does the same on asyncio's own loop is that loop's, too. */
final class SharedFaultsTest {
  private static final String RULE = "loop.run-forever.refused-nested";

  private static RuleResult failing(Telling... tellings) {
    return new RuleResult(
        RuleBook.standard().get(RULE),
        Verdict.FAIL,
        "",
        Arrays.stream(tellings)
            .map(telling -> Failure.ofText(RULE, "").withProgram(new Program("", telling)))
            .map(failure -> TestResult.failed("ATck.a", Verdict.FAIL, failure, Duration.ZERO))
            .toList());
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
}
