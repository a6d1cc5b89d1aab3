package io.asynciotck.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The line that shows how far a run is. */
@Timeout(60)
final class ProgressTest {
  private static final String CLEAR = "\r\u001b[K";
  private static final String LONG =
      "AClass.aTestWhoseNameIsLongerThanAnyWindowIsWideInWhichItIsRun";

  /** What is drawn, as it is drawn. */
  private final BlockingQueue<String> drawn = new LinkedBlockingQueue<>();

  private final PrintWriter console =
      new PrintWriter(new StringWriter()) {
        @Override
        public void print(String text) {
          drawn.add(text);
        }

        @Override
        public void println(String text) {
          drawn.add(text + '\n');
        }
      };

  @Test
  void whatTakesLongIsDrawnAgainAndFitsANarrowWindow() throws InterruptedException {
    try (Progress progress = new Progress(console, Display.TERMINAL, Duration.ofMillis(1))) {
      progress.begin();
      assertThat(drawn.take()).isEqualTo(CLEAR + "looking for the tests");
      assertThat(drawn.take()).isEqualTo(CLEAR + "looking for the tests (0 s)");
      progress.planned(2000);
      progress.started(LONG);
      String again = drawn.take();
      while (!again.contains("AClass") || !again.endsWith(" s)")) {
        again = drawn.take();
      }
      assertThat(again).startsWith(CLEAR + "[0/2000] AClass.").hasSize(CLEAR.length() + 59);
    }
  }

  @Test
  void nothingIsDrawnOverALineThatStays() {
    try (Progress progress = new Progress(console, Display.TERMINAL, Duration.ZERO)) {
      progress.started("A.test");
      progress.drawAgain();
      progress.clear();
      progress.drawAgain();
      assertThat(drawn)
          .containsExactly(CLEAR + "[0/0] A.test", CLEAR + "[0/0] A.test (0 s)", CLEAR);
    }
  }

  @Test
  void nothingIsDrawnWhereThereIsNoTerminalOrAfterTheEnd() {
    try (Progress progress = new Progress(console, Display.NONE, Duration.ZERO)) {
      progress.begin();
      progress.started("A.test");
      progress.drawAgain();
      progress.clear();
    }
    assertThat(drawn).isEmpty();
    Progress ended = new Progress(console, Display.TERMINAL, Duration.ZERO);
    ended.started("A.test");
    ended.close();
    ended.drawAgain();
    assertThat(drawn).hasSize(1);
  }

  @Test
  void aTerminalThatCannotChangeALineIsGivenOneNowAndThen() {
    try (Progress progress = new Progress(console, Display.LINES, Duration.ZERO)) {
      progress.started("A.test");
      progress.ended();
      progress.started("A.other");
      assertThat(drawn).isEmpty();
      progress.drawAgain();
      progress.clear();
      progress.drawAgain();
    }
    assertThat(drawn).containsExactly("[1/0] A.other (0 s)\n");
    try (Progress rare = new Progress(console, Display.LINES, Duration.ofHours(1))) {
      rare.started("A.test");
      rare.drawAgain();
    }
    assertThat(drawn).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "true, xterm, TERMINAL",
    "true, '', TERMINAL",
    "true, dumb, LINES",
    "false, xterm, NONE"
  })
  void theKindOfTerminalSaysWhatItCanDo(boolean terminal, String kind, Display display) {
    assertThat(Display.of(terminal, kind)).isEqualTo(display);
  }
}
