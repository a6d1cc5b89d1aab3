package io.asynciotck.tck.cli;

import static io.asynciotck.tck.harness.TestPython.PYTHON;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the kit on a loop that hangs or ends its process again and again. */
abstract class LostCauseTest {
  private static final String LOOPS = "src.test.resources.io.asynciotck.tck.loops.hopeless:";

  @TempDir private Path folder;

  final void run(String loop, String... tests) {
    runFor("4", loop, tests);
  }

  final void runFor(String seconds, String loop, String... tests) {
    List<String> arguments = new ArrayList<>(List.of("run", "--python", PYTHON));
    arguments.addAll(List.of("--loop", LOOPS + loop, "--timeout", seconds));
    for (String test : tests) {
      arguments.addAll(List.of("--test", test));
    }
    arguments.addAll(List.of("--out", folder.toString()));
    Cli cli = Cli.run(arguments.toArray(String[]::new));
    assertThat(cli.status()).as(cli.out()).isEqualTo(ExitStatus.NOT_CONFORMANT);
  }

  final List<JsonNode> rules() {
    JsonNode results = JsonMapper.shared().readTree(folder.resolve("results.json"));
    return results.path("rules").valueStream().toList();
  }

  final List<JsonNode> tests() {
    return rules().stream().flatMap(rule -> rule.path("tests").valueStream()).toList();
  }

  final List<String> rulesThatAre(String verdict) {
    return rules().stream()
        .filter(rule -> is(rule, verdict))
        .map(rule -> rule.path("id").asString())
        .toList();
  }

  final String verdict(String rule) {
    return rules().stream()
        .filter(result -> result.path("id").asString().equals(rule))
        .map(result -> result.path("verdict").asString())
        .findFirst()
        .orElseThrow();
  }

  static boolean is(JsonNode result, String verdict) {
    return result.path("verdict").asString("").equals(verdict);
  }
}
