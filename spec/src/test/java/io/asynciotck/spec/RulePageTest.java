package io.asynciotck.spec;

import static io.asynciotck.spec.SamplePages.FIFO;
import static io.asynciotck.spec.SamplePages.OBSERVED;
import static io.asynciotck.spec.SamplePages.page;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is read from a page without errors. */
class RulePageTest {

  @Test
  void aRuleHasAllThatItsPageSays() {
    assertThat(RuleBook.parse("callbacks.md", page(FIFO)).get("loop.call-soon.fifo"))
        .isEqualTo(
            new RuleText(
                "loop.call-soon.fifo",
                Level.MUST,
                ConformanceClass.CORE,
                PythonVersion.of(3, 8),
                null,
                "Callbacks run in the order in which they were given.",
                "work in pieces without a queue.",
                List.of(
                    new DocsCitation(
                        new DocsPlace("asyncio-eventloop", "asyncio.loop.call_soon"),
                        VersionRange.ALL,
                        "in the order in which they are registered",
                        ""),
                    new SourceCitation(
                        PythonVersion.of(3, 13, 0),
                        "Lib/asyncio/base_events.py",
                        List.of("_call_soon"),
                        ""),
                    new IssueCitation("example/loop", 123, "out of order")),
                "callbacks.md",
                "call_soon",
                5));
  }

  @Test
  void aRangeMayEndAtAMicroVersion() {
    RuleText rule = RuleBook.parse("timers.md", page(OBSERVED)).get("timer.clean-up.half");
    assertThat(rule.versions()).isEqualTo("since 3.8 until 3.11.2");
    assertThat(rule.until()).isEqualTo(PythonVersion.of(3, 11, 2));
  }

  @Test
  void rulesKeepTheOrderOfThePage() {
    RulePage page = RuleBook.parse("callbacks.md", page(OBSERVED, FIFO)).pages().getFirst();
    assertThat(page.rules())
        .extracting(RuleText::id)
        .containsExactly("timer.clean-up.half", "loop.call-soon.fifo");
  }

  @Test
  void aPageHasATitleAndSections() {
    String text = page(FIFO, "## Timers\n\nProse.\n", OBSERVED, "## Empty");
    RulePage page = RuleBook.parse("callbacks.md", text).pages().getFirst();
    assertThat(page.file()).isEqualTo("callbacks.md");
    assertThat(page.title()).isEqualTo("Callbacks");
    assertThat(page.sections()).containsExactly("call_soon", "Timers");
    assertThat(page.rules().getLast().section()).isEqualTo("Timers");
  }

  @Test
  void aPageAndItsSectionsHaveProse() {
    String text = page(FIFO, "## Timers\n\nWhat is late.\n", OBSERVED);
    RulePage page =
        RuleBook.parse("callbacks.md", text.replace("# Callbacks\n", "# Callbacks\n\nFirst.\n"))
            .pages()
            .getFirst();
    assertThat(page.introduction()).isEqualTo("First.");
    assertThat(page.sectionTexts()).containsEntry("Timers", "What is late.");
  }

  @Test
  void codeFencesHideHeadings() {
    String prose = "## Example\n\n```\n# a comment\n### not.a-rule\n```\n";
    assertThat(RuleBook.parse("callbacks.md", page(FIFO, prose)).rules()).hasSize(1);
  }

  @Test
  void aFullStopInsideCodeOrAnAbbreviationEndsNoSentence() {
    String sentence = "Callbacks, e.g. Python's `print. Now`, run first-come, i.e. in order.";
    String rule = FIFO.replace("Callbacks run in the order\nin which they were given.", sentence);
    assertThat(RuleBook.parse("callbacks.md", page(rule)).rules().getFirst().sentence())
        .isEqualTo(sentence);
  }

  @Test
  void windowsLineEndsAreLineEnds() {
    String text = page(FIFO, OBSERVED);
    assertThat(RuleBook.parse("callbacks.md", text.replace("\n", "\r\n")).rules())
        .isEqualTo(RuleBook.parse("callbacks.md", text).rules());
  }

  @Test
  void evidenceIsFoundByItsKind() {
    RuleText rule = RuleBook.parse("callbacks.md", page(FIFO)).rules().getFirst();
    assertThat(rule.evidence(IssueCitation.class))
        .containsExactly(new IssueCitation("example/loop", 123, "out of order"));
    assertThat(rule.has(Evidence.Kind.SOURCE)).isTrue();
    assertThat(rule.has(Evidence.Kind.PEP)).isFalse();
  }

  @Test
  void aPepIsProvenanceToo() {
    String rule =
        FIFO.replace(
            "> Docs: asyncio-eventloop#asyncio.loop.call_soon", "> PEP: 3156#basic-callbacks");
    assertThat(RuleBook.parse("callbacks.md", page(rule)).rules()).hasSize(1);
  }

  @Test
  void aRuleSaysWhereItStandsAndWhatItSays() {
    RuleText rule = RuleBook.parse("callbacks.md", page(FIFO)).rules().getFirst();
    assertThat(rule.location()).isEqualTo("callbacks.md:5");
    assertThat(rule)
        .hasToString("loop.call-soon.fifo: Callbacks run in the order in which they were given.");
    assertThat(rule.evidence().getFirst().toString()).startsWith("Docs: asyncio-eventloop#");
  }
}
