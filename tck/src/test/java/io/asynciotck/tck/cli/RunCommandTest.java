package io.asynciotck.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a run says, and with which exit status. */
final class RunCommandTest {

  @TempDir private Path folder;

  @Test
  void aConformantLoopGetsALinePerClassAndTheVerdict() {
    Cli cli = Cli.run("run", "--class", "core", "--class", "timers", "--seed", "5");
    assertThat(cli.out())
        .containsPattern("(?m)^asyncio-tck .*, reference .*, profile py3.15, seed 5$")
        .containsPattern("(?m)^  core +\\d+ PASS$")
        .containsPattern("(?m)^  timers +\\d+ PASS$")
        .containsPattern("(?m)^CONFORMANT: reference .* \\(\\d+ rules checked\\)$");
    assertThat(cli.err()).isEmpty();
    assertThat(cli.status()).isEqualTo(ExitStatus.CONFORMANT);
  }

  @Test
  void aFailureTeaches() throws IOException {
    String classPath = Providers.registered(folder, Providers.NeverClosed.class);
    Cli cli =
        Cli.run(
            "run",
            "--impl",
            "odd",
            "--classpath",
            classPath,
            "--rule",
            "loop.close.closed",
            "--seed",
            "5");
    assertThat(cli.out())
        .containsSubsequence(
            "FAIL loop.close.closed · MUST · core · since 3.8",
            "  Docs: asyncio-eventloop#",
            "EventLoopCloseTck.",
            "      @Rule(\"loop.close.closed\")",
            "        trace.shouldBe(",
            "  expected trace: ",
            "  but saw:        ",
            "  Replay: asyncio-tck run --impl odd --classpath "
                + classPath
                + " --seed 5"
                + " --rule loop.close.closed",
            "1 rule: 1 FAIL",
            "NOT CONFORMANT: odd 1.0, profile py3.14 (1 rule checked, 1 fault)");
    assertThat(cli.status()).isEqualTo(ExitStatus.NOT_CONFORMANT);
  }

  @Test
  void aHangCostsItsOwnTestOnly() throws IOException {
    String classPath = Providers.registered(folder, Providers.NeverFires.class);
    Cli cli =
        Cli.run(
            "run",
            "--impl",
            "odd",
            "--classpath",
            classPath,
            "--timeout",
            "5",
            "--rule",
            "loop.call-later.not-early",
            "--rule",
            "loop.new.fresh");
    assertThat(cli.out())
        .containsSubsequence(
            "HANG loop.call-later.not-early · MUST",
            "No end after 5 s, though it was at work. What the test was doing:",
            "TinyLoop.",
            "2 rules: 1 PASS, 1 HANG");
    assertThat(cli.status()).isEqualTo(ExitStatus.NOT_CONFORMANT);
  }

  @Test
  void whatDiffersFromCpythonDoesNotDecide() {
    Cli cli = Cli.run("run", "--impl", "tiny", "--rule", "sleep.zero.one-iteration");
    assertThat(cli.out())
        .containsSubsequence(
            "timers           1 differs from CPython",
            "What differs from CPython, as the documentation allows:",
            "  sleep.zero.one-iteration (CPython: next iteration, end",
            "CONFORMANT: tiny");
    assertThat(cli.status()).isEqualTo(ExitStatus.CONFORMANT);
  }

  @Test
  void whatIsNotClaimedIsSaidWithTheReason() {
    Cli cli =
        Cli.run("run", "--impl", "tiny", "--class", "timers", "--class", "gather", "--seed", "1");
    assertThat(cli.out())
        .containsPattern("(?m)^  gather +\\d+ NOT CLAIMED$")
        .containsPattern("(?m)^  needs the capability VIRTUAL_TIME \\(\\d+ rules\\)$")
        .doesNotContain("class gather is not claimed");
  }

  @Test
  void theProfileSelectsTheRulesInForce() {
    assertThat(Cli.run("run", "--rule", "loop.get-current.*", "--profile", "py3.14").out())
        .contains("profile py3.14", "8 rules: ");
    assertThat(Cli.run("run", "--rule", "loop.get-current.*", "--profile", "py3.8.0").out())
        .contains("profile py3.8.0", "3 rules: ");
  }

  @Test
  void theResultsOfAPassAreWritten() throws IOException {
    Path out = folder.resolve("new/results");
    Cli.run("run", "--rule", "loop.new.fresh", "--seed", "5", "--out", out.toString());
    JsonNode results = read(out);
    assertThat(results.path("implementation").asString()).isEqualTo("reference");
    assertThat(results.path("profile").asString()).isEqualTo("py3.15");
    assertThat(results.path("seed").asLong()).isEqualTo(5);
    assertThat(results.path("verdict").asString()).isEqualTo("conformant");
    JsonNode rule = results.path("rules").path(0);
    assertThat(rule.path("id").asString()).isEqualTo("loop.new.fresh");
    assertThat(rule.path("level").asString()).isEqualTo("must");
    assertThat(rule.path("class").asString()).isEqualTo("core");
    assertThat(rule.path("verdict").asString()).isEqualTo("pass");
    assertThat(rule.path("tests").path(0).path("test").asString())
        .isEqualTo("EventLoopTck.eachCallReturnsAnotherLoop");
    assertThat(rule.path("tests").path(0).has("failure")).isFalse();
  }

  @Test
  void theResultsOfAFailureHaveItsTraces() throws IOException {
    String classPath = Providers.registered(folder, Providers.NeverClosed.class);
    Cli.run(
        "run",
        "--impl",
        "odd",
        "--classpath",
        classPath,
        "--rule",
        "loop.close.closed",
        "--out",
        folder.toString());
    JsonNode results = read(folder);
    assertThat(results.path("verdict").asString()).isEqualTo("not-conformant");
    JsonNode test = results.path("rules").path(0).path("tests").path(0);
    assertThat(test.path("verdict").asString()).isEqualTo("fail");
    JsonNode failure = test.path("failure");
    assertThat(failure.path("rule").asString()).isEqualTo("loop.close.closed");
    assertThat(failure.path("compared").asString()).isEqualTo("trace");
    assertThat(failure.path("source").asString()).startsWith("@Rule(\"loop.close.closed\")");
    List<String> expected = failure.path("expected").valueStream().map(JsonNode::asString).toList();
    assertThat(expected).isNotEmpty().doesNotContain(failure.path("observed").asString());
  }

  private static JsonNode read(Path folder) throws IOException {
    return JsonMapper.shared().readTree(Files.readString(folder.resolve("results.json")));
  }
}
