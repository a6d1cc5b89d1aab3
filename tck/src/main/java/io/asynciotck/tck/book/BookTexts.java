package io.asynciotck.tck.book;

import io.asynciotck.spec.Conflict;
import io.asynciotck.spec.NotTestable;
import io.asynciotck.spec.Note;
import io.asynciotck.spec.OpenPoint;
import io.asynciotck.spec.RetiredRule;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleHistory;
import io.asynciotck.spec.Term;
import io.asynciotck.tck.book.TextPage.Entry;
import io.asynciotck.tck.book.TextPage.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the pages of the book say that are about all areas: terms, conflicts and other lists. */
final class BookTexts {

  private final RuleBook book;
  private final BookHtml html;

  BookTexts(RuleBook book, BookHtml html) {
    this.book = book;
    this.html = html;
  }

  List<Section> conformance() {
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

  List<Section> terms() {
    List<Entry> entries = new ArrayList<>();
    for (Term term : book.terms()) {
      entries.add(
          new Entry(
              BookHtml.anchor(term.name()), BookHtml.escape(term.name()), html.block(term.text())));
    }
    return List.of(Section.of("The words that the rules use, and what they mean there.", entries));
  }

  List<Section> conflicts() {
    List<Entry> entries = new ArrayList<>();
    for (Conflict conflict : book.conflicts()) {
      entries.add(
          new Entry(
              BookHtml.anchor(conflict.subject()),
              html.line(conflict.subject()),
              html.block(conflict.text())
                  + "<p><b>Decision:</b> "
                  + html.line(conflict.decision())
                  + "</p>\n"
                  + rules(conflict.rules())));
    }
    return List.of(
        Section.of(
            "Where the documentation, PEP 3156 and CPython’s own tests contradict one another, and"
                + " what was decided.",
            entries));
  }

  List<Section> notTestable() {
    List<Entry> entries = new ArrayList<>();
    for (NotTestable entry : book.notTestable()) {
      entries.add(
          new Entry("reason." + entry.id(), html.linkTo(entry.id()), html.block(entry.reason())));
    }
    return List.of(Section.of("Rules that no black-box test can show, and why.", entries));
  }

  List<Section> open() {
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

  List<Section> retired() {
    List<Entry> entries = new ArrayList<>();
    for (RetiredRule rule : book.retired()) {
      String instead = html.linksTo(rule.replacedBy());
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

  List<Section> statements() {
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
                  + rules(note.rules())));
    }
    return List.of(
        Section.of(
            "What is often said of asyncio’s loop, and the rules that say it, or why none does.",
            entries));
  }

  List<Section> challenge() {
    return List.of(new Section("", "", html.block(BookResources.prose("challenge")), List.of()));
  }

  private String rules(List<String> ids) {
    return ids.isEmpty() ? "" : "<p>Rules: " + html.linksTo(ids) + "</p>\n";
  }
}
