package io.asynciotck.tck.book;

import com.samskivert.mustache.Mustache;
import io.asynciotck.spec.Conflict;
import io.asynciotck.spec.DocsCoverage;
import io.asynciotck.spec.NotTestable;
import io.asynciotck.spec.Note;
import io.asynciotck.spec.OpenPoint;
import io.asynciotck.spec.RetiredRule;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleHistory;
import io.asynciotck.spec.RulePage;
import io.asynciotck.spec.RuleText;
import io.asynciotck.spec.Term;
import io.asynciotck.tck.book.TextPage.Entry;
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
  private final List<AreaPage> areas;
  private final List<RuleEntry> rules;
  private final Map<String, String> files = new LinkedHashMap<>();

  private BookSite(RuleBook book, Proofs proofs, Edition edition) {
    this.book = book;
    this.proofs = proofs;
    this.edition = edition;
    this.html = new BookHtml(book);
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
    text("conformance.html", "Conformance", conformance());
    text("terms.html", "Terms", terms());
    text("conflicts.html", "Conflicts", conflicts());
    text("not-testable.html", "Not testable", notTestable());
    page(
        "cancellations.html",
        "Cancellations",
        "cancellations",
        Map.of("matrix", CancellationMatrix.of(book, proofs, html)));
    documentation();
    text("open.html", "Left open", open());
    text("retired.html", "Retired and changed rules", retired());
    text("statements.html", "Statements", statements());
    text("challenge.html", "This rule is wrong", challenge());
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

  private List<Section> conformance() {
    String definition =
        book.terms().stream()
            .filter(term -> term.name().equals("conformant"))
            .map(term -> "<blockquote>" + html.block(term.text()) + "</blockquote>\n")
            .findFirst()
            .orElse("");
    return List.of(
        prose("Scope", "scope"),
        prose("Key words", "key-words"),
        new Section(
            "Conformance",
            "conformance",
            definition + html.block(BookResources.prose("conformance")),
            List.of()),
        prose("Notation", "notation"),
        prose("References", "references"));
  }

  private Section prose(String title, String name) {
    return new Section(title, name, html.block(BookResources.prose(name)), List.of());
  }

  private List<Section> terms() {
    List<Entry> entries = new ArrayList<>();
    for (Term term : book.terms()) {
      entries.add(
          new Entry(
              BookHtml.anchor(term.name()), BookHtml.escape(term.name()), html.block(term.text())));
    }
    return List.of(Section.of("The words that the rules use, and what they mean there.", entries));
  }

  private List<Section> conflicts() {
    List<Entry> entries = new ArrayList<>();
    for (Conflict conflict : book.conflicts()) {
      String rulesOf =
          conflict.rules().stream().map(html::linkTo).collect(Collectors.joining(", "));
      entries.add(
          new Entry(
              BookHtml.anchor(conflict.subject()),
              html.line(conflict.subject()),
              html.block(conflict.text())
                  + "<p><b>Decision:</b> "
                  + html.line(conflict.decision())
                  + "</p>\n"
                  + (rulesOf.isEmpty() ? "" : "<p>Rules: " + rulesOf + "</p>\n")));
    }
    return List.of(
        Section.of(
            "Where the documentation, PEP 3156 and CPython’s own tests contradict one another, and"
                + " what was decided.",
            entries));
  }

  private List<Section> notTestable() {
    List<Entry> entries = new ArrayList<>();
    for (NotTestable entry : book.notTestable()) {
      entries.add(
          new Entry("reason." + entry.id(), html.linkTo(entry.id()), html.block(entry.reason())));
    }
    return List.of(Section.of("Rules that no black-box test can show, and why.", entries));
  }

  private List<Section> open() {
    List<Entry> entries = new ArrayList<>();
    for (OpenPoint point : book.openPoints()) {
      entries.add(
          new Entry(
              point.word(),
              "<code>" + point.word() + "</code>",
              html.block(point.text())
                  + "<p>Seen at: <code>"
                  + String.join("</code>, <code>", point.steps())
                  + "</code></p>\n"));
    }
    return List.of(
        Section.of(
            "What implementations were seen to do differently, in random programs of tasks"
                + " (<code>asyncio-tck diff</code>), where no rule decides: each was looked into,"
                + " and no sentence of the documentation says which is right.",
            entries));
  }

  private void documentation() {
    DocsCoverage coverage = DocsCoverage.standard();
    CoveragePages covered = CoveragePages.of(coverage, book, html);
    page("documentation.html", "Documentation", "documentation", covered.index(coverage));
    covered
        .pages()
        .forEach(page -> page(page.file(), page.name(), "coverage", Map.of("page", page)));
  }

  private List<Section> retired() {
    List<Entry> entries = new ArrayList<>();
    for (RetiredRule rule : book.retired()) {
      String instead =
          rule.replacedBy().stream().map(html::linkTo).collect(Collectors.joining(", "));
      entries.add(
          new Entry(
              rule.id(),
              "<code>" + rule.id() + "</code>",
              "<p>Retired in "
                  + rule.retiredIn()
                  + (instead.isEmpty() ? "; not replaced." : "; replaced by " + instead + ".")
                  + "</p>\n"
                  + html.block(rule.reason())));
    }
    return List.of(
        Section.of(
            entries.isEmpty()
                ? "No id has been retired."
                : "Ids that have been in use and never come back, because an id does not change its"
                    + " meaning.",
            entries),
        changed());
  }

  /** Of a rule that has changed since a digest was kept, and kept its id. */
  private Section changed() {
    String items =
        RuleHistory.standard().changes().stream()
            .map(change ->
                "<li>" + html.linkTo(change.id()) + ": " + html.line(change.reason()) + "</li>\n")
            .collect(Collectors.joining());
    return new Section(
        "Changed",
        "changed",
        items.isEmpty()
            ? "<p>No rule has changed and kept its id.</p>\n"
            : "<p>Rules that say the same in other words, or whose level or range follows what the"
                + " documents say.</p>\n<ul>\n"
                + items
                + "</ul>\n",
        List.of());
  }

  private List<Section> statements() {
    List<Entry> entries = new ArrayList<>();
    for (Note note : book.notes()) {
      String reason = note.notNormative();
      entries.add(
          new Entry(
              "statement-" + note.number(),
              String.valueOf(note.number()),
              html.block(note.statement())
                  + (reason == null
                      ? ""
                      : "<p><b>Not normative:</b> " + html.line(reason) + "</p>\n")
                  + (note.rules().isEmpty()
                      ? ""
                      : "<p>Rules: "
                          + note.rules().stream()
                              .map(html::linkTo)
                              .collect(Collectors.joining(", "))
                          + "</p>\n")));
    }
    return List.of(
        Section.of(
            "What is often said of asyncio’s loop, and the rules that say it, or why none does.",
            entries));
  }

  private List<Section> challenge() {
    return List.of(new Section("", "", html.block(BookResources.prose("challenge")), List.of()));
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
