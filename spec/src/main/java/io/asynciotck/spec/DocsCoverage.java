package io.asynciotck.spec;

import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What became of the documentation, sentence by sentence: which rules say it, or why none does. The
 * documentation is that of the {@linkplain Profile#newest() newest profile}.
 */
public final class DocsCoverage {

  private final Map<String, PageCoverage> pages = new LinkedHashMap<>();

  /**
   * The coverage of some pages.
   *
   * @param pages the pages
   */
  public DocsCoverage(List<PageCoverage> pages) {
    pages.forEach(page -> this.pages.put(page.page(), page));
  }

  /**
   * {@return the coverage that is shipped with the specification}
   *
   * @throws RuleBookException if a file of it has an error
   */
  public static DocsCoverage standard() {
    URL anyFile =
        Objects.requireNonNull(
            DocsCoverage.class.getResource("coverage/asyncio-task" + PageCoverage.SUFFIX),
            "The coverage of the documentation is not on the class path");
    return parse(PageFiles.beside(anyFile, PageCoverage.SUFFIX));
  }

  /**
   * {@return what these files say}
   *
   * @param files their texts, by their names
   * @throws RuleBookException if one of them has an error
   */
  public static DocsCoverage parse(Map<String, String> files) {
    Problems problems = new Problems();
    List<PageCoverage> pages =
        problems.each(
            new TreeMap<>(files).entrySet(),
            file ->
                PageCoverage.parse(
                    file.getKey()
                        .substring(0, file.getKey().length() - PageCoverage.SUFFIX.length()),
                    file.getValue()));
    problems.throwIfAny();
    return new DocsCoverage(pages);
  }

  /** {@return the pages, in the order of their names} */
  public List<PageCoverage> pages() {
    return List.copyOf(pages.values());
  }

  /**
   * {@return the coverage of this page, if there is one}
   *
   * @param name such as {@code asyncio-task}
   */
  public Optional<PageCoverage> page(String name) {
    return Optional.ofNullable(pages.get(name));
  }

  /**
   * {@return what is wrong: rules that there are not, words that have no entry, sentences of which
   * nothing is said, pages that rules quote and that are missing}
   *
   * @param book the rules
   */
  public List<String> problems(RuleBook book) {
    List<String> problems = new ArrayList<>();
    Map<String, SentenceWord> words =
        book.sentenceWords().stream().collect(Collectors.toMap(SentenceWord::word, word -> word));
    pages.values().forEach(page -> check(page, book, words.keySet(), problems));
    Set<String> used =
        pages.values().stream()
            .flatMap(page -> page.sentences().stream())
            .map(SentenceCoverage::word)
            .collect(Collectors.toSet());
    words.keySet().stream()
        .filter(word -> !used.contains(word))
        .map(word -> "No sentence is `" + word + "`, for which sentences.md has an entry")
        .forEach(problems::add);
    for (String name : pagesQuoted(book)) {
      if (!pages.containsKey(name)) {
        problems.add("Rules quote " + name + ", and nothing is known of its sentences");
      }
    }
    return problems;
  }

  private static void check(
      PageCoverage page, RuleBook book, Set<String> words, List<String> problems) {
    Map<String, Integer> numbers = new HashMap<>();
    for (SentenceCoverage sentence : page.sentences()) {
      String place = page.page() + "#" + sentence.anchor() + " " + sentence.number() + ": ";
      if (numbers.merge(sentence.anchor(), 1, Integer::sum) != sentence.number()) {
        problems.add(place + "the sentences of an anchor are counted from 1, one by one");
      }
      if (!sentence.isJudged()) {
        problems.add(place + "it has no rule, and nothing says why");
      }
      if (!sentence.word().isEmpty() && !words.contains(sentence.word())) {
        problems.add(place + "sentences.md has no entry `" + sentence.word() + "`");
      }
      for (String id : sentence.rules()) {
        Optional<RuleText> rule = book.find(id);
        if (rule.isEmpty()) {
          problems.add(place + "there is no rule `" + id + "`");
        } else if (!Profile.newest().selects(rule.get())) {
          problems.add(place + "`" + id + "` is not in force in " + Profile.newest());
        }
      }
    }
  }

  /** The pages of asyncio that rules quote as they are now; other manuals are not asked for. */
  private static Set<String> pagesQuoted(RuleBook book) {
    Set<String> quoted = new LinkedHashSet<>();
    for (RuleText rule : book.inForce(Profile.newest())) {
      for (DocsCitation citation : rule.evidence(DocsCitation.class)) {
        if (citation.versions().contains(Profile.newest().version())
            && !citation.place().page().contains("/")) {
          quoted.add(citation.place().page());
        }
      }
    }
    return quoted;
  }
}
