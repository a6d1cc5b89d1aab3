package io.asynciotck.stress.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TalkingProcessTest {

  @Test
  void itsAnswersAreReadOneAfterTheOtherAndNothingElse() throws IOException {
    try (TalkingProcess process = shell("echo a warning; echo '{\"a\": 1}'; echo '{\"b\": 2}'")) {
      assertThat(process.nextAnswer().path("a").asInt()).isEqualTo(1);
      assertThat(process.nextAnswer().path("b").asInt()).isEqualTo(2);
    }
  }

  @Test
  void whatItSaidLastIsToldIfItEnds() throws IOException {
    try (TalkingProcess process = shell("echo raise ulimit -n >&2; exit 3")) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(process::nextAnswer)
          .withMessage("no answer; raise ulimit -n");
    }
  }

  private static TalkingProcess shell(String script) throws IOException {
    return TalkingProcess.start(List.of("/bin/sh", "-c", script));
  }
}
