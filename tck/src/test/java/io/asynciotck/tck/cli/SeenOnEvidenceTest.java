package io.asynciotck.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.tck.results.SeenOn;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The evidence that the kit ships is what {@code explain} shows. */
final class SeenOnEvidenceTest {
  private static final String RULE = "loop.call-soon.fifo";

  @TempDir private Path folder;

  @Test
  void evidenceOfAMatrixIsShownOnceItIsShipped() throws Exception {
    Path shipped = Files.createDirectories(folder.resolve("io/asynciotck/tck"));
    Cli matrix =
        Cli.run(
            "matrix",
            "--only",
            "reference",
            "--rule",
            RULE,
            "--out",
            folder.resolve("out").toString(),
            "--evidence",
            shipped.resolve("seen-on.json").toString());
    assertThat(matrix.status()).isEqualTo(ExitStatus.CONFORMANT);
    assertThat(explained(RULE)).containsPattern("\n\nSeen on: reference \\S.*\n\nCite as: ");
    assertThat(explained("loop.call-soon.once")).doesNotContain("Seen on:");
  }

  @Test
  void withoutEvidenceThereIsNothingToSee() {
    List<String> shipped = SeenOn.shipped().seenOn(RULE);
    assertThat(Cli.run("explain", RULE).out().contains("\nSeen on: "))
        .isEqualTo(!shipped.isEmpty());
  }

  private String explained(String rule) throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process explain =
        new ProcessBuilder(
                java.toString(),
                "-cp",
                folder + File.pathSeparator + System.getProperty("java.class.path"),
                Main.class.getName(),
                "explain",
                rule)
            .redirectErrorStream(true)
            .start();
    String said = new String(explain.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(explain.waitFor()).isZero();
    return said;
  }
}
