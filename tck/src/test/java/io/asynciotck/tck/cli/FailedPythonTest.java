package io.asynciotck.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is said of a Python loop that breaks a rule. */
final class FailedPythonTest {
  private static final String PYTHON = System.getProperty("tck.python", "python3");

  @TempDir private Path folder;

  @Test
  void aFailureOfPythonIsShownInPython() {
    Cli cli =
        Cli.run(
            "run",
            "--python",
            PYTHON,
            "--loop",
            "src.test.resources.bridge.backward_loop:BackwardLoop",
            "--rule",
            "loop.call-soon.fifo",
            "--out",
            folder.toString());
    assertThat(cli.out())
        .containsSubsequence(
            "FAIL loop.call-soon.fifo",
            "As a Python program:",
            "# expected: a, b, c",
            "loop = src.test.resources.bridge.backward_loop.BackwardLoop()",
            "# printed:",
            "# c",
            "# b",
            "# a");
    assertThat(pythonInResults()).contains("import asyncio\n", "\n# printed:\n# c\n# b\n# a\n");
  }

  private String pythonInResults() {
    JsonNode results = JsonMapper.shared().readTree(folder.resolve("results.json"));
    return results
        .path("rules")
        .path(0)
        .path("tests")
        .valueStream()
        .map(test -> test.path("python").asString(""))
        .filter(program -> !program.isEmpty())
        .findFirst()
        .orElse("");
  }
}
