package io.asynciotck.tck.report;

import static io.asynciotck.tck.report.Runs.FIFO;
import static io.asynciotck.tck.report.Runs.OBSERVED;
import static io.asynciotck.tck.report.Runs.ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.tck.results.SeenOn;
import io.asynciotck.tck.results.Verdict;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On which implementations a rule was seen to hold. */
final class SeenOnTest {

  @Test
  void onlyWhatPassedWasSeenToHold() {
    SeenOn seen =
        SeenOn.of(
            List.of(
                Runs.run("one", Runs.pass(FIFO), Runs.broken(OBSERVED, Verdict.FAIL, "no")),
                Runs.run("two", Runs.pass(FIFO), Runs.because(ONCE, Verdict.KNOWN, "listed"))));
    assertThat(seen.seenOn(FIFO)).containsExactly("one", "two");
    assertThat(seen.seenOn(ONCE)).isEmpty();
    assertThat(seen.seenOn(OBSERVED)).isEmpty();
  }

  @Test
  void aVerdictThatChangedShowsNothing() {
    assertThat(SeenOn.of(List.of(Runs.run("one", Runs.changed(FIFO)))).seenOn(FIFO)).isEmpty();
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    String json = SeenOn.of(List.of(Runs.run("one \"1\"", Runs.pass(FIFO)))).toJson();
    SeenOn read = SeenOn.parse(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    assertThat(read.seenOn(FIFO)).containsExactly("one \"1\"");
    assertThat(read.toJson()).isEqualTo(json);
  }
}
