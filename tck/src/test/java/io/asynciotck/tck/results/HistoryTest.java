package io.asynciotck.tck.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of runs. */
final class HistoryTest {
  private static final Instant MONDAY = Instant.parse("2026-01-05T02:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2026-01-06T02:00:00Z");

  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    History history =
        new History(
            List.of(
                run("b", TUESDAY, Map.of("x.one", "fail", "x.two", "known")),
                run("b", MONDAY, Map.of("x.one", "differs")),
                run("a", MONDAY, Map.of())));
    Path file = folder.resolve("history.json");
    Files.writeString(file, history.toJson());
    assertThat(History.read(file)).isEqualTo(history);
    assertThat(history.runs()).extracting(PastRun::series).containsExactly("a", "b", "b");
    assertThat(Files.readString(file)).containsOnlyOnce("x.three");
  }

  @Test
  void aRunIsNotThereTwice() {
    History history = new History(List.of(run("a", MONDAY, Map.of("x.one", "fail"))));
    History more = history.with(List.of(run("a", MONDAY, Map.of()), run("a", TUESDAY, Map.of())));
    assertThat(more.runs()).extracting(PastRun::date).containsExactly(MONDAY, TUESDAY);
    assertThat(more.runs().getFirst().faults()).isZero();
  }

  @Test
  void whatCountsIsAFault() {
    PastRun run =
        run("a", MONDAY, Map.of("x.one", "hang", "x.two", "blocked", "x.three", "changed"));
    assertThat(run.faults()).isEqualTo(2);
    assertThat(run.passed()).isEqualTo(1);
    assertThat(run.outcome("x.four")).contains("pass");
    assertThat(run.outcome("x.five")).isEmpty();
  }

  @Test
  void thereNeedNotBeOne() {
    assertThat(History.read(folder.resolve("none.json")).runs()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []                                             | it is no JSON object
          {"schema": 1, "rules": {                       | it is no JSON, or cut off, in line 1
          {"schema": 2, "rules": {}, "runs": []}         | its schema is not 1
          {"schema": 1, "rules": {}}                     | `runs` is missing
          {"schema": 1, "rules": {}, "runs": [{"rules": "0"}]} | the rules `0` are missing
          """)
  void anotherFileIsRefused(String text, String problem) throws IOException {
    Path file = Files.writeString(folder.resolve("h.json"), text);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> History.read(file))
        .withMessage("`" + file + "` is not what --history has written: " + problem);
  }

  private static PastRun run(String series, Instant date, Map<String, String> outcomes) {
    return new PastRun(
        series,
        series + " 1.0",
        "py3.13",
        "asyncio-tck 1",
        date,
        "not-conformant",
        Set.of("x.one", "x.two", "x.three", "x.four"),
        outcomes);
  }
}
