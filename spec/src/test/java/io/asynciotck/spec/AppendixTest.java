package io.asynciotck.spec;

import static io.asynciotck.spec.SamplePages.bookWith;
import static io.asynciotck.spec.SamplePages.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The glossary, the conflicts, what is not testable and what is retired. */
class AppendixTest {

  private static final String RULE = "loop.call-soon.fifo";

  @Test
  void aTermHasAMeaning() {
    String page = "# Terms\n\n## Loops\n\n### handle\nA call\n\nto be made.\n";
    assertThat(bookWith("about/terms.md", page).terms())
        .containsExactly(new Term("handle", "A call\n\nto be made.", 5));
  }

  @Test
  void aTermWithoutMeaningIsRefused() {
    assertThat(problemsOf("about/terms.md", "# Terms\n### handle\n\n"))
        .containsExactly("about/terms.md:2: The term has no text");
  }

  @Test
  void aTermHasOneEntry() {
    assertThat(problemsOf("about/terms.md", "# Terms\n### handle\nA.\n### Handle\nB.\n"))
        .containsExactly("about/terms.md:4: `Handle` has an entry already, on line 2");
  }

  @Test
  void aConflictAboutARuleNamesThatRule() {
    String page = "# Conflicts\n### " + RULE + "\nA says x, B says y.\n\n> Decision: x.\n";
    assertThat(bookWith("about/conflicts.md", page).conflicts())
        .containsExactly(new Conflict(RULE, "A says x, B says y.", "x.", List.of(RULE), 2));
  }

  @Test
  void aConflictAboutATopicMayNameRules() {
    String page =
        "# Conflicts\n### Order\nA says x, B says y.\n\n> Decision: x.\n> Rules: " + RULE + "\n";
    assertThat(bookWith("about/conflicts.md", page).conflicts())
        .containsExactly(new Conflict("Order", "A says x, B says y.", "x.", List.of(RULE), 2));
    assertThat(bookWith("about/conflicts.md", page.replace("> Rules: " + RULE, "")).conflicts())
        .containsExactly(new Conflict("Order", "A says x, B says y.", "x.", List.of(), 2));
  }

  @Test
  void aConflictNamesRulesThatExist() {
    String entry = "\nA says x, B says y.\n\n> Decision: x.\n";
    assertThat(problemsOf("about/conflicts.md", "# Conflicts\n### no.rule" + entry))
        .containsExactly("about/conflicts.md:2: There is no rule `no.rule`");
    assertThat(
            problemsOf("about/conflicts.md", "# Conflicts\n### Order" + entry + "> Rules: no.rule"))
        .containsExactly("about/conflicts.md:2: There is no rule `no.rule`");
  }

  @Test
  void aConflictSaysWhatContradictsWhat() {
    assertThat(problemsOf("about/conflicts.md", "# Conflicts\n### Order\n> Decision: x.\n"))
        .containsExactly("about/conflicts.md:2: The entry does not say what contradicts what");
  }

  @Test
  void aConflictIsDecidedOnce() {
    String page = "# Conflicts\n### Order\nA, B.\n\n> Decision: x.\n";
    assertThat(problemsOf("about/conflicts.md", page.replace("> Decision: x.", "")))
        .containsExactly("about/conflicts.md:2: The entry has no `> Decision: text` line");
    assertThat(problemsOf("about/conflicts.md", page + "> Decision: y.\n"))
        .containsExactly("about/conflicts.md:6: A conflict has one `Decision` line, not several");
    assertThat(problemsOf("about/conflicts.md", page + "> Verdict: y.\n"))
        .containsExactly(
            "about/conflicts.md:6: A conflict's block quote has `> Decision: text` and"
                + " `> Rules: id, id`");
  }

  @Test
  void aRuleThatIsNotTestableSaysWhy() {
    RuleBook book = bookWith("about/not-testable.md", "# Not testable\n### " + RULE + "\nWhy.\n");
    assertThat(book.notTestable()).containsExactly(new NotTestable(RULE, "Why.", 2));
    assertThat(book.isTestable(book.get(RULE))).isFalse();
    assertThat(problemsOf("about/not-testable.md", "# Not testable\n### " + RULE))
        .containsExactly(
            "about/not-testable.md:2: The entry does not say why no test can show the rule");
  }

  @Test
  void otherRulesAreTestable() {
    RuleBook book = bookWith("about/not-testable.md", "# Not testable\n");
    assertThat(book.isTestable(book.get(RULE))).isTrue();
  }

  @Test
  void aRuleThatIsNotTestableExists() {
    assertThat(problemsOf("about/not-testable.md", "# Not testable\n### " + RULE + "s\nWhy.\n"))
        .containsExactly(
            "about/not-testable.md:2: There is no rule `" + RULE + "s`; near it: `" + RULE + "`");
    assertThat(problemsOf("about/not-testable.md", "# Not testable\n### Luck\nWhy.\n"))
        .containsExactly(
            "about/not-testable.md:2: The heading of the entry is a rule id, not `Luck`");
  }

  @Test
  void aRetiredIdSaysWhenAndWhyAndWhatReplacedIt() {
    String page =
        "# Retired\n### old.a\nretired in 0.2 · replaced by old.b, "
            + RULE
            + "\nToo\nbroad.\n### old.b\nretired in 0.2.1 · not replaced\nLuck.\n";
    assertThat(bookWith("about/retired.md", page).retired())
        .containsExactly(
            new RetiredRule("old.a", "0.2", List.of("old.b", RULE), "Too broad.", 2),
            new RetiredRule("old.b", "0.2.1", List.of(), "Luck.", 6));
  }

  @Test
  void aRetiredIdNeverComesBack() {
    String page = "# Retired\n### " + RULE + "\nretired in 0.2 · not replaced\nLuck.\n";
    assertThat(problemsOf("about/retired.md", page))
        .containsExactly(
            "callbacks.md:5: Rule `" + RULE + "` was retired in 0.2; no id comes back");
  }

  @Test
  void whatReplacesARetiredIdExists() {
    String page = "# Retired\n### old.a\nretired in 0.2 · replaced by no.rule\nLuck.\n";
    assertThat(problemsOf("about/retired.md", page))
        .containsExactly("about/retired.md:2: There is no rule `no.rule`");
  }

  @Test
  void aRetiredIdSaysWhy() {
    assertThat(
            problemsOf("about/retired.md", "# Retired\n### old.a\nretired in 0.2 · not replaced\n"))
        .containsExactly("about/retired.md:2: The entry does not say why the rule was retired");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"retired", "retired in 2 · not replaced", "retired in 0.2 · replaced by", "Why."})
  void aRetiredIdHasItsLine(String line) {
    assertThat(problemsOf("about/retired.md", "# Retired\n### old.a\n" + line + "\nWhy.\n"))
        .containsExactly(
            "about/retired.md:3: Below a retired id stands `retired in 0.2.0 · replaced by id, id`"
                + " or `retired in 0.2.0 · not replaced`");
  }

  @Test
  void whatReplacesARetiredIdIsAListOfIds() {
    String page = "# Retired\n### old.a\nretired in 0.2 · replaced by old.b and c\nWhy.\n";
    assertThat(problemsOf("about/retired.md", page))
        .containsExactly(
            "about/retired.md:3: Not a rule id: `old.b and c`; a list of rules is `a.b, c.d`");
  }

  @Test
  void aPageOfThisKindHasATitleToo() {
    assertThat(problemsOf("about/terms.md", "## Terms\n"))
        .containsExactly(
            "about/terms.md:1: A page has one title, as `# Callbacks`, and begins with it");
  }

  @Test
  void aBookMayBeWithoutThesePages() {
    RuleBook book = RuleBook.parse("callbacks.md", SamplePages.page(SamplePages.FIFO));
    assertThat(List.of(book.terms(), book.conflicts(), book.notTestable(), book.retired()))
        .allSatisfy(entries -> assertThat(entries).isEmpty());
  }

  @Test
  void aWordForAGapNamesTheRulesThatNeedIt() {
    String page = "# Gaps\n### idle\nWaiting.\n\n> Rules: loop.call-soon.*\n";
    GapWord word = bookWith("about/gaps.md", page).gapWords().getFirst();
    assertThat(word.word()).isEqualTo("idle");
    assertThat(word.text()).isEqualTo("Waiting.");
    assertThat(word.concerns(RULE)).isTrue();
    assertThat(word.concerns("loop.stop.once")).isFalse();
  }

  @Test
  void whatIsLeftOpenNamesTheStepsWhereItShows() {
    String page = "# Left open\n### order\nWho is first.\n\n> Steps: Barrier, Lock\n";
    assertThat(bookWith("about/open.md", page).openPoints())
        .containsExactly(new OpenPoint("order", "Who is first.", List.of("Barrier", "Lock"), 2));
    assertThat(problemsOf("about/open.md", "# Left open\n### order\nWho is first.\n"))
        .containsExactly("about/open.md:2: The entry has no `> Steps: Name, Name` line");
  }

  @Test
  void aWordForSentencesHasAMeaningAndAKind() {
    String page = "# Sentences\n### tls\nTo come.\n\n> Kind: no rule yet\n";
    assertThat(bookWith("about/sentences.md", page).sentenceWords())
        .containsExactly(new SentenceWord("tls", SentenceWord.Kind.OPEN, "To come.", 2));
    assertThat(problemsOf("about/sentences.md", "# Sentences\n### TLS\nTo come.\n"))
        .containsExactly("about/sentences.md:2: The heading of an entry is a word, as `example`");
    assertThat(problemsOf("about/sentences.md", "# Sentences\n### tls\n\n> Kind: no rule yet\n"))
        .containsExactly(
            "about/sentences.md:2: The entry does not say why such a sentence has no rule");
    assertThat(
            problemsOf("about/sentences.md", "# Sentences\n### tls\nTo come.\n\n> Kind: later\n"))
        .containsExactly(
            "about/sentences.md:2: The entry has a line `> Kind: word`, with one of: demands"
                + " nothing, not testable, no rule yet");
  }

  @Test
  void aWordForAGapHasAMeaningAndRules() {
    assertThat(problemsOf("about/gaps.md", "# Gaps\n### Idle\nWaiting.\n"))
        .containsExactly(
            "about/gaps.md:2: The heading of an entry is a word, as `loops-in-threads`");
    assertThat(problemsOf("about/gaps.md", "# Gaps\n### idle\n\n> Rules: " + RULE + "\n"))
        .containsExactly("about/gaps.md:2: The entry does not say what is not done");
    assertThat(problemsOf("about/gaps.md", "# Gaps\n### idle\nWaiting.\n"))
        .containsExactly("about/gaps.md:2: The entry has no `> Rules: id, id` line");
    assertThat(problemsOf("about/gaps.md", "# Gaps\n### idle\nWaiting.\n\n> Rules: no.*\n"))
        .containsExactly("about/gaps.md:2: No rule is named as `no.*`");
  }
}
