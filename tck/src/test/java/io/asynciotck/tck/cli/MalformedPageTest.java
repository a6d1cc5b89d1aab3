package io.asynciotck.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page of rules with an error in it is named, with line and reason, whatever was asked. */
final class MalformedPageTest {
  private static final String RULES = "io/asynciotck/spec/rules";

  @TempDir private Path folder;

  @BeforeEach
  void writePages() throws IOException {
    write("about/terms.md", "# Terms\n");
    write("loop/odd.md", "# Odd\n\n## Section\n\n### odd.rule.id\nMOST · core\nA sentence.\n");
  }

  private void write(String page, String text) throws IOException {
    Path file = folder.resolve(RULES).resolve(page);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "list", "explain odd.rule.id", "matrix --out nowhere"})
  void itIsSaidInItsOwnWords(String command) throws Exception {
    Cli cli = kit(command);
    assertThat(cli.out())
        .contains("odd.md:6: ")
        .doesNotContain("\tat ", "ExceptionInInitializerError", "bug of the kit")
        .hasLineCount(1);
    assertThat(cli.status()).isEqualTo(ExitStatus.NOT_EVALUATED);
  }

  @Test
  void whoAsksForHelpNeedsNoRules() throws Exception {
    Cli cli = kit("--help");
    assertThat(cli.out()).startsWith("Usage: asyncio-tck").doesNotContain("odd.md");
    assertThat(cli.status()).isZero();
  }

  /** Runs the kit in a JVM of its own: this one has read its rules. */
  private Cli kit(String arguments) throws IOException, InterruptedException {
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            folder + File.pathSeparator + System.getProperty("java.class.path"),
            Main.class.getName());
    command.command().addAll(List.of(arguments.split(" ")));
    Process process = command.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Cli(process.waitFor(), said, "");
  }
}
