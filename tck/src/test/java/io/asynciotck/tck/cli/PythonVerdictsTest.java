package io.asynciotck.tck.cli;

import static io.asynciotck.tck.harness.TestPython.PYTHON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.asynciotck.spec.PythonVersion;
import io.asynciotck.tck.bridge.PythonImplementation;
import io.asynciotck.tck.bridge.PythonOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of loops that end their process, and of those that have CPython's faults. */
final class PythonVerdictsTest {
  private static final String MODULE =
      """
      import asyncio, os
      class Leaves(asyncio.SelectorEventLoop):
          def call_at(self, *args, **kwargs):
              os._exit(7)
          def call_later(self, delay, callback, *args, context=None):
              if callback is not int:
                  os._exit(7)
              return super().call_soon(callback)
      class Heir(asyncio.SelectorEventLoop):
          pass
      """;

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("verdicts.py"), MODULE);
  }

  private Cli run(String loop, String rule, String... more) {
    List<String> command =
        List.of("run", "--python", PYTHON, "--path", folder.toString(), "--loop", loop);
    return Cli.run(
        Stream.of(command, List.of("--rule", rule), List.of(more))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  @Test
  void anExitIsToldFromACrash() {
    Cli cli = run("verdicts:Leaves", "loop.call-later.runs");
    assertThat(cli.out())
        .contains("EXIT loop.call-later.runs", "The agent ended with exit status 7.")
        .doesNotContain("CRASH");
    assertThat(cli.status()).isEqualTo(ExitStatus.NOT_CONFORMANT);
  }

  @Test
  void whatALoopHasFromCpythonIsChargedToCpython() {
    assumeThat(versionOfPython()).isLessThan(PythonVersion.parse("3.12"));
    Cli cli = run("verdicts:Heir", "wait-for.race.cancel-kept");
    assertThat(cli.out())
        .contains("KNOWN:\n  wait-for.race.cancel-kept: CPython's: wait_for returns the result");
    assertThat(cli.status()).isEqualTo(ExitStatus.CONFORMANT);
  }

  @Test
  void withoutExpectationsItCounts() {
    assumeThat(versionOfPython()).isLessThan(PythonVersion.parse("3.12"));
    Cli cli = run("verdicts:Heir", "wait-for.race.cancel-kept", "--no-expectations");
    assertThat(cli.status()).isEqualTo(ExitStatus.NOT_CONFORMANT);
  }

  private static PythonVersion versionOfPython() {
    try (PythonImplementation python = PythonImplementation.open(PythonOptions.of(PYTHON))) {
      return python.profile().version();
    }
  }
}
