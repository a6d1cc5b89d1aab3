package io.asynciotck.tck.book;

import com.samskivert.mustache.Mustache;
import io.asynciotck.spec.DocsCoverage;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RulePage;
import io.asynciotck.spec.RuleText;
import io.asynciotck.tck.book.TextPage.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The specification as a site that needs no network: a page per area, what is said of all of them,
 * lists, a search, and the rules as data.
 */
public final class BookSite {

  private final RuleBook book;
  private final Proofs proofs;
  private final Edition edition;
  private final BookHtml html;
  private final BookTexts texts;
  private final List<AreaPage> areas;
  private final List<RuleEntry> rules;
  private final Map<String, String> files = new LinkedHashMap<>();

  private BookSite(RuleBook book, Proofs proofs, Edition edition) {
    this.book = book;
    this.proofs = proofs;
    this.edition = edition;
    this.html = new BookHtml(book);
    this.texts = new BookTexts(book, html);
    this.areas = book.pages().stream().map(this::area).toList();
    this.rules =
        areas.stream()
            .flatMap(area -> area.sections().stream())
            .flatMap(section -> section.rules().stream())
            .toList();
  }

  /**
   * Writes the book.
   *
   * @param out the folder to write it into
   * @param book the rules
   * @param proofs what stands behind them
   * @param edition which edition it is
   * @return the names of the files
   * @throws IOException if the folder cannot be written
   */
  public static Set<String> write(Path out, RuleBook book, Proofs proofs, Edition edition)
      throws IOException {
    BookSite site = new BookSite(book, proofs, edition);
    site.make();
    Files.createDirectories(out);
    for (Map.Entry<String, String> file : site.files.entrySet()) {
      Files.writeString(out.resolve(file.getKey()), file.getValue());
    }
    return site.files.keySet();
  }

  private void make() {
    areas.forEach(area -> page(area.file(), area.title(), "area", Map.of("area", area)));
    page("index.html", "Contents", "index", index());
    page("rules.html", "All rules", "rules", Map.of("rules", rules, "filters", filters()));
    page("classes.html", "Classes", "classes", Map.of("classes", classes()));
    page("profiles.html", "Profiles", "profiles", Map.of("profiles", Profiles.all(book, rules)));
    text("conformance.html", "Conformance", texts.conformance());
    text("terms.html", "Terms", texts.terms());
    text("conflicts.html", "Conflicts", texts.conflicts());
    text("not-testable.html", "Not testable", texts.notTestable());
    page(
        "cancellations.html",
        "Cancellations",
        "cancellations",
        Map.of("matrix", CancellationMatrix.of(book, proofs, html)));
    documentation();
    text("open.html", "Left open", texts.open());
    text("retired.html", "Retired and changed rules", texts.retired());
    text("statements.html", "Statements", texts.statements());
    text("challenge.html", "This rule is wrong", texts.challenge());
    files.put("style.css", BookResources.template("style.css"));
    files.put("book.js", BookResources.template("book.js"));
    files.put("search.js", SearchIndex.of(rules, book));
    files.put("rules.json", RulesJson.of(book, proofs, edition, html));
    files.put("rules.schema.json", BookResources.template("rules.schema.json"));
    files.put("citation.bib", edition.bibtex());
  }

  private AreaPage area(RulePage page) {
    Map<String, List<RuleEntry>> sections = new LinkedHashMap<>();
    page.sectionTexts().keySet().forEach(title -> sections.put(title, new ArrayList<>()));
    for (RuleText rule : page.rules()) {
      sections
          .computeIfAbsent(rule.section(), _ -> new ArrayList<>())
          .add(RuleEntry.of(rule, book, html, proofs, edition));
    }
    return new AreaPage(
        BookHtml.file(page),
        page.title(),
        page.chapter(),
        html.block(page.introduction()),
        sections.entrySet().stream()
            .map(section ->
                new AreaPage.Section(
                    section.getKey(),
                    "section-" + BookHtml.anchor(section.getKey()),
                    html.block(page.sectionTexts().getOrDefault(section.getKey(), "")),
                    section.getValue()))
            .toList());
  }

  private Map<String, Object> index() {
    Map<String, List<AreaPage>> chapters = new LinkedHashMap<>();
    for (AreaPage area : areas) {
      chapters.computeIfAbsent(area.chapter(), _ -> new ArrayList<>()).add(area);
    }
    return Map.of(
        "chapters",
        chapters.entrySet().stream()
            .map(chapter ->
                Map.of(
                    "title", AreaPage.chapterTitle(chapter.getKey()), "areas", chapter.getValue()))
            .toList(),
        "count",
        rules.size(),
        "levels",
        counted(rules.stream().map(RuleEntry::levelName).toList()),
        "citation",
        edition.citation(),
        "bibtex",
        edition.bibtex());
  }

  private Map<String, Object> filters() {
    return Map.of(
        "classes",
        new TreeSet<>(rules.stream().map(RuleEntry::conformanceClass).toList()),
        "levels",
        new TreeSet<>(rules.stream().map(RuleEntry::level).toList()),
        "profiles",
        Profiles.all(book, rules));
  }

  private List<Map<String, Object>> classes() {
    return book.classes().stream()
        .map(conformanceClass -> {
          List<RuleEntry> own =
              rules.stream()
                  .filter(rule -> rule.conformanceClass().equals(conformanceClass.label()))
                  .toList();
          return Map.<String, Object>of(
              "name", conformanceClass.label(), "count", own.size(), "rules", own);
        })
        .toList();
  }

  private static List<Map<String, Object>> counted(List<String> names) {
    return names.stream()
        .collect(Collectors.groupingBy(name -> name, LinkedHashMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(entry -> Map.<String, Object>of("name", entry.getKey(), "count", entry.getValue()))
        .toList();
  }

  private void documentation() {
    DocsCoverage coverage = DocsCoverage.standard();
    CoveragePages covered = CoveragePages.of(coverage, book, html);
    page("documentation.html", "Documentation", "documentation", covered.index(coverage));
    covered
        .pages()
        .forEach(page -> page(page.file(), page.name(), "coverage", Map.of("page", page)));
  }

  private void text(String file, String title, List<Section> sections) {
    page(file, title, "text", Map.of("sections", sections));
  }

  private void page(String file, String title, String template, Map<String, Object> content) {
    Map<String, Object> data = new HashMap<>(content);
    data.put("title", title);
    data.put("file", file);
    data.put("name", Edition.TITLE);
    data.put("edition", edition.name());
    data.put("address", edition.address());
    files.put(
        file,
        Mustache.compiler()
            .escapeHTML(true)
            .emptyStringIsFalse(true)
            .withLoader(name -> BookResources.reader(name + ".mustache"))
            .compile("{{>head}}{{>" + template + "}}{{>foot}}")
            .execute(data));
  }
}
