package io.asynciotck.tck.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a citation says. */
final class EditionTest {

  private static final Edition EDITION = new Edition("0.1.0", "2026-11-27", "");

  @Test
  void aCitationHasVersionDateAndRule() {
    assertThat(EDITION.citation("loop.call-soon.fifo"))
        .isEqualTo(
            "asyncio-tck: a specification of asyncio event loops, version 0.1.0 (2026-11-27), rule"
                + " loop.call-soon.fifo");
    assertThat(EDITION.citation())
        .isEqualTo(
            "asyncio-tck: a specification of asyncio event loops, version 0.1.0 (2026-11-27)");
  }

  @Test
  void aPublishedEditionHasAnAddressThatStays() {
    Edition published = EDITION.at("https://example.org/0.1.0");
    assertThat(published.citation("loop.call-soon.fifo"))
        .endsWith(
            ", rule loop.call-soon.fifo, https://example.org/0.1.0/rules.html#loop.call-soon.fifo");
    assertThat(published.addressOf("a.b")).isEqualTo("https://example.org/0.1.0/rules.html#a.b");
    assertThat(EDITION.addressOf("a.b")).isEqualTo("rules.html#a.b");
  }

  @Test
  void theCitationFileIsOfThisVersion() throws IOException {
    String pom = Files.readString(Path.of("..", "pom.xml"));
    assertThat(Files.readString(Path.of("..", "CITATION.cff")))
        .contains(
            "title: \"" + Edition.TITLE + "\"\n",
            "version: " + element(pom, "version") + "\n",
            "date-released: " + element(pom, "specification.date") + "\n");
  }

  /** The first one is that of the project. */
  private static String element(String pom, String name) {
    Matcher matcher = Pattern.compile("<" + name + ">([^<]+)</" + name + ">").matcher(pom);
    assertThat(matcher.find()).as(name).isTrue();
    return matcher.group(1);
  }

  @Test
  void bibtexHasTheSame() {
    assertThat(EDITION.at("https://example.org/").bibtex("loop.call-soon.fifo"))
        .isEqualTo(
            """
            @techreport{asyncio-tck:loop.call-soon.fifo,
              title = {{asyncio-tck: a specification of asyncio event loops}},
              author = {{The asyncio-tck authors}},
              institution = {asyncio-tck},
              year = {2026},
              date = {2026-11-27},
              note = {Version 0.1.0, rule loop.call-soon.fifo},
              url = {https://example.org/rules.html#loop.call-soon.fifo},
            }
            """);
  }
}
