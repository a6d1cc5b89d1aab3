package io.asynciotck.tck.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is told of reports. */
final class ReportsTest {

  private static LogLine error(String message) {
    return new LogLine("ERROR", message, "");
  }

  @Test
  void whatIsSaidOftenIsToldOnce() {
    List<LogLine> reports =
        Stream.concat(
                IntStream.range(0, 800).mapToObj(_ -> error("Fatal write error\n")),
                Stream.of(error("Something else")))
            .toList();
    assertThat(Reports.told(reports))
        .isEqualTo("ERROR Fatal write error\n(800 times)\nERROR Something else");
  }

  @Test
  void ofManyTheFirstFewAreTold() {
    List<LogLine> reports =
        IntStream.range(0, 100).mapToObj(number -> error("No. " + number)).toList();
    assertThat(Reports.told(reports)).startsWith("ERROR No. 0\n").endsWith("\n(and 95 more)");
  }
}
