package io.asynciotck.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that a signal ends tells what it had measured. */
final class InterruptionTest {

  @TempDir private Path folder;

  @Test
  void whatWasMeasuredIsToldAndWritten() throws Exception {
    Process run = hangingRun();
    String said;
    try (BufferedReader out = run.inputReader()) {
      String begin = linesUntil(out, Providers.NeverFires.SAID);
      run.toHandle().destroy();
      said = begin + out.lines().collect(Collectors.joining("\n"));
    }
    assertThat(run.waitFor()).isEqualTo(ExitStatus.INTERRUPTED);
    assertThat(said).containsSubsequence("1 rule: 1 PASS", "INTERRUPTED after 1 of ");
    assertThat(Files.readString(folder.resolve("results.json")))
        .contains("\"verdict\" : \"interrupted\"", "\"loop.close.closed\"")
        .doesNotContain("\"loop.call-later.not-early\"");
  }

  /** One rule that holds, and then one that hangs for longer than anybody waits. */
  private Process hangingRun() throws IOException {
    String classPath = Providers.registered(folder, Providers.NeverFires.class);
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command =
        List.of(
            java.toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "run",
            "--impl",
            "odd",
            "--classpath",
            classPath,
            "--timeout",
            "3600",
            "--rule",
            "loop.call-later.not-early",
            "--rule",
            "loop.close.closed",
            "--out",
            folder.toString());
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String linesUntil(BufferedReader out, String beginning) throws IOException {
    StringBuilder lines = new StringBuilder();
    String line;
    do {
      line = out.readLine();
      lines.append(line).append('\n');
    } while (line != null && !line.startsWith(beginning));
    return lines.toString();
  }
}
