package io.asynciotck.spec;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads all pages and checks them against one another.
 *
 * <p>Two passes: what is wrong inside a page is reported first, because a page that cannot be read
 * would otherwise seem to miss its rules.
 */
final class RuleBookLoader {

  private final Map<String, String> pages;
  private final Problems problems = new Problems();

  private RuleBookLoader(Map<String, String> pages) {
    this.pages = new TreeMap<>(Chapter.order());
    this.pages.putAll(pages);
  }

  static RuleBook load(Map<String, String> pages) {
    return new RuleBookLoader(pages).load();
  }

  private RuleBook load() {
    pages.keySet().forEach(this::checkChapter);
    List<RulePage> rulePages =
        problems.each(
            pages.keySet().stream().filter(file -> !Appendix.FILES.contains(file)).toList(),
            file -> RulePageParser.parse(file, text(file)));
    Appendix appendix =
        new Appendix(
            entries(Appendix.TERMS, EntryParser::term),
            entries(Appendix.CONFLICTS, EntryParser::conflict),
            entries(Appendix.NOT_TESTABLE, EntryParser::notTestable),
            entries(Appendix.RETIRED, EntryParser::retired),
            entries(Appendix.NOTES, EntryParser::note).stream()
                .sorted(Comparator.comparingInt(Note::number))
                .toList(),
            entries(Appendix.GAPS, EntryParser::gapWord),
            entries(Appendix.SENTENCES, EntryParser::sentenceWord),
            entries(Appendix.OPEN, EntryParser::openPoint));
    problems.throwIfAny();
    new CrossCheck(rulePages, appendix, problems).run();
    checkAllNotesAreThere(appendix.notes());
    appendix.gapWords().forEach(word -> checkRulesAreThere(word, rulePages));
    problems.throwIfAny();
    return new RuleBook(rulePages, appendix);
  }

  /** A page that is given without a folder stands for itself. */
  private void checkChapter(String file) {
    String word = Chapter.wordOf(file);
    if (!word.isEmpty() && !Chapter.words().contains(word)) {
      problems.add(
          file,
          1,
          "There is no chapter `" + word + "`; there are " + String.join(", ", Chapter.words()));
    }
  }

  private String text(String file) {
    return pages.getOrDefault(file, "");
  }

  /** Reads the entries of a page; a book may be without that page. */
  private <T> List<T> entries(String file, Function<Block, T> parse) {
    if (!pages.containsKey(file)) {
      return List.of();
    }
    List<Block> entries =
        problems.each(List.of(file), name -> Block.all(name, text(name))).stream()
            .flatMap(List::stream)
            .filter(Block::isEntry)
            .toList();
    checkHeadingsDiffer(entries);
    return List.copyOf(problems.each(entries, parse));
  }

  private void checkHeadingsDiffer(List<Block> entries) {
    Map<String, Line> seen = new HashMap<>();
    for (Block entry : entries) {
      Line first = seen.putIfAbsent(entry.title().toLowerCase(Locale.ROOT), entry.heading());
      if (first != null) {
        problems.add(
            entry.heading(),
            "`" + entry.title() + "` has an entry already, on line " + first.number());
      }
    }
  }

  private void checkRulesAreThere(GapWord word, List<RulePage> rulePages) {
    for (String glob : word.globs()) {
      RuleGlob pattern = new RuleGlob(glob);
      if (rulePages.stream()
          .flatMap(page -> page.rules().stream())
          .noneMatch(rule -> pattern.matches(rule.id()))) {
        problems.add(Appendix.GAPS, word.line(), "No rule is named as `" + glob + "`");
      }
    }
  }

  private void checkAllNotesAreThere(List<Note> notes) {
    if (pages.containsKey(Appendix.NOTES)) {
      Set<Integer> there = notes.stream().map(Note::number).collect(Collectors.toSet());
      for (int number = 1; number <= Note.COUNT; number++) {
        if (!there.contains(number)) {
          problems.add(Appendix.NOTES, 1, "Statement " + number + " is missing");
        }
      }
    }
  }
}
