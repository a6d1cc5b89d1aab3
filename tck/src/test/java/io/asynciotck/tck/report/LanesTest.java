package io.asynciotck.tck.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.tck.report.Lanes.Cell;
import io.asynciotck.tck.report.Lanes.Column;
import io.asynciotck.tck.report.Lanes.Iteration;
import io.asynciotck.tck.report.Lanes.Sign;
import io.asynciotck.tck.results.Failure;
import io.asynciotck.tck.results.Program;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Traces, drawn one above the other. */
final class LanesTest {

  /** In each column, what was expected and what was seen, with its sign; a dot is a gap. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a, b, c        | a, b, c               | a/a b/b c/c
          a, b, c        | c, b, a               | ↔a/↔c b/b ↔c/↔a
          a, b, c        | b, c, a               | ↔a/. b/b c/c ./↔a
          a, b           | a                     | a/a −b/.
          (nothing)      | a                     | ./+a
          a              | (nothing)             | −a/.
          a, b           | a, x, b               | a/a ./+x b/b
          a, a, b        | a, b, a               | ↔a/. a/a b/b ./↔a
          x: 1, y: 2     | x: 1, y: 3            | x: 1/x: 1 ≠y: 2/≠y: 3
          [0, 1], (a, b) | [0, 1], (b, a)        | [0, 1]/[0, 1] −(a, b)/+(b, a)
          a, end         | end, x, a             | ↔a/. end/end ./+x ./↔a
          """)
  void whatMovedIsMissingOrIsTooMuchIsMarked(String expected, String seen, String drawn) {
    assertThat(
            drawn(
                Lanes.of(Failure.ofComparison("r", "trace", List.of(expected), seen))
                    .orElseThrow()))
        .isEqualTo(drawn);
  }

  @Test
  void theNearestOfSeveralTracesIsDrawn() {
    Lanes lanes = ofTrace(List.of("x, y, z", "a, b", "b, a"), "b, c");
    assertThat(drawn(lanes)).isEqualTo("b/b −a/+c");
    assertThat(lanes.others()).containsExactly("x, y, z", "a, b");
    assertThat(lanes.signs()).containsExactly(Sign.MISSING, Sign.EXTRA);
  }

  @Test
  void withoutAnOrderNothingMoves() {
    Failure failure =
        Failure.ofComparison("r", "events, in any order", List.of("a, b, b, c"), "b, d, a, b");
    assertThat(drawn(Lanes.of(failure).orElseThrow())).isEqualTo("a/a b/b b/b −c/. ./+d");
  }

  @Test
  void theIterationsStandAboveWhatWasSeenInThem() {
    Failure failure =
        Failure.ofComparison("r", "trace", List.of("a, b"), "a, c, b, end")
            .inIterations(List.of(0, 2, 2, 3));
    Lanes lanes = Lanes.of(failure).orElseThrow();
    assertThat(drawn(lanes)).isEqualTo("./. a/a ./+c ./. b/b ./+end");
    assertThat(lanes.iterations())
        .containsExactly(
            new Iteration("1", 1),
            new Iteration("2", 2),
            new Iteration("3", 1),
            new Iteration("4", 1),
            new Iteration("", 1));
    assertThat(ofTrace(List.of("a"), "b").iterations()).isEmpty();
  }

  @Test
  void longTracesAreShownWhereTheyDiffer() {
    String expected = trace(0, 1000);
    Lanes lanes = ofTrace(List.of(expected), expected.replace(", e500,", ","));
    assertThat(drawn(lanes))
        .isEqualTo(
            "… 497 alike …/… 497 alike … e497/e497 e498/e498 e499/e499 −e500/. e501/e501 e502/e502"
                + " e503/e503 … 496 alike …/… 496 alike …");
    assertThat(drawn(ofTrace(List.of(trace(0, 12)), trace(0, 11)))).startsWith("e0/e0 e1/e1 ");
  }

  @Test
  void tracesOfAnyLengthAreDrawnAtOnce() {
    Lanes lanes = ofTrace(List.of(trace(0, 30_000)), trace(1, 30_000));
    assertThat(lanes.columns()).hasSize(30_000);
  }

  @Test
  void whatWasWaitedForInVainIsNoEvent() {
    Lanes lanes = ofTrace(List.of("a, b"), "a, b (`c` did not happen within 1000 iterations)");
    assertThat(drawn(lanes)).isEqualTo("a/a b/b");
    assertThat(lanes.note()).isEqualTo("`c` did not happen within 1000 iterations");
  }

  @Test
  void aProgramIsDrawnUpToWhatIsNotLegal() {
    Failure failure =
        new Failure(
            "r",
            "",
            List.of("a, c, end"),
            "a, b, c, end",
            List.of(),
            "",
            "",
            "",
            "",
            Program.NOTHING);
    Lanes lanes = Lanes.of(failure).orElseThrow();
    assertThat(drawn(lanes)).isEqualTo("a/a ./+b c/c −end/.");
    assertThat(lanes.note()).isEqualTo("not judged is what came then: end");
  }

  @Test
  void whatIsNoTraceIsNotDrawn() {
    assertThat(
            Lanes.of(Failure.ofComparison("r", "descriptors left open", List.of("none"), "pipe")))
        .isEmpty();
    assertThat(Lanes.of(Failure.ofText("r", "it raised"))).isEmpty();
  }

  private static Lanes ofTrace(List<String> expected, String seen) {
    return Lanes.of(Failure.ofComparison("r", "trace", expected, seen)).orElseThrow();
  }

  private static String trace(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "e" + i).collect(Collectors.joining(", "));
  }

  private static String drawn(Lanes lanes) {
    return lanes.columns().stream().map(LanesTest::drawn).collect(Collectors.joining(" "));
  }

  private static String drawn(Column column) {
    return drawn(column.expected()) + "/" + drawn(column.seen());
  }

  private static String drawn(Cell cell) {
    return cell.text().isEmpty() ? "." : cell.mark() + cell.text();
  }
}
