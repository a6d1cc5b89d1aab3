package io.asynciotck.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What expectations make of a run. */
final class ExpectationsRunTest {
  private static final String RULE = "loop.close.closed";

  @TempDir private Path folder;

  @Test
  void aFailureThatIsListedIsKnownAndDoesNotCount() throws IOException {
    Cli cli = runNeverClosed("--expectations", expecting("fail"));
    assertThat(cli.out())
        .containsSubsequence(
            "KNOWN:",
            RULE + ": Never closed. (https://example.org/1)",
            "1 KNOWN",
            "CONFORMANT BUT FOR KNOWN FAILURES:")
        .doesNotContain("FAIL " + RULE);
    assertThat(cli.status()).isEqualTo(ExitStatus.CONFORMANT);
  }

  @Test
  void aListedFailureThatHoldsIsDrift() throws IOException {
    Cli cli = Cli.run("run", "--impl", "tiny", "--rule", RULE, "--expectations", expecting("fail"));
    assertThat(cli.out())
        .containsSubsequence(
            "STALE:", RULE + ": expected to FAIL, but it holds: Never closed.", "DRIFTED: tiny");
    assertThat(cli.status()).isEqualTo(ExitStatus.DRIFTED);
  }

  @Test
  void aFailureOfAnotherKindCounts() throws IOException {
    Cli cli = runNeverClosed("--expectations", expecting("hang"));
    assertThat(cli.out())
        .containsSubsequence(
            "FAIL " + RULE, "expected to HANG, not to FAIL: Never closed.", "NOT CONFORMANT");
    assertThat(cli.status()).isEqualTo(ExitStatus.NOT_CONFORMANT);
  }

  @Test
  void aFailureCountsMoreThanDrift() throws IOException {
    Path file = Path.of(expecting("fail"));
    Files.writeString(file, Files.readString(file).replace(RULE, "loop.new.fresh"));
    Cli cli = runNeverClosed("--rule", "loop.new.fresh", "--expectations", file.toString());
    assertThat(cli.out()).contains("1 STALE, 1 FAIL");
    assertThat(cli.status()).isEqualTo(ExitStatus.NOT_CONFORMANT);
  }

  @Test
  void whatAFailingRuleRestsOnIsRunThoughNobodySelectedIt() throws IOException {
    Cli cli = runRuleNeverClosed("loop.close.irreversible", "--expectations", expecting("fail"));
    assertThat(cli.out())
        .contains(
            "1 KNOWN, 1 BLOCKED", RULE + ": Never closed.", "CONFORMANT BUT FOR KNOWN FAILURES:");
    assertThat(cli.status()).isEqualTo(ExitStatus.CONFORMANT);
  }

  @Test
  void theReplayOfAFailureExpectsTheSame() throws IOException {
    assertThat(runNeverClosed("--no-expectations", "--seed", "5", "--timeout", "9").out())
        .contains(" --no-expectations --timeout 9 --seed 5 --rule " + RULE);
    String file = expecting("hang");
    assertThat(runNeverClosed("--expectations", file, "--seed", "5").out())
        .contains(" --expectations " + file + " --seed 5 --rule " + RULE);
  }

  @Test
  void aWrongFileIsAnsweredInOneSentence() throws IOException {
    Cli cli = runNeverClosed("--expectations", expecting("pass"));
    assertThat(cli.err())
        .contains("outcome is `pass`; known: fail, hang, exit, crash")
        .hasLineCount(1);
    assertThat(cli.status()).isEqualTo(ExitStatus.USAGE);
  }

  private Cli runNeverClosed(String... more) throws IOException {
    return runRuleNeverClosed(RULE, more);
  }

  private Cli runRuleNeverClosed(String rule, String... more) throws IOException {
    String classPath = Providers.registered(folder, Providers.NeverClosed.class);
    List<String> arguments = new ArrayList<>(List.of("run", "--impl", "odd", "--rule", rule));
    arguments.addAll(List.of("--classpath", classPath));
    arguments.addAll(List.of(more));
    return Cli.run(arguments.toArray(String[]::new));
  }

  private String expecting(String outcome) throws IOException {
    return Files.writeString(
            folder.resolve("mine.toml"),
            """
            versions-of = "loop"

            [[expectation]]
            rule = "%s"
            outcome = "%s"
            versions = "any"
            reason = "Never closed."
            link = "https://example.org/1"
            """
                .formatted(RULE, outcome))
        .toString();
  }
}
