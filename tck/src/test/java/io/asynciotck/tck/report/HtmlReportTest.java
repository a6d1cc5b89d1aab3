package io.asynciotck.tck.report;

import static io.asynciotck.tck.report.Runs.FIFO;
import static io.asynciotck.tck.report.Runs.OBSERVED;
import static io.asynciotck.tck.report.Runs.ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.spec.DocsPlace;
import io.asynciotck.spec.Inference;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.results.RuleResult;
import io.asynciotck.tck.results.RunResult;
import io.asynciotck.tck.results.SeenOn;
import io.asynciotck.tck.results.Verdict;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The page for people. */
final class HtmlReportTest {
  private static final RunResult GOOD = Runs.run("good 1", Runs.pass(FIFO), Runs.pass(ONCE));
  private static final RunResult BAD =
      Runs.run("bad 2", Runs.broken(FIFO, Verdict.FAIL), Runs.broken(OBSERVED, Verdict.FAIL));

  @Test
  void everyRuleHasASectionWithAllThatIsKnown() {
    String page = page(seenOn("{\"" + FIFO + "\": [\"uvloop 9\", \"CPython 3\"]}"), BAD);
    RuleText rule = Runs.BOOK.get(FIFO);
    assertThat(section(FIFO, page))
        .containsSubsequence(
            "must · core · since 3.8",
            Html.ofMarkdown(rule.sentence()),
            Html.ofMarkdown(rule.intent()),
            Html.ofMarkdown(rule.evidence().getFirst().toString()),
            "<a href=\"https://docs.python.org/3.",
            "\">look it up</a>",
            "<code>CallbacksTck.fifo</code>",
            "<dt>seen on</dt><dd>uvloop 9, CPython 3</dd>",
            "fail</span> bad 2",
            "<th scope=\"row\">expected</th><td class=\"missing\">− a</td><td class=\"missing\">−"
                + " b</td>",
            "<th scope=\"row\">but saw</th><td class=\"gap\"></td><td class=\"extra\">+ c</td>",
            "<span class=\"missing\">− did not come</span>",
            "Allowed as well: <code>b, a</code>",
            "<pre data-what=\"the program\">print(&#39;from Python&#39;)</pre>",
            "Replay: <code>asyncio-tck run --seed 7 --rule " + FIFO + "</code>",
            "<pre data-what=\"the test\">@Test void fifo() {");
    assertThat(section(OBSERVED, page)).contains("differs").contains("no run is recorded");
  }

  @Test
  void aSingleRunNeedsNoMatrix() {
    String page = page(GOOD);
    assertThat(page(BAD))
        .contains(
            "<h3>Callbacks</h3>\n<ul><li><span class=\"v fail\">fail</span> <a href=\"#" + FIFO)
        .doesNotContain("</span> <a href=\"#" + OBSERVED);
    assertThat(page)
        .contains("good 1 is <b>conformant</b>: ")
        .doesNotContain("id=\"matrix\"", "id=\"differences\"")
        .doesNotContain("<details class=\"rule\" id=\"loop.stop.batch\"");
  }

  @Test
  void severalRunsAreATable() {
    String page = page(GOOD, BAD);
    assertThat(page)
        .contains(
            "<th scope=\"col\"><a href=\"?run=good-1#rules\">good 1</a></th>"
                + "<th scope=\"col\"><a href=\"?run=bad-2#rules\">bad 2</a></th>")
        .contains(
            "<a href=\"#"
                + FIFO
                + "\"><code>"
                + FIFO
                + "</code></a></th>"
                + "<td class=\"level\">must</td>"
                + "<td class=\"pass\">✓</td><td class=\"fail\">✗</td></tr>")
        .contains("<td class=\"absent\"></td><td class=\"differs\">≠</td></tr>");
  }

  @Test
  void theFiltersKnowWhatFailsAndWhereRunsDisagree() {
    String page = page(GOOD, BAD);
    assertThat(tag(FIFO, page))
        .contains(" data-level=\"must\"", " data-verdicts=\"pass,fail\"")
        .contains(" data-fails", " data-differs");
    assertThat(tag(ONCE, page)).doesNotContain("data-fails", "data-differs");
    assertThat(tag(OBSERVED, page))
        .contains(" data-level=\"observed\"", " data-verdicts=\"differs\"")
        .doesNotContain("data-fails", "data-differs");
  }

  @Test
  void areasAreAHeatMapWhoseCellsAreFilters() {
    assertThat(page(GOOD, BAD))
        .containsSubsequence(
            "<a href=\"?area=loop/callbacks#rules\">Callbacks</a>",
            "<td class=\"pass\"><a href=\"?area=loop/callbacks&amp;run=good-1#rules\"",
            "title=\"0 of 2 rules count against it\">✓</a>",
            "<td class=\"heat3\"><a href=\"?area=loop/callbacks&amp;run=bad-2&amp;verdict=broken#",
            "rules count against it, 1 are blocked, known or differ where they may\">1</a>");
    assertThat(tag(FIFO, page(GOOD))).contains(" data-area=\"loop/callbacks\"");
  }

  @Test
  void faultsStandTogetherWithWhatTheyHaveInCommonAndWhatTheyBlock() {
    RunResult run =
        Runs.run(
            "odd",
            Runs.broken(FIFO, Verdict.FAIL, "no"),
            Runs.broken("loop.close.closed", Verdict.HANG, "no end"),
            Runs.blocked(ONCE, FIFO),
            Runs.because("loop.stop.batch", Verdict.STALE, "listed"));
    assertThat(page(run))
        .containsSubsequence(
            "<summary>odd: 3 faults</summary>",
            "<h3>The loop does not finish</h3>",
            "<a href=\"#loop.close.closed\">",
            "<h3>Listed as known to fail, and holds</h3>",
            "<h3>Callbacks</h3>",
            "<a href=\"#" + FIFO + "\">",
            "<summary class=\"dim\">blocks 1 rule</summary><ul><li><a href=\"#" + ONCE + "\">");
  }

  @Test
  void everySourceIsALink() {
    String page =
        page(
            Runs.run(
                "all",
                IntStream.range(0, Runs.BOOK.rules().size())
                    .filter(number -> number % 30 == 0)
                    .mapToObj(number -> Runs.pass(Runs.BOOK.rules().get(number).id()))
                    .toArray(RuleResult[]::new)));
    assertThat(
            Pattern.compile("<div>((?:Docs|PEP|Source|Issue): .*?)</div>")
                .matcher(page)
                .results()
                .map(source -> source.group(1)))
        .hasSizeGreaterThan(50)
        .allMatch(source -> source.contains("<a href=\""));
  }

  @Test
  void aRuleThatAnotherFollowsFromIsALinkWithinThePage() {
    RuleText follower =
        Runs.BOOK.rules().stream()
            .filter(rule -> !premises(rule).isEmpty())
            .findFirst()
            .orElseThrow();
    String premise = premises(follower).getFirst();
    assertThat(page(Runs.run("both", Runs.pass(follower.id()), Runs.pass(premise))))
        .contains("<a href=\"#" + premise + "\">see " + premise + "</a>");
    assertThat(page(Runs.run("one", Runs.pass(follower.id())))).doesNotContain("see " + premise);
  }

  @Test
  void aPlaceOfTheDocumentationThatARuleFollowsFromIsALink() {
    RuleText follower =
        Runs.BOOK.rules().stream()
            .filter(rule -> !places(rule).isEmpty())
            .findFirst()
            .orElseThrow();
    DocsPlace place = places(follower).getFirst();
    assertThat(page(Runs.run("one", Runs.pass(follower.id()))))
        .contains(
            "<a href=\"%s\">look up %s</a>".formatted(place.link(follower.newestVersion()), place));
  }

  private static List<DocsPlace> places(RuleText rule) {
    return rule.evidence(Inference.class).stream()
        .flatMap(inference -> inference.places().stream())
        .toList();
  }

  private static List<String> premises(RuleText rule) {
    return rule.evidence(Inference.class).stream()
        .flatMap(inference -> inference.rules().stream())
        .toList();
  }

  @Test
  void nobodysTextIsHtml() {
    String attack = "<script>alert('x')</script> & \"q\"";
    String page =
        page(
            Runs.run("<script>title", Runs.broken(FIFO, Verdict.CRASH, attack)),
            Runs.run("known", Runs.because(FIFO, Verdict.KNOWN, attack)));
    assertThat(page)
        .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;q&quot;")
        .contains("&lt;script&gt;title")
        .doesNotContain("<script>alert", "<script>title");
    assertThat(Pattern.compile("<script>").matcher(page).results()).hasSize(1);
  }

  @Test
  void theLinkOfAReasonIsALink() {
    assertThat(page(Runs.run("odd", Runs.because(FIFO, Verdict.KNOWN, "so (https://x.org/1?a&b)"))))
        .contains("so (<a href=\"https://x.org/1?a&amp;b\">https://x.org/1?a&amp;b</a>)");
  }

  @Test
  void nothingIsLoadedFromAnywhere() {
    String page = page(GOOD, BAD);
    assertThat(page)
        .contains("content=\"default-src 'none';")
        .doesNotContainPattern("\\ssrc=|<link|@import|url\\(|<img|<iframe");
  }

  @Test
  void theMessageStaysWhereItSaysMoreThanTheTraces() {
    String message = "program:\n  a\nlegal next: b\nbut saw: c";
    assertThat(section(FIFO, page(Runs.run("odd", Runs.broken(FIFO, Verdict.FAIL, message)))))
        .contains("<pre>program:\n  a\nlegal next: b\nbut saw: c</pre>")
        .doesNotContain("<dl class=\"traces\">", "class=\"lanes\"");
  }

  @Test
  void whatChangedFromRunToRunIsSaid() {
    assertThat(section(FIFO, page(Runs.run("odd", Runs.changed(FIFO)))))
        .contains("changed</span> odd", "The verdict changed from run to run: 2 PASS, 1 FAIL.");
  }

  private static String page(RunResult... runs) {
    return page(seenOn("{}"), runs);
  }

  private static String page(SeenOn seenOn, RunResult... runs) {
    return HtmlReport.of(List.of(runs), Runs.BOOK, seenOn);
  }

  private static SeenOn seenOn(String json) {
    return SeenOn.parse(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static String tag(String rule, String page) {
    String section = section(rule, page);
    return section.substring(0, section.indexOf('>'));
  }

  private static String section(String rule, String page) {
    int begin = page.indexOf("<details class=\"rule\" id=\"" + rule + "\"");
    assertThat(begin).as(rule).isNotNegative();
    return page.substring(begin, page.indexOf("</details>", begin));
  }
}
