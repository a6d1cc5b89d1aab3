package io.asynciotck.spec;

import static io.asynciotck.spec.SamplePages.FIFO;
import static io.asynciotck.spec.SamplePages.OBSERVED;
import static io.asynciotck.spec.SamplePages.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An id that has been published keeps its meaning. */
class RuleHistoryTest {

  private static final Path DIGESTS =
      Path.of("src/main/resources/io/asynciotck/spec/history/rules.digest");
  private static final String ID = "loop.call-soon.fifo";
  private static final RuleBook BOOK = book(FIFO, OBSERVED);

  private static RuleBook book(String... rules) {
    return RuleBook.parse("callbacks.md", page(rules));
  }

  private static List<String> problems(String changes, RuleBook now) {
    return new RuleHistory(RuleHistory.digestsOf(BOOK), changes).problems(now);
  }

  /**
   * With {@code -Dspecification.digest=renew} the digests are written anew: for an edition that is
   * published, whose rules then are those that people have cited.
   */
  @Test
  void everyRuleSaysWhatItSaidOrALineSaysWhyNot() throws IOException {
    RuleBook book = RuleBook.standard();
    if ("renew".equals(System.getProperty("specification.digest"))) {
      Files.writeString(DIGESTS, RuleHistory.digestsOf(book));
    }
    RuleHistory history =
        new RuleHistory(
            Files.readString(DIGESTS), Files.readString(DIGESTS.resolveSibling("changes.md")));
    assertThat(history.problems(book)).isEmpty();
  }

  @Test
  void theShippedHistoryIsOfManyRules() {
    assertThat(RuleHistory.standard().problems(RuleBook.parse("callbacks.md", page(FIFO))))
        .hasSizeGreaterThan(400);
  }

  @Test
  void anUnchangedRuleNeedsNoLine() {
    assertThat(problems("# Changes\n\nProse.\n", BOOK)).isEmpty();
    assertThat(problems("", book(OBSERVED, FIFO, FIFO.replace("fifo", "once")))).isEmpty();
  }

  @Test
  void anotherSentenceLevelOrRangeNeedsALine() {
    String changed =
        FIFO.replace("MUST", "MAY").replace("since 3.8", "since 3.9").replace("given", "taken");
    RuleBook now = book(changed, OBSERVED);
    String key = RuleDigest.of(now.get(ID)).key();
    String line = "- `" + ID + "` `" + key + "`: why";
    assertThat(problems("", now))
        .containsExactly(
            "Rule `loop.call-soon.fifo` has changed (its sentence and its level and its range): if"
                + " it means something else now, give it a new id and retire this one in"
                + " retired.md; if not, say why it has changed, as a line at the end of"
                + " history/changes.md: "
                + line);
    assertThat(problems(line, now)).isEmpty();
    assertThat(new RuleHistory("", line).changes())
        .containsExactly(new RuleHistory.Change(ID, key, "why"));
  }

  @Test
  void aLineIsForOneChange() {
    String key = RuleDigest.of(book(FIFO.replace("given", "taken")).get(ID)).key();
    String line = "- `" + ID + "` `" + key + "`: why";
    assertThat(problems(line, book(FIFO.replace("given", "lent"), OBSERVED)))
        .singleElement()
        .asString()
        .startsWith("Rule `loop.call-soon.fifo` has changed (its sentence): ");
  }

  @Test
  void aRuleThatIsGoneIsRetired() {
    assertThat(problems("", book(OBSERVED)))
        .containsExactly(
            "Rule `loop.call-soon.fifo` is gone: people may have cited it, so it needs an entry in"
                + " retired.md that says what replaces it and why");
    String retired =
        "# Retired\n\n### " + ID + "\nretired in 0.2.0 · not replaced\n\nIt was wrong.\n";
    assertThat(
            problems(
                "",
                RuleBook.parse(Map.of("callbacks.md", page(OBSERVED), Appendix.RETIRED, retired))))
        .isEmpty();
  }

  @Test
  void aLineNamesARule() {
    assertThat(problems("- `loop.call-soon.lifo` `0123456789ab`: why", BOOK))
        .containsExactly(
            "history/changes.md names `loop.call-soon.lifo`, which is no rule and never was one");
  }

  @Test
  void aLineHasItsShape() {
    assertThatThrownBy(() -> new RuleHistory("", "- loop.call-soon.fifo: why"))
        .hasMessage(
            "Malformed change; it is - `id` `key`: why, with the key that the build names: -"
                + " loop.call-soon.fifo: why");
    assertThatThrownBy(() -> new RuleHistory("loop.call-soon.fifo MUST", ""))
        .hasMessage("Not the digest of a rule: `loop.call-soon.fifo MUST`");
  }

  @Test
  void aDigestIsReadAsItWasWritten() {
    assertThat(BOOK.rules())
        .allSatisfy(rule -> {
          RuleDigest digest = RuleDigest.of(rule);
          assertThat(RuleDigest.parse(digest.toString())).isEqualTo(digest);
        });
  }
}
