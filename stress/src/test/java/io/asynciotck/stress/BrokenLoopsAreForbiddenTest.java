package io.asynciotck.stress;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.stress.run.Stress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** jcstress says FORBIDDEN for loops that are broken, and a run that cannot end is ended. */
@Execution(ExecutionMode.CONCURRENT) // most of the time of jcstress goes by in starting JVMs
class BrokenLoopsAreForbiddenTest {
  private static final Duration LONG = Duration.ofMinutes(3);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "LosesUpdates, TwoProducers, loop.call-soon-threadsafe.concurrent, PT0.005S",
    "NeverWakes, WakesWhenAboutToBlock, loop.call-soon-threadsafe.wakes, PT0.005S",
    "PollsPlainField, WakesWhenAboutToBlock, loop.call-soon-threadsafe.wakes, PT0.005S",
    "OwnQueue, OrderBehindAnotherThread, loop.call-soon-threadsafe.one-order, PT0.005S",
    "LooksNoMore, WakesWhenAboutToBlock, loop.call-soon-threadsafe.wakes, PT0.25S",
    "StaysWoken, WakesWhenJustWoken, loop.call-soon-threadsafe.wakes, PT0.25S",
    "WakesThenBrings, WakesWhenAboutToBlock, loop.call-soon-threadsafe.wakes, PT0.02S",
    "ReadsThenWritesTail, TwoProducers, loop.call-soon-threadsafe.concurrent, PT0.005S",
    "TakesMissingLinkForTheEnd, ProducerAgainstRun, loop.call-soon-threadsafe.runs, PT0.005S",
    "ForgetsAfterTheExchange, ProducerAgainstRun, loop.call-soon-threadsafe.runs, PT0.005S",
    "BringsThenWrites, WritesAreVisible, loop.call-soon-threadsafe.runs, PT0.005S",
  })
  void isForbidden(String provider, String test, String outcome, String patience) throws Exception {
    Stress.Answer answer =
        new Stress(folder, LONG).withPatience(patience).run(provider, "[.]" + test + "$");
    assertThat(answer.output()).contains("Failed tests: 1 matching test results");
    assertThat(answer.forbidden()).anyMatch(line -> line.contains(outcome));
    assertThat(answer.status()).isNotZero();
  }

  @Test
  void aRunThatHangsIsKilled() throws Exception {
    Stress.Answer answer =
        new Stress(folder, Duration.ofSeconds(8)).run("NeverReturns", "[.]StopAgainstCall$");
    assertThat(answer.output()).contains("it was killed");
    assertThat(answer.status()).isEqualTo(1);
    assertThat(answer.survivors()).isEmpty();
  }

  @Test
  void aRunOfNoTestsFails() throws Exception {
    Stress.Answer answer = new Stress(folder, LONG).run("reference", "NoSuchTest");
    assertThat(answer.output()).contains("jcstress ran no test");
    assertThat(answer.status()).isEqualTo(1);
  }
}
