package io.asynciotck.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script, asked by a shell as it asks when somebody presses the tab key. */
final class CompletionCommandTest {

  /**
   * Loads the script, and completes the last of the words; bash takes compopt only from the key.
   */
  private static final String ASK =
      """
      source "$1"
      shift
      compopt() { :; }
      COMP_WORDS=(asyncio-tck "$@")
      COMP_CWORD=$#
      function=$(complete -p asyncio-tck)
      function=${function##*-F }
      ${function%% *} asyncio-tck "${!#}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """;

  @TempDir private static Path folder;

  @BeforeAll
  static void write() throws IOException {
    Cli completion = Cli.run("completion");
    assertThat(completion.status()).isZero();
    assertThat(completion.err()).isEmpty();
    Files.writeString(folder.resolve("script"), completion.out());
  }

  @Test
  void commandsAndOptionsAreCompleted() throws Exception {
    assertThat(completed("ex")).containsExactly("explain");
    assertThat(completed("run", "--cl")).containsExactly("--class", "--classpath");
  }

  @Test
  void rulesClassesAndLevelsAreCompleted() throws Exception {
    assertThat(completed("run", "--rule", "loop.call-soon.fi"))
        .containsExactly("loop.call-soon.fifo");
    assertThat(completed("explain", "loop.call-soon.fi")).containsExactly("loop.call-soon.fifo");
    assertThat(completed("list", "--class", "canc")).containsExactly("cancellation");
    assertThat(completed("matrix", "--level", "mu")).containsExactly("must");
  }

  @Test
  void fishIsToldOfCommandsOptionsAndNames() {
    Cli completion = Cli.run("completion", "fish");
    assertThat(completion.status()).isZero();
    assertThat(completion.out().lines())
        .allMatch(line -> line.isEmpty() || line.startsWith("complete -c asyncio-tck "))
        .anyMatch(line -> line.contains("-n '__fish_use_subcommand' -a run -d 'Run the tests "))
        .anyMatch(line ->
            line.contains("_from run' -l rule -r -f -a '")
                && line.contains(" loop.call-soon.fifo "))
        .anyMatch(line -> line.contains("_from matrix' -l level -r -f -a 'must should "))
        .anyMatch(line -> line.contains("_from run' -l out -r -F -d '"));
  }

  private static List<String> completed(String... words) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("bash", "-c", ASK, "bash", folder.resolve("script").toString()));
    command.addAll(List.of(words));
    Process shell = new ProcessBuilder(command).redirectErrorStream(true).start();
    shell.getOutputStream().close();
    String answer = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(shell.waitFor()).as(answer).isZero();
    return answer.lines().sorted().toList();
  }
}
