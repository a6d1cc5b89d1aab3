package io.asynciotck.spec;

import static io.asynciotck.spec.SamplePages.FIFO;
import static io.asynciotck.spec.SamplePages.page;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Of every sentence of the documentation something is said, and what is said can be followed. */
class DocsCoverageTest {

  private static final String COLUMNS = "anchor\tsentence\tdigest\tquoted by\tsaid by\tword\n";
  private static final String WORDS =
      """
      # Sentences

      ### example
      An example.

      > Kind: demands nothing

      ### tls
      To come.

      > Kind: no rule yet
      """;
  private static final String ANCHOR = "asyncio.loop.call_soon";

  private static RuleBook book(String words, String... rules) {
    return RuleBook.parse(Map.of("callbacks.md", page(rules), Appendix.SENTENCES, words));
  }

  private static String line(int number, String rest) {
    return ANCHOR + "\t" + number + "\t0123456789ab\t" + rest + "\n";
  }

  private static List<String> problems(RuleBook book, String... lines) {
    return coverage(lines).problems(book);
  }

  private static DocsCoverage coverage(String... lines) {
    return DocsCoverage.parse(
        Map.of("asyncio-eventloop.tsv", COLUMNS + String.join("", List.of(lines))));
  }

  @Test
  void ofEverySentenceSomethingIsSaid() {
    assertThat(DocsCoverage.standard().problems(RuleBook.standard())).isEmpty();
  }

  @Test
  void theDocumentationIsThereAsAWhole() {
    assertThat(DocsCoverage.standard().pages())
        .extracting(PageCoverage::page)
        .contains("asyncio-eventloop", "asyncio-task", "asyncio-sync", "asyncio-stream")
        .hasSizeGreaterThan(15);
    assertThat(DocsCoverage.standard().pages())
        .allSatisfy(page -> assertThat(page.sentences()).as(page.page()).hasSizeGreaterThan(10));
  }

  @Test
  void aLineSaysWhichRulesAndWhyThereIsNone() {
    assertThat(
            problems(
                book(WORDS, FIFO),
                line(1, "loop.call-soon.fifo"),
                line(2, "\tloop.call-soon.fifo"),
                line(3, "\t\texample"),
                line(4, "loop.call-soon.fifo\t\ttls")))
        .isEmpty();
  }

  @Test
  void aSentenceOfWhichNothingIsSaidIsAProblem() {
    assertThat(problems(book("# Sentences\n", FIFO), line(1, "\t\t")))
        .containsExactly(
            "asyncio-eventloop#asyncio.loop.call_soon 1: it has no rule, and nothing says why");
  }

  @Test
  void rulesAndWordsExist() {
    assertThat(
            problems(
                book(
                    WORDS,
                    FIFO,
                    FIFO.replace("fifo", "old").replace("since 3.8", "since 3.8 · until 3.10")),
                line(1, "loop.call-soon.lifo"),
                line(2, "\tloop.call-soon.old"),
                line(3, "\t\tno-word"),
                line(4, "\t\texample")))
        .containsExactly(
            "asyncio-eventloop#asyncio.loop.call_soon 1: there is no rule `loop.call-soon.lifo`",
            "asyncio-eventloop#asyncio.loop.call_soon 2: `loop.call-soon.old` is not in force in"
                + " py3.15",
            "asyncio-eventloop#asyncio.loop.call_soon 3: sentences.md has no entry `no-word`",
            "No sentence is `tls`, for which sentences.md has an entry");
  }

  @Test
  void aPageThatRulesQuoteIsThere() {
    assertThat(new DocsCoverage(List.of()).problems(book("# Sentences\n", FIFO)))
        .containsExactly("Rules quote asyncio-eventloop, and nothing is known of its sentences");
  }

  @Test
  void noSentenceIsLeftOutBetweenOthers() {
    assertThat(
            problems(
                book("# Sentences\n", FIFO),
                line(1, "loop.call-soon.fifo"),
                line(3, "loop.call-soon.fifo")))
        .containsExactly(
            "asyncio-eventloop#asyncio.loop.call_soon 3: the sentences of an anchor are counted"
                + " from 1, one by one");
  }

  @Test
  void aFileIsReadAsItWasWritten() {
    for (PageCoverage page : DocsCoverage.standard().pages()) {
      assertThat(PageCoverage.parse(page.page(), page.text())).isEqualTo(page);
    }
  }

  @Test
  void aLineHasItsShape() {
    assertThatThrownBy(() -> PageCoverage.parse("asyncio-task", "anchor\n"))
        .hasMessageContaining(
            "asyncio-task.tsv:1: The first line names the columns: anchor\tsentence");
    assertThatThrownBy(() -> coverage("call_soon first 0123\n"))
        .hasMessageContaining(
            "asyncio-eventloop.tsv:2: A line has six columns, parted by tabs: anchor\tsentence");
  }
}
