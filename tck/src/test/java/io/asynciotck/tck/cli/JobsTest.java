package io.asynciotck.tck.cli;

import static io.asynciotck.tck.harness.TestPython.PYTHON;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs of which several processes do a part each. */
final class JobsTest {
  private static final Pattern VERDICT =
      Pattern.compile("(?m)^ *(?:FAIL|HANG|EXIT|CRASH) [a-z-.]+|^\\d+ rules: .*$");
  private static final String FAULTY = "src.test.resources.bridge.faulty_loops:";

  private static Cli run(String loop, String... more) {
    return Cli.run(
        Stream.concat(
                Stream.of(
                    "run",
                    "--python",
                    PYTHON,
                    "--loop",
                    loop,
                    "--seed",
                    "7",
                    "--timeout",
                    "5",
                    "--rule",
                    "loop.exception-handler.*",
                    "--tries",
                    "20"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private static List<String> verdicts(Cli cli) {
    return VERDICT.matcher(cli.out()).results().map(MatchResult::group).sorted().toList();
  }

  @Test
  void severalProcessesComeToTheSameVerdicts() {
    Cli one = run("asyncio:new_event_loop");
    Cli three = run("asyncio:new_event_loop", "--jobs", "3");
    assertThat(verdicts(three)).isNotEmpty().isEqualTo(verdicts(one));
    assertThat(three.status()).isEqualTo(one.status()).isEqualTo(ExitStatus.CONFORMANT);
  }

  @Test
  void aProcessThatEndsIsFoundByWhicheverRunsTheTest() {
    Cli two = run(FAULTY + "ExitingLoop", "--jobs", "2");
    assertThat(verdicts(two)).isEqualTo(verdicts(run(FAULTY + "ExitingLoop")));
    assertThat(two.out()).contains("ended with exit status 7");
    assertThat(two.status()).isEqualTo(ExitStatus.NOT_CONFORMANT);
  }

  @Test
  void aLoopOfThisJvmHasNoProcessOfItsOwn() {
    Cli cli = Cli.run("run", "--jobs", "2");
    assertThat(cli.err())
        .contains(
            "--jobs is for loops that have a process of their own; a loop of this JVM has not");
    assertThat(cli.status()).isEqualTo(ExitStatus.USAGE);
  }

  @ParameterizedTest
  @CsvSource({
    "true, 300, 2, 2", // one for each processor
    "true, 300, 1, 1",
    "true, 300, 64, 4", // at most
    "true, 299, 64, 1", // too few rules
    "false, 1000, 64, 1" // in this JVM
  })
  void ifNobodySaysThereIsOneForEachProcessor(boolean apart, int rules, int processors, int jobs) {
    assertThat(Others.jobs(apart, rules, processors)).isEqualTo(jobs);
  }

  @Test
  void noProcessRunsNothing() {
    assertThat(Cli.run("run", "--jobs", "0").err()).contains("--jobs takes a positive number");
  }
}
