package io.asynciotck.tck.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.asynciotck.reference.faults.Faults;
import io.asynciotck.spec.DocsCoverage;
import io.asynciotck.spec.PageCoverage;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The book, made as the build makes it. */
final class BookSiteTest {

  private static final Path OUT = Path.of("target", "book");
  private static final Path REFERENCE = Path.of("..", "reference-impl", "src", "main", "java");
  private static final RuleBook BOOK = RuleBook.standard();
  private static final Pattern ADDRESS = Pattern.compile("(?:href|src|action)=\"([^\"]*)\"");
  private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");
  private static final Pattern LOADED =
      Pattern.compile("<(?:script|link rel=\"stylesheet\")[^>]* (?:src|href)=\"([^\"]*)\"");
  private static final Set<String> SOURCES =
      Set.of("docs.python.org", "peps.python.org", "github.com", "www.rfc-editor.org");

  private static final Map<String, String> FILES = new TreeMap<>();

  @BeforeAll
  static void makeTheBook() throws IOException {
    // Packed with the kit's classes: the faults are tests, which the kit does not have with it.
    Path faults = Path.of("target", "classes", "io", "asynciotck", "tck", "faults.json");
    Files.createDirectories(faults.getParent());
    Files.writeString(faults, JsonMapper.shared().writeValueAsString(Faults.byRule()));
    Proofs proofs = Proofs.shipped(BOOK).withReference(REFERENCE).withFaults(faults);
    Edition edition = new Edition("1.2.3", "2026-11-27", "https://example.org/book/1.2.3");
    for (String file : BookSite.write(OUT, BOOK, proofs, edition)) {
      FILES.put(file, Files.readString(OUT.resolve(file)));
    }
  }

  private static Map<String, String> pages() {
    Map<String, String> pages = new LinkedHashMap<>(FILES);
    pages.keySet().removeIf(file -> !file.endsWith(".html"));
    return pages;
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult result) -> result.group(1)).toList();
  }

  @Test
  void everyLinkLeadsSomewhere() {
    Map<String, List<String>> ids = new TreeMap<>();
    pages().forEach((file, text) -> ids.put(file, all(ID, text)));
    List<String> dead = new ArrayList<>();
    pages()
        .forEach((file, text) -> {
          for (String address : all(ADDRESS, text)) {
            if (!address.startsWith("https://")) {
              String page = address.replaceFirst("#.*", "");
              String target = page.isEmpty() ? file : page;
              String anchor = address.contains("#") ? address.replaceFirst(".*#", "") : "";
              if (!FILES.containsKey(target)
                  || (!anchor.isEmpty() && !ids.getOrDefault(target, List.of()).contains(anchor))) {
                dead.add(file + ": " + address);
              }
            }
          }
        });
    assertThat(dead).isEmpty();
  }

  @Test
  void anchorsAreUniqueOnTheirPage() {
    assertThat(pages())
        .allSatisfy((file, text) -> assertThat(all(ID, text)).as(file).doesNotHaveDuplicates());
  }

  @Test
  void nothingIsLoadedFromTheNet() {
    assertThat(pages())
        .allSatisfy((file, text) ->
            assertThat(all(LOADED, text))
                .as(file)
                .containsExactlyInAnyOrder("style.css", "search.js", "book.js"));
    assertThat(FILES.get("style.css")).doesNotContain("url(", "@import");
    assertThat(FILES.get("book.js")).doesNotContain("fetch(", "http");
  }

  @Test
  void linksToSourcesGoToWhereSourcesAre() {
    Set<String> hosts =
        pages().values().stream()
            .flatMap(text -> all(ADDRESS, text).stream())
            .filter(address -> address.startsWith("https://"))
            .map(address -> URI.create(address.replace("&amp;", "&")).getHost())
            .collect(Collectors.toSet());
    assertThat(hosts).containsAll(SOURCES);
    hosts.removeAll(SOURCES);
    assertThat(hosts).containsExactly("example.org");
  }

  @Test
  void everyRuleHasAnAnchorOnItsPageAndInTheList() {
    BookHtml html = new BookHtml(BOOK);
    for (RuleText rule : BOOK.rules()) {
      String page = html.address(rule.id()).replaceFirst("#.*", "");
      assertThat(FILES.get(page)).contains("<article class=\"rule\" id=\"" + rule.id() + "\"");
      assertThat(FILES.get("rules.html")).contains("<p id=\"" + rule.id() + "\"");
    }
  }

  @Test
  void aRuleHasAllThatIsKnownOfIt() {
    assertThat(FILES.get("loop-callbacks.html"))
        .containsSubsequence(
            "id=\"loop.call-soon.fifo\"",
            "MUST</span>",
            "<a href=\"classes.html#class-core\">core</a> · since 3.8",
            "run in the order in which they were given",
            "callers can hand over work",
            "<q>Callbacks are called in the order in which they are registered</q> <a"
                + " href=\"https://docs.python.org/3.15/library/asyncio-eventloop.html"
                + "#asyncio.loop.call_soon\">",
            "<a href=\"https://peps.python.org/pep-3156/#basic-callbacks\">",
            "<code>_call_soon</code>",
            "<a href=\"https://github.com/python/cpython/blob/v3.13.0/Lib/asyncio/base_events.py\">",
            "<a href=\"https://github.com/CabbageDevelopment/qasync/issues/123\">",
            "<code>CallbacksTck.",
            "@Rule(&quot;loop.call-soon.fifo&quot;)",
            "<dt>Reference</dt>",
            ".java:",
            "<dt>Broken by</dt>",
            "<dt>Seen on</dt><dd>",
            "<dt>Terms</dt>",
            "https://example.org/book/1.2.3/rules.html#loop.call-soon.fifo");
  }

  @Test
  void theMatrixOfCancellationsIsReadFromTheTests() {
    assertThat(FILES.get("cancellations.html"))
        .containsSubsequence(
            "<th scope=\"col\">just after it could get on</th>",
            "<code>Lock.acquire</code></th>",
            "title=\"lock.cancel.before-wake\"><code>before-wake</code></a> </td>"
                + "<td><a href=\"sync-locks.html#lock.cancel.woken\" title=\"lock.cancel.woken\">"
                + "<code>woken</code></a> </td>",
            "<code>Queue.get</code></th>");
  }

  @Test
  void aRangeThatHasEndedIsLinkedToItsLastVersion() {
    assertThat(FILES.get("tasks-wait-for.html"))
        .contains("https://docs.python.org/3.11/library/asyncio-task.html#asyncio.wait_for");
  }

  @Test
  void conformanceIsDefinedByTheGlossary() {
    String definition =
        BOOK.terms().stream()
            .filter(term -> term.name().equals("conformant"))
            .map(term -> new BookHtml(BOOK).block(term.text()))
            .findFirst()
            .orElseThrow();
    assertThat(FILES.get("conformance.html")).contains(definition);
    assertThat(FILES.get("terms.html")).contains(definition);
  }

  @Test
  void ofEachSentenceOfTheDocumentationItIsSaidWhatBecameOfIt() {
    for (PageCoverage page : DocsCoverage.standard().pages()) {
      String text = FILES.getOrDefault("documentation-" + page.page() + ".html", "");
      assertThat(all(ID, text))
          .as(page.page())
          .containsAll(
              page.sentences().stream()
                  .map(sentence -> sentence.anchor() + "." + sentence.number())
                  .toList());
    }
    assertThat(FILES.get("documentation-asyncio-task.html"))
        .containsSubsequence(
            "<a href=\"https://docs.python.org/3.15/library/asyncio-task.html\">The page</a>",
            "asyncio-task.html#asyncio.sleep\"><code>asyncio.sleep</code></a>",
            "<tr id=\"asyncio.sleep.1\"><td>1</td><td><a class=\"word\""
                + " href=\"documentation.html#word-signature\">signature</a>",
            "<tr id=\"asyncio.sleep.2\"><td>2</td><td><a href=\"tasks-sleep.html#sleep.delay.");
  }

  @Test
  void theSentencesOfAllPagesAreCounted() {
    int sentences =
        DocsCoverage.standard().pages().stream().mapToInt(page -> page.sentences().size()).sum();
    assertThat(FILES.get("documentation.html"))
        .containsSubsequence(
            "<th scope=\"row\"><a href=\"documentation-asyncio-task.html\">asyncio-task</a></th>",
            "<th scope=\"row\">All pages</th><td>" + sentences + "</td>",
            "id=\"word-signature\"",
            "id=\"word-tls\"",
            "<a href=\"documentation-asyncio-eventloop.html#asyncio.loop.start_tls.");
  }

  @Test
  void theRulesAreThereAsData() {
    JsonNode data = JsonMapper.shared().readTree(FILES.get("rules.json"));
    JsonNode schema = JsonMapper.shared().readTree(FILES.get("rules.schema.json"));
    assertThat(data.path("rules").size()).isEqualTo(BOOK.rules().size());
    assertThat(new JsonShape(schema).problems(data)).isEmpty();
    assertThat(new JsonShape(schema).problems(JsonMapper.shared().readTree("{\"rules\": [{}]}")))
        .isNotEmpty();
    JsonNode rule = data.path("rules").path(0);
    assertThat(rule.path("address").asString())
        .isEqualTo("https://example.org/book/1.2.3/rules.html#" + rule.path("id").asString());
  }
}
