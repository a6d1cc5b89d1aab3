package io.asynciotck.spec;

import static io.asynciotck.spec.SamplePages.FIFO;
import static io.asynciotck.spec.SamplePages.OBSERVED;
import static io.asynciotck.spec.SamplePages.fifoWith;
import static io.asynciotck.spec.SamplePages.page;
import static io.asynciotck.spec.SamplePages.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused on a page of rules, and on which line. */
class RulePageErrorsTest {

  private static final String SENTENCE = "Callbacks run in the order\nin which they were given.";
  private static final String INTENT = "> Intent: work in pieces without a queue.\n";
  private static final String DOCS =
      "> Docs: asyncio-eventloop#asyncio.loop.call_soon \"in the order in which they are"
          + " registered\"\n";
  private static final String SOURCE =
      "> Source: CPython 3.13.0 Lib/asyncio/base_events.py `_call_soon`\n";

  private static void assertProblem(String page, String problem) {
    assertThat(problemsOf(page)).containsExactly(problem);
  }

  @Nested
  class Page {
    @Test
    void mustNotBeEmpty() {
      assertProblem("", "callbacks.md:1: The page is empty");
    }

    @Test
    void beginsWithItsTitle() {
      assertProblem(
          "\nProse.\n# Callbacks",
          "callbacks.md:2: A page begins with its title, as `# Callbacks`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n\n", "\n# First\n", "# First\n## Then\n"})
    void hasOneTitleAtItsTop(String above) {
      String heading = above.isBlank() ? "## Section" : "# Second";
      assertProblem(
          above + heading,
          "callbacks.md:3: A page has one title, as `# Callbacks`, and begins with it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#### deep", "###loop.a", "##", "### ", "#"})
    void hasNoOtherHeadings(String heading) {
      assertProblem(
          page(FIFO) + heading,
          "callbacks.md:14: Malformed heading; a heading is `# Title`, `## Section` or `###"
              + " entry`");
    }

    @Test
    void hasARule() {
      assertProblem("# Callbacks\n\n## Prose", "callbacks.md:1: There is no rule on this page");
    }

    @Test
    void reportsAllItsProblemsByLine() {
      String text = page(FIFO.replace("MUST", "MUTS"), OBSERVED.replace("> Intent: memory.\n", ""));
      assertThat(problemsOf(text))
          .containsExactly(
              "callbacks.md:6: Unknown level `MUTS`; known: MUST, SHOULD, OBSERVED, MAY",
              "callbacks.md:15: The rule has no `Intent` line");
    }
  }

  @Nested
  class Heading {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "loop",
          "Loop.call",
          "loop.call_soon",
          "loop..fifo",
          "loop.",
          "a.b.c.d.e",
          "1.b",
          "a.-b"
        })
    void isARuleId(String id) {
      assertProblem(
          fifoWith("loop.call-soon.fifo", id),
          "callbacks.md:5: Malformed rule id `"
              + id
              + "`; it is two to four parts, as `area.subject.property`, of lower-case words"
              + " joined by `-`");
    }

    @Test
    void standsInASection() {
      assertProblem(
          "# Callbacks\n" + FIFO,
          "callbacks.md:2: A rule stands in a section; write `## Section` above it");
    }

    @Test
    void isNewOnThePage() {
      assertProblem(
          page(FIFO, FIFO),
          "callbacks.md:15: Rule `loop.call-soon.fifo` is there already, at callbacks.md:5");
    }

    @Test
    void isNewAcrossPages() {
      assertThat(problemsOf(Map.of("a.md", page(FIFO), "b.md", page(OBSERVED, FIFO))))
          .containsExactly("b.md:12: Rule `loop.call-soon.fifo` is there already, at a.md:5");
    }
  }

  @Nested
  class LevelLine {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "MUST - core - since 3.8",
          "MUST · core",
          "MUST · core · since 3.8 until 3.5",
          "MUST · core · until 3.9",
          "MUST  · core · since 3.8",
          "MUST · core · since 3.8 · until 3.9 · always"
        })
    void hasItsShape(String line) {
      assertProblem(
          fifoWith("MUST · core · since 3.8", line),
          "callbacks.md:6: Malformed level line; it is `LEVEL · class · since X.Y[.Z]`, then"
              + " perhaps ` · until X.Y[.Z]`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n"})
    void standsDirectlyBelowTheId(String line) {
      assertProblem(
          page("### loop.call-soon.fifo\n" + line),
          "callbacks.md:5: The level line is missing: it stands directly below the rule's id");
    }

    @Test
    void namesAKnownLevel() {
      assertProblem(
          fifoWith("MUST", "SHALL"),
          "callbacks.md:6: Unknown level `SHALL`; known: MUST, SHOULD, OBSERVED, MAY");
    }

    @Test
    void namesTheLevelInCapitals() {
      assertProblem(
          fifoWith("MUST", "must"), "callbacks.md:6: A level is written in capitals: MUST");
    }

    @Test
    void namesAKnownClass() {
      assertThat(problemsOf(fifoWith("core", "kernel")))
          .singleElement()
          .asString()
          .startsWith("callbacks.md:6: Unknown conformance class `kernel`; known: core, timers,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "3.x", "3.4.5.6", "03.4", "3.99999"})
    void namesAVersion(String version) {
      assertProblem(
          fifoWith("since 3.8", "since " + version),
          "callbacks.md:6: Not a Python version: `" + version + "`; write 3.11 or 3.12.1");
    }

    @Test
    void namesAVersionAtItsEndToo() {
      assertProblem(
          fifoWith("since 3.8", "since 3.8 · until now"),
          "callbacks.md:6: Not a Python version: `now`; write 3.11 or 3.12.1");
    }

    @ParameterizedTest
    @CsvSource({"3.10,3.9", "3.9.2,3.9.1", "3.10.0,3.9"})
    void doesNotEndBeforeItBegins(String since, String until) {
      assertProblem(
          fifoWith("since 3.8", "since " + since + " · until " + until),
          "callbacks.md:6: The rule ends before it begins: since " + since + ", until " + until);
    }

    @ParameterizedTest
    @ValueSource(strings = {"since 3.4", "since 3.7.9 · until 3.9"})
    void beginsWithTheSpecification(String range) {
      assertProblem(
          fifoWith("since 3.8", range),
          "callbacks.md:6: The specification begins with Python 3.8; what has always held is"
              + " `since 3.8`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"since 3.16", "since 4.0.1"})
    void reachesAProfile(String range) {
      assertProblem(
          fifoWith("since 3.8", range),
          "callbacks.md:6: The rule is in force in no profile; they are 3.8 to 3.15");
    }
  }

  @Nested
  class Sentence {
    @Test
    void isThere() {
      assertProblem(fifoWith(SENTENCE + "\n", ""), "callbacks.md:5: The rule has no sentence");
    }

    @Test
    void isOneParagraph() {
      assertProblem(
          fifoWith(SENTENCE, SENTENCE + "\n\nThey do so once."),
          "callbacks.md:10: A rule has one paragraph, its sentence, and then its evidence, one"
              + " `> Key: text` per line");
    }

    @Test
    void hasNothingBelowItsEvidence() {
      assertProblem(
          page(FIFO + "\nThey do so once.\n"),
          "callbacks.md:15: A rule has one paragraph, its sentence, and then its evidence, one"
              + " `> Key: text` per line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"They run. They stop.", "They run! `stop` is next."})
    void isOne(String sentences) {
      assertProblem(
          fifoWith(SENTENCE, sentences), "callbacks.md:7: A rule has one sentence, not several");
    }

    @Test
    void endsWithAFullStop() {
      assertProblem(
          fifoWith("given.", "given"), "callbacks.md:8: The rule's sentence ends with a full stop");
    }

    @Test
    void isPartedFromTheEvidence() {
      assertProblem(
          fifoWith("given.\n\n", "given.\n"),
          "callbacks.md:9: A blank line stands between the sentence and the evidence");
    }
  }

  @Nested
  class EvidenceLine {
    @Test
    void saysTheIntent() {
      assertProblem(fifoWith(INTENT, ""), "callbacks.md:5: The rule has no `Intent` line");
    }

    @Test
    void saysTheIntentOnce() {
      assertProblem(
          fifoWith(INTENT, INTENT + INTENT),
          "callbacks.md:11: A rule has one `Intent` line, not several");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Conflict", "Notes"})
    void saysOtherThingsOnceToo(String key) {
      String line = "> " + key + ": text\n";
      assertProblem(
          fifoWith(SOURCE, line + SOURCE + line),
          "callbacks.md:14: A rule has one `" + key + "` line, not several");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "Docs: asyncio-task#asyncio.sleep \"Block\"",
          "PEP: 3156#futures \"done\"",
          "Inferred: from asyncio-task#asyncio.sleep: so it is",
          "Source: CPython 3.13.0 Lib/asyncio/tasks.py `sleep`",
          "Issue: a/b#1: seen"
        })
    void mayCiteSeveralSources(String citation) {
      String line = "> " + citation + "\n";
      String text = fifoWith(SOURCE, line + line + SOURCE);
      assertThat(RuleBook.parse("callbacks.md", text).rules().getFirst().evidence()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Doc", "docs", "Intend"})
    void hasAKnownKey(String key) {
      assertProblem(
          fifoWith(SOURCE, "> " + key + ": text\n"),
          "callbacks.md:12: Unknown key `"
              + key
              + "`; known: Intent, Docs, PEP, Inferred, Source, Issue, Conflict,"
              + " Notes");
    }

    @ParameterizedTest
    @ValueSource(strings = {">Docs: text", "> Docs text", "> Docs:", "> Docs:text", ">"})
    void hasItsShape(String line) {
      assertProblem(
          fifoWith(SOURCE, line + "\n"),
          "callbacks.md:12: Malformed evidence; it is one `> Key: text` per line");
    }
  }

  @Nested
  class Provenance {
    @ParameterizedTest
    @ValueSource(strings = {"MUST", "SHOULD", "MAY"})
    void isDocumentedUnlessObserved(String level) {
      String rule = FIFO.replace("MUST", level);
      assertThat(RuleBook.parse("callbacks.md", page(rule)).rules()).hasSize(1);
      assertProblem(
          page(rule.replace(DOCS, "")),
          "callbacks.md:5: A " + level + " rule needs a `Docs`, a `PEP` or an `Inferred` line");
    }

    @Test
    void isNotDocumentedIfObserved() {
      assertProblem(
          fifoWith("MUST", "OBSERVED"),
          "callbacks.md:5: An OBSERVED rule has no `Docs` line: what is documented is not"
              + " OBSERVED");
    }

    @Test
    void isAPieceOfSourceIfObserved() {
      assertProblem(
          page(OBSERVED.replaceFirst("> Source: .*", "> Notes: x")),
          "callbacks.md:5: An OBSERVED rule needs a `Source` line");
    }
  }

  @Nested
  class Citation {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "asyncio-task, sleep: blocks",
          "asyncio-task \"Block\"",
          "asyncio-task#asyncio.sleep Block",
          "asyncio-task#asyncio.sleep \"\"",
          "asyncio-task#asyncio.sleep from 3.9 \"Block\"",
          "asyncio-task#asyncio.sleep until 3.10 since 3.9 \"Block\"",
          "asyncio-task#asyncio.sleep \"Block\" for a time"
        })
    void ofTheDocumentationHasPlaceAndQuotation(String text) {
      assertThat(problemsOf(fifoWith(SOURCE, "> Docs: " + text + "\n")))
          .singleElement()
          .asString()
          .startsWith("callbacks.md:12: Malformed `Docs` line; it is `> Docs: ");
    }

    @ParameterizedTest
    @CsvSource({
      "PEP: PEP 3156 futures, PEP",
      "PEP: 3156#futures done, PEP",
      "Source: base_events.py `time`, Source",
      "Source: CPython 3.13.0 Lib/asyncio/tasks.py, Source",
      "Issue: uvloop#5: seen, Issue",
      "Issue: a/b#5, Issue",
      "Inferred: it is plain, Inferred",
      "Inferred: from a.b, Inferred"
    })
    void ofAnyKindHasItsShape(String line, String key) {
      assertThat(problemsOf(fifoWith(SOURCE, "> " + line + "\n")))
          .singleElement()
          .asString()
          .startsWith("callbacks.md:12: Malformed `" + key + "` line; it is `> " + key + ": ");
    }

    @Test
    void namesAVersion() {
      assertProblem(
          fifoWith("CPython 3.13.0", "CPython main"),
          "callbacks.md:12: Not a Python version: `main`; write 3.11 or 3.12.1");
    }

    @Test
    void isOfVersionsInWhichTheRuleHolds() {
      assertProblem(
          fifoWith("call_soon \"", "call_soon until 3.7 \""),
          "callbacks.md:5: The rule holds since 3.8, and its evidence is of other versions: Docs:"
              + " asyncio-eventloop#asyncio.loop.call_soon until 3.7 \"in the order in which they"
              + " are registered\"");
    }

    @Test
    void hasARangeThatBeginsBeforeItEnds() {
      assertProblem(
          fifoWith("call_soon \"", "call_soon since 3.10 until 3.9 \""),
          "callbacks.md:11: The range ends before it begins: since 3.10 until 3.9");
    }
  }

  @Nested
  class Inferred {
    private static final String FROM = "> Inferred: from ";

    @Test
    void carriesARuleThatNoSentenceCarries() {
      String place = FROM + "asyncio-task#asyncio.sleep: so it is\n";
      RuleText rule = RuleBook.parse("callbacks.md", fifoWith(DOCS, place)).rules().getFirst();
      assertThat(rule.level()).isEqualTo(Level.MUST);
      assertThat(rule.evidence(Inference.class))
          .containsExactly(
              new Inference(
                  VersionRange.ALL,
                  List.of(new DocsPlace("asyncio-task", "asyncio.sleep")),
                  List.of(),
                  "so it is"));
    }

    @Test
    void followsFromPlacesAndRules() {
      assertProblem(
          fifoWith(DOCS, FROM + "common sense: so it is\n"),
          "callbacks.md:11: `common sense` is neither a place of the documentation, as"
              + " `asyncio-task#asyncio.sleep`, nor the id of a rule");
    }

    @Test
    void followsFromRulesThatThereAre() {
      assertProblem(
          fifoWith(DOCS, FROM + "loop.call-soon.lifo: so it is\n"),
          "callbacks.md:5: There is no rule `loop.call-soon.lifo`; near it: `loop.call-soon.fifo`");
    }

    @Test
    void doesNotFollowFromItself() {
      assertProblem(
          fifoWith(DOCS, FROM + "loop.call-soon.fifo: so it is\n"),
          "callbacks.md:5: Rule `loop.call-soon.fifo` is inferred from itself");
    }

    @Test
    void isNotForWhatWasOnlyObserved() {
      assertProblem(
          fifoWith(DOCS, FROM + "asyncio-task#asyncio.sleep: so it is\n")
              .replace("MUST", "OBSERVED"),
          "callbacks.md:5: An OBSERVED rule has no `Inferred` line: what follows from the"
              + " documentation is not OBSERVED");
    }
  }
}
