package io.asynciotck.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs that are repeated. */
final class RerunTest {
  private static final String RULE = "loop.close.closed";

  @TempDir private Path folder;

  @Test
  void aVerdictThatChangesIsAFailureAndIsNamed() throws IOException {
    String classPath = Providers.registered(folder, Providers.Flaky.class);
    Cli cli =
        Cli.run(
            "run",
            "--impl",
            "odd",
            "--classpath",
            classPath,
            "--rule",
            RULE,
            "--rerun",
            "4",
            "--out",
            folder.toString());
    assertThat(cli.out())
        .endsWith(
            """

            Verdicts that changed from run to run:
              %s: 2 PASS, 2 FAIL

            NOT CONFORMANT in 4 runs: 1 verdict changed
            """
                .formatted(RULE));
    assertThat(cli.status()).isEqualTo(ExitStatus.NOT_CONFORMANT);
    JsonNode results =
        JsonMapper.shared().readTree(Files.readString(folder.resolve("results.json")));
    assertThat(results.path("verdict").asString()).isEqualTo("not-conformant");
    assertThat(results.path("rules").path(0).path("changed").asString())
        .isEqualTo("2 PASS, 2 FAIL");
    assertThat(Files.readString(folder.resolve("summary.md"))).contains(" (2 PASS, 2 FAIL)");
  }

  @Test
  void verdictsThatStayAreSaidToo() {
    Cli cli = Cli.run("run", "--impl", "tiny", "--rule", RULE, "--rerun", "2");
    assertThat(cli.out()).endsWith("\nCONFORMANT in 2 runs: no verdict changed\n");
    assertThat(cli.status()).isEqualTo(ExitStatus.CONFORMANT);
  }
}
