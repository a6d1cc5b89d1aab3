package io.asynciotck.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A loop that hangs or ends its process again and again has one fault, and is not tried for ever.
 */
final class LostCausesTest {
  private static final String PYTHON = System.getProperty("tck.python", "python3");
  private static final String LOOPS = "src.test.resources.io.asynciotck.tck.loops.hopeless:";

  @TempDir private Path folder;

  @Test
  void whatRestsOnARunThatHangsIsNotTriedAgain() {
    run("HangsInEveryRun", "EventLoopRunTck", "CallbacksTck", "FuturesTck");
    assertThat(rulesThatAre("hang")).containsExactly("loop.run-forever.until-stop");
    assertThat(verdict("loop.call-soon.fifo")).isEqualTo("blocked");
    assertThat(verdict("handle.cancelled.after-cancel")).isEqualTo("pass");
    assertThat(tests().stream().filter(test -> is(test, "hang"))).hasSizeBetween(3, 10);
  }

  @Test
  void whatRestsOnNoCloseIsShownOfALoopThatCannotBeClosed() {
    run("AbortsInEveryClose", "EventLoopCloseTck", "CallbacksTck");
    assertThat(rulesThatAre("crash")).containsExactly("loop.close.closed");
    assertThat(verdict("loop.close.idempotent")).isEqualTo("blocked");
    assertThat(verdict("loop.call-soon.fifo")).isEqualTo("pass");
  }

  @Test
  void whatRestsOnTimersThatNeverFireIsNotTriedAgain() {
    run("NoTimerFires", "TimersTck", "SleepTck", "CallbacksTck");
    assertThat(verdict("loop.call-later.runs")).isEqualTo("hang");
    assertThat(verdict("loop.call-soon.fifo")).isEqualTo("pass");
    assertThat(tests().stream().filter(test -> is(test, "hang"))).hasSizeBetween(3, 12);
  }

  @Test
  void whatIsOnlySlowHasAllItsTimeInTheEnd() {
    runFor(
        "8",
        "HangsHereAndIsSlowThere",
        "TaskFactoriesTck.theDefaultFactoryIsNone",
        "TaskFactoriesTck.theFactoryThatWasSetIsReturned",
        "TaskFactoriesTck.createTaskAsksTheFactory");
    assertThat(rulesThatAre("hang"))
        .containsExactlyInAnyOrder("loop.task-factory.get", "loop.task-factory.get-none");
    assertThat(verdict("loop.task-factory.used")).isEqualTo("pass");
  }

  private void run(String loop, String... tests) {
    runFor("4", loop, tests);
  }

  private void runFor(String seconds, String loop, String... tests) {
    List<String> arguments = new ArrayList<>(List.of("run", "--python", PYTHON));
    arguments.addAll(List.of("--loop", LOOPS + loop, "--timeout", seconds));
    for (String test : tests) {
      arguments.addAll(List.of("--test", test));
    }
    arguments.addAll(List.of("--out", folder.toString()));
    Cli cli = Cli.run(arguments.toArray(String[]::new));
    assertThat(cli.status()).as(cli.out()).isEqualTo(ExitStatus.NOT_CONFORMANT);
  }

  private List<JsonNode> rules() {
    JsonNode results = JsonMapper.shared().readTree(folder.resolve("results.json"));
    return results.path("rules").valueStream().toList();
  }

  private List<JsonNode> tests() {
    return rules().stream().flatMap(rule -> rule.path("tests").valueStream()).toList();
  }

  private List<String> rulesThatAre(String verdict) {
    return rules().stream()
        .filter(rule -> is(rule, verdict))
        .map(rule -> rule.path("id").asString())
        .toList();
  }

  private String verdict(String rule) {
    return rules().stream()
        .filter(result -> result.path("id").asString().equals(rule))
        .map(result -> result.path("verdict").asString())
        .findFirst()
        .orElseThrow();
  }

  private static boolean is(JsonNode result, String verdict) {
    return result.path("verdict").asString("").equals(verdict);
  }
}
