package io.asynciotck.tck.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Whose lines a log takes: those of its test, in whichever thread, and not those of one before. */
final class LogCaptureTest {
  private static final Logger LOGGER = Logger.getLogger("asyncio");

  private final CountDownLatch begun = new CountDownLatch(1);

  @Test
  void takesWhatThreadsOfTheTestLog() throws Exception {
    try (LogCapture capture = new LogCapture()) {
      LOGGER.warning("here");
      begun.countDown();
      logging("there").join();
      assertThat(messages(capture)).containsExactly("here", "there");
    }
  }

  @Test
  void keepsOutWhatThreadsOfAnAbandonedTestLog() throws Exception {
    LogCapture abandoned = new LogCapture();
    Thread left = logging("late");
    abandoned.abandon();
    try (LogCapture next = new LogCapture()) {
      begun.countDown();
      left.join();
      LOGGER.warning("on time");
      assertThat(messages(next)).containsExactly("on time");
      abandoned.close();
      assertThat(LOGGER.getUseParentHandlers()).isFalse();
    }
  }

  @Test
  void takesWhatThreadsOfATestLogThatHasEnded() throws Exception {
    LogCapture before = new LogCapture();
    Thread pooled = logging("shared");
    before.close();
    try (LogCapture next = new LogCapture()) {
      begun.countDown();
      pooled.join();
      assertThat(messages(next)).containsExactly("shared");
    }
  }

  private Thread logging(String message) {
    return Thread.ofPlatform()
        .start(() -> {
          try {
            begun.await();
          } catch (InterruptedException interrupted) {
            return;
          }
          LOGGER.warning(message);
        });
  }

  private static List<String> messages(LogCapture capture) {
    return capture.lines().stream().map(LogLine::message).toList();
  }
}
