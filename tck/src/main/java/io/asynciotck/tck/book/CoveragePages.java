package io.asynciotck.tck.book;

import io.asynciotck.spec.DocsCoverage;
import io.asynciotck.spec.DocsPlace;
import io.asynciotck.spec.PageCoverage;
import io.asynciotck.spec.Profile;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.SentenceCoverage;
import io.asynciotck.spec.SentenceWord;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What became of the documentation, sentence by sentence, as the book shows it. */
final class CoveragePages {

  private final RuleBook book;
  private final BookHtml html;
  private final Map<String, SentenceWord> words;
  private final List<Page> pages;

  /**
   * What the sentences of a page, or of an anchor, are: each is counted once.
   *
   * @param sentences how many there are
   * @param rules how many have rules, and nothing that is left
   * @param parts how many have rules, but not for all that they say
   * @param nothing how many demand nothing
   * @param notTestable how many no test can show, with a rule that says so or without
   * @param open how many have no rule yet
   */
  record Counts(
      String name,
      String file,
      int sentences,
      int rules,
      int parts,
      int nothing,
      int notTestable,
      int open) {}

  /**
   * A page of the documentation.
   *
   * @param name its name
   * @param file the page of the book
   * @param address where it is
   * @param counts what its sentences are
   * @param groups its sentences
   */
  record Page(String name, String file, String address, Counts counts, List<Group> groups) {}

  /**
   * Sentences that stand at one anchor, one after the other.
   *
   * @param anchor the anchor
   * @param address where it is
   * @param summary what they are, for people
   * @param sentences the sentences
   */
  record Group(String anchor, String address, String summary, List<Sentence> sentences) {}

  /**
   * A sentence.
   *
   * @param id its anchor on the page of the book
   * @param number which one of its anchor it is
   * @param what what became of it, as HTML
   */
  record Sentence(String id, int number, String what) {}

  /**
   * A word for why sentences have no rule.
   *
   * @param name the word
   * @param kind what such a sentence is
   * @param text what it means, as HTML
   * @param count how many sentences it is said of
   * @param places where they stand, as HTML; nothing where there are no rules to come
   */
  record Word(String name, String kind, String text, int count, String places) {}

  /** What can have become of a sentence. */
  private enum Outcome {
    RULES("with rules"),
    PARTS("in part"),
    NOTHING("demanding nothing"),
    NOT_TESTABLE("not testable"),
    OPEN("without a rule yet");

    private final String label;

    Outcome(String label) {
      this.label = label;
    }
  }

  private CoveragePages(DocsCoverage coverage, RuleBook book, BookHtml html) {
    this.book = book;
    this.html = html;
    this.words =
        book.sentenceWords().stream()
            .collect(
                Collectors.toMap(
                    SentenceWord::word, word -> word, (first, _) -> first, LinkedHashMap::new));
    this.pages = coverage.pages().stream().map(this::page).toList();
  }

  /** Of the pages of the documentation, as they are covered by a book. */
  static CoveragePages of(DocsCoverage coverage, RuleBook book, BookHtml html) {
    return new CoveragePages(coverage, book, html);
  }

  /** The pages. */
  List<Page> pages() {
    return pages;
  }

  /** What goes into the page that leads to the others. */
  Map<String, Object> index(DocsCoverage coverage) {
    return Map.of(
        "version",
        Profile.newest().version().toString(),
        "pages",
        pages,
        "total",
        counts(
            "All pages",
            "",
            coverage.pages().stream().flatMap(page -> page.sentences().stream()).toList()),
        "words",
        words.values().stream().map(word -> word(word, coverage)).toList());
  }

  private Page page(PageCoverage page) {
    String file = "documentation-" + page.page() + ".html";
    List<List<SentenceCoverage>> groups = new ArrayList<>();
    String anchor = "";
    for (SentenceCoverage sentence : page.sentences()) {
      if (!sentence.anchor().equals(anchor)) {
        groups.add(new ArrayList<>());
        anchor = sentence.anchor();
      }
      groups.getLast().add(sentence);
    }
    return new Page(
        page.page(),
        file,
        address(page.page(), page.sentences().getFirst().anchor()).replaceFirst("#.*", ""),
        counts(page.page(), file, page.sentences()),
        groups.stream().map(group -> group(page.page(), group)).toList());
  }

  private static String address(String page, String anchor) {
    return new DocsPlace(page, anchor).link(Profile.newest().version()).toString();
  }

  private Group group(String page, List<SentenceCoverage> sentences) {
    String anchor = sentences.getFirst().anchor();
    String summary =
        outcomes(sentences).entrySet().stream()
            .map(outcome -> outcome.getValue() + " " + outcome.getKey().label)
            .collect(Collectors.joining(", "));
    return new Group(
        anchor,
        address(page, anchor),
        summary,
        sentences.stream()
            .map(sentence -> new Sentence(id(sentence), sentence.number(), what(sentence)))
            .toList());
  }

  private static String id(SentenceCoverage sentence) {
    return sentence.anchor() + "." + sentence.number();
  }

  private String what(SentenceCoverage sentence) {
    List<String> parts = new ArrayList<>();
    if (!sentence.rules().isEmpty()) {
      parts.add(html.linksTo(sentence.rules()));
    }
    if (!sentence.word().isEmpty()) {
      parts.add(
          "<a class=\"word\" href=\"documentation.html#word-"
              + sentence.word()
              + "\">"
              + sentence.word()
              + "</a>");
    }
    return String.join("; ", parts);
  }

  private Word word(SentenceWord word, DocsCoverage coverage) {
    List<String> places = new ArrayList<>();
    int count = 0;
    for (PageCoverage page : coverage.pages()) {
      for (SentenceCoverage sentence : page.sentences()) {
        if (sentence.word().equals(word.word())) {
          count++;
          places.add(place(page.page(), sentence));
        }
      }
    }
    return new Word(
        word.word(),
        word.kind().label(),
        html.block(word.text()),
        count,
        word.kind() == SentenceWord.Kind.OPEN ? String.join(", ", places) : "");
  }

  private static String place(String page, SentenceCoverage sentence) {
    return "<a href=\"documentation-"
        + page
        + ".html#"
        + id(sentence)
        + "\"><code>"
        + sentence.anchor()
        + "</code> "
        + sentence.number()
        + "</a>";
  }

  private Counts counts(String name, String file, List<SentenceCoverage> sentences) {
    Map<Outcome, Integer> outcomes = outcomes(sentences);
    return new Counts(
        name,
        file,
        sentences.size(),
        outcomes.getOrDefault(Outcome.RULES, 0),
        outcomes.getOrDefault(Outcome.PARTS, 0),
        outcomes.getOrDefault(Outcome.NOTHING, 0),
        outcomes.getOrDefault(Outcome.NOT_TESTABLE, 0),
        outcomes.getOrDefault(Outcome.OPEN, 0));
  }

  private Map<Outcome, Integer> outcomes(List<SentenceCoverage> sentences) {
    Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    sentences.forEach(sentence -> outcomes.merge(outcome(sentence), 1, Integer::sum));
    return outcomes;
  }

  private Outcome outcome(SentenceCoverage sentence) {
    SentenceWord word = words.get(sentence.word());
    boolean open = word != null && word.kind() == SentenceWord.Kind.OPEN;
    if (!sentence.rules().isEmpty()) {
      boolean shown = sentence.rules().stream().map(book::get).anyMatch(book::isTestable);
      return open ? Outcome.PARTS : shown ? Outcome.RULES : Outcome.NOT_TESTABLE;
    }
    if (open) {
      return Outcome.OPEN;
    }
    return word != null && word.kind() == SentenceWord.Kind.NOT_TESTABLE
        ? Outcome.NOT_TESTABLE
        : Outcome.NOTHING;
  }
}
