package io.asynciotck.tck.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.spec.DocsCoverage;
import io.asynciotck.spec.PageCoverage;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.SentenceCoverage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of the sentences of the documentation follows the documentation and the rules. */
final class CoverageRenewalTest {

  private static final String PAGE =
      """
      [#event-loop] Event loop

      [#asyncio.loop.call_soon] loop.call_soon(callback)

          Callbacks are called in order. Each once. It is fast.
      """;
  private static final String WORDS =
      """
      # Sentences

      ### signature
      A signature.

      > Kind: demands nothing

      ### to-come
      To come.

      > Kind: no rule yet
      """;

  @TempDir private Path docs;

  private static RuleBook book(String... quotations) {
    StringBuilder page = new StringBuilder("# Callbacks\n\n## call_soon\n");
    for (int i = 0; i < quotations.length; i++) {
      page.append("\n### loop.call-soon.a").append((char) ('a' + i)).append('\n');
      page.append("MUST · core · since 3.8\nCallbacks run.\n\n> Intent: work.\n> Docs: ");
      page.append("asyncio-eventloop#asyncio.loop.call_soon ").append(quotations[i]).append('\n');
    }
    return RuleBook.parse(Map.of("callbacks.md", page.toString(), "about/sentences.md", WORDS));
  }

  private CoverageRenewal renewal(String page, RuleBook book, SentenceCoverage... known)
      throws IOException {
    Files.createDirectories(docs.resolve("3.15"));
    Files.writeString(docs.resolve("3.15/asyncio-eventloop.txt"), page);
    DocsCoverage coverage =
        new DocsCoverage(
            known.length == 0
                ? List.of()
                : List.of(new PageCoverage("asyncio-eventloop", List.of(known))));
    return CoverageRenewal.of(coverage, book, DocsLibrary.open(docs)).orElseThrow();
  }

  private static SentenceCoverage sentence(
      int number, String text, List<String> quotedBy, String word) {
    return new SentenceCoverage(
        "asyncio.loop.call_soon",
        number,
        SentenceCoverage.digestOf(text),
        quotedBy,
        List.of(),
        word);
  }

  private static SentenceCoverage[] known() {
    return new SentenceCoverage[] {
      sentence(1, "loop.call_soon(callback)", List.of(), "signature"),
      sentence(2, "Callbacks are called in order.", List.of("loop.call-soon.aa"), ""),
      sentence(3, "Each once.", List.of(), "to-come"),
      sentence(4, "It is fast.", List.of(), "to-come")
    };
  }

  @Test
  void rulesAreFoundByTheirQuotations() throws IOException {
    CoverageRenewal renewal =
        renewal(PAGE, book("\"called in order. Each\"", "\"Callbacks … Each once\""));
    List<SentenceCoverage> sentences = renewal.pages().getFirst().sentences();
    assertThat(sentences)
        .extracting(SentenceCoverage::quotedBy)
        .containsExactly(
            List.of(),
            List.of("loop.call-soon.aa", "loop.call-soon.ab"),
            List.of("loop.call-soon.aa", "loop.call-soon.ab"),
            List.of());
    assertThat(renewal.findings())
        .containsExactly(
            "asyncio-eventloop#asyncio.loop.call_soon 1 is new: loop.call_soon(callback)",
            "asyncio-eventloop#asyncio.loop.call_soon 2 is new: quoted by loop.call-soon.aa,"
                + " loop.call-soon.ab",
            "asyncio-eventloop#asyncio.loop.call_soon 3 is new: quoted by loop.call-soon.aa,"
                + " loop.call-soon.ab",
            "asyncio-eventloop#asyncio.loop.call_soon 4 is new: It is fast.");
  }

  @Test
  void whatIsAsItWasIsNotFound() throws IOException {
    CoverageRenewal renewal = renewal(PAGE, book("\"called in order\""), known());
    assertThat(renewal.findings()).isEmpty();
    assertThat(renewal.pages().getFirst().sentences()).containsExactly(known());
  }

  @Test
  void whatAPersonHasSaidStaysWithTheWords() throws IOException {
    String moved = PAGE.replace("Each once. It is fast.", "Indeed. It is fast. Each once.");
    CoverageRenewal renewal = renewal(moved, book("\"called in order\""), known());
    assertThat(renewal.pages().getFirst().sentences())
        .extracting(SentenceCoverage::word)
        .containsExactly("signature", "", "", "to-come", "to-come");
    assertThat(renewal.findings())
        .containsExactly(
            "asyncio-eventloop#asyncio.loop.call_soon 3 is new: Indeed.",
            "asyncio-eventloop#asyncio.loop.call_soon 5 stood elsewhere");
  }

  @Test
  void aSentenceThatIsGoneIsNamed() throws IOException {
    CoverageRenewal renewal =
        renewal(PAGE.replace(" It is fast.", ""), book("\"called in order\""), known());
    assertThat(renewal.findings())
        .containsExactly("asyncio-eventloop#asyncio.loop.call_soon 4 is gone: it was `to-come`");
  }

  @Test
  void aWordForNoRuleYetGoesWhenThereIsOne() throws IOException {
    CoverageRenewal renewal = renewal(PAGE, book("\"called in order\"", "\"Each once\""), known());
    assertThat(renewal.pages().getFirst().sentences())
        .extracting(SentenceCoverage::word)
        .containsExactly("signature", "", "", "to-come");
    assertThat(renewal.findings())
        .containsExactly(
            "asyncio-eventloop#asyncio.loop.call_soon 3 was `to-come` and is quoted by"
                + " loop.call-soon.ab");
  }

  @Test
  void aRuleThatIsGoneIsNoLongerThere() throws IOException {
    CoverageRenewal renewal = renewal(PAGE, book("\"Each once\""), known());
    assertThat(renewal.findings())
        .containsExactly(
            "asyncio-eventloop#asyncio.loop.call_soon 2 is not judged: Callbacks are called in"
                + " order.",
            "asyncio-eventloop#asyncio.loop.call_soon 3 was `to-come` and is quoted by"
                + " loop.call-soon.aa");
  }

  @Test
  void aPageThatIsGoneIsNamed() throws IOException {
    renewal(PAGE, book("\"called in order\""));
    DocsCoverage coverage =
        new DocsCoverage(List.of(new PageCoverage("asyncio-old", List.of(known()))));
    assertThat(
            CoverageRenewal.of(coverage, book("\"Each once\""), DocsLibrary.open(docs))
                .orElseThrow()
                .findings())
        .contains("asyncio-old: the documentation has no such page");
  }

  @Test
  void withoutTheNewestDocumentationNothingIsAsked() throws IOException {
    Files.createDirectories(docs.resolve("3.13"));
    Files.writeString(docs.resolve("3.13/asyncio-eventloop.txt"), PAGE);
    assertThat(
            CoverageRenewal.of(
                new DocsCoverage(List.of()), book("\"Each\""), DocsLibrary.open(docs)))
        .isEmpty();
  }
}
