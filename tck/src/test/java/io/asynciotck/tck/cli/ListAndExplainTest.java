package io.asynciotck.tck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.spec.ConformanceClass;
import io.asynciotck.spec.RuleBook;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the specification looks like from the command line. */
final class ListAndExplainTest {

  @Test
  void theListHasALinePerRule() {
    Cli cli = Cli.run("list", "--class", "timers");
    long timers =
        RuleBook.standard().rules().stream()
            .filter(rule -> rule.conformanceClass() == ConformanceClass.TIMERS)
            .count();
    assertThat(cli.out().lines().filter(line -> line.contains(" timers "))).hasSize((int) timers);
    assertThat(cli.out())
        .containsPattern("(?m)^loop.call-later.not-early +MUST +timers +since 3.8 +\\d+ tests?$")
        .endsWith("\n" + timers + " rules\n");
    assertThat(cli.status()).isZero();
  }

  @Test
  void theListIsThereForProgramsToo() {
    Cli cli = Cli.run("list", "--rule", "loop.get-current.created", "--format", "json");
    JsonNode rules = JsonMapper.shared().readTree(cli.out());
    assertThat(rules).hasSize(1);
    JsonNode rule = rules.path(0);
    assertThat(rule.path("id").asString()).isEqualTo("loop.get-current.created");
    assertThat(rule.path("level").asString()).isEqualTo("must");
    assertThat(rule.path("class").asString()).isEqualTo("core");
    assertThat(rule.path("since").asString()).isEqualTo("3.8");
    assertThat(rule.path("until").asString()).isEqualTo("3.13");
    assertThat(rule.path("tests").asInt()).isZero();
    assertThat(rule.path("sources").path(0).path("kind").asString()).isEqualTo("Docs");
  }

  @Test
  void aRuleIsExplained() {
    Cli cli = Cli.run("explain", "loop.call-soon.fifo");
    assertThat(cli.out())
        .containsSubsequence(
            "loop.call-soon.fifo\n",
            "MUST · core · since 3.8",
            RuleBook.standard().get("loop.call-soon.fifo").sentence(),
            "Why: ",
            "Docs: asyncio-eventloop#asyncio.loop.call_soon \"Callbacks are called in the order",
            "  https://docs.python.org/3.15/library/asyncio-eventloop.html#asyncio.loop.call_soon",
            "Source: CPython",
            "Tests:",
            "  CallbacksTck.",
            "Cite as: asyncio-tck: a specification of asyncio event loops, ",
            ", rule loop.call-soon.fifo");
    assertThat(cli.out()).doesNotContain("@Rule(");
    assertThat(cli.status()).isZero();
  }

  @Test
  void aRuleThatHasEndedIsLinkedToTheLastDocumentationThatHasIt() {
    assertThat(Cli.run("explain", "wait-for.task.own").out())
        .contains("https://docs.python.org/3.11/library/asyncio-task.html#asyncio.wait_for\n");
  }

  @Test
  void aRuleCanBeCitedInBibtex() {
    assertThat(Cli.run("explain", "loop.call-soon.fifo", "--bibtex").out())
        .contains("@techreport{asyncio-tck:loop.call-soon.fifo,\n");
  }

  @Test
  void itsTestsAreShownToThoseWhoAsk() {
    assertThat(Cli.run("explain", "loop.call-soon.fifo", "--source").out())
        .contains("      @Rule(\"loop.call-soon.fifo\")\n      @Test\n");
  }

  @Test
  void whyThereIsNoTestIsExplained() {
    assertThat(Cli.run("explain", "detail.handle.cancel-releases").out())
        .contains("Not testable: ")
        .doesNotContain("Tests:");
  }

  @Test
  void helpNamesTheExitStatuses() {
    Cli cli = Cli.run("--help");
    assertThat(cli.out()).contains("Exit status: 0 conformant; 1 not conformant;");
    assertThat(cli.status()).isZero();
  }
}
