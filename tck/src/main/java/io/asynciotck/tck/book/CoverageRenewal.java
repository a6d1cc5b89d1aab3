package io.asynciotck.tck.book;

import io.asynciotck.spec.DocsCitation;
import io.asynciotck.spec.DocsCoverage;
import io.asynciotck.spec.PageCoverage;
import io.asynciotck.spec.Profile;
import io.asynciotck.spec.PythonVersion;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import io.asynciotck.spec.SentenceCoverage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds what is known of the sentences of the documentation against the documentation itself, and
 * the rules: which sentences are new or gone, and which rules quote them now. What a person has
 * said of a sentence stays with it as long as its words are the same, wherever it stands.
 */
public final class CoverageRenewal {

  private final PythonVersion version = Profile.newest().version();
  private final RuleBook book;
  private final DocsLibrary library;
  private final List<PageCoverage> pages = new ArrayList<>();
  private final List<String> findings = new ArrayList<>();

  private CoverageRenewal(RuleBook book, DocsLibrary library) {
    this.book = book;
    this.library = library;
  }

  /**
   * Reads the documentation of the newest profile.
   *
   * @param known what is known so far
   * @param book the rules
   * @param library the documentation
   * @return nothing if the library does not have that version
   */
  public static Optional<CoverageRenewal> of(
      DocsCoverage known, RuleBook book, DocsLibrary library) {
    CoverageRenewal renewal = new CoverageRenewal(book, library);
    if (!library.isWhole(renewal.version)) {
      return Optional.empty();
    }
    renewal.renew(known);
    return Optional.of(renewal);
  }

  private void renew(DocsCoverage known) {
    Map<String, Map<DocsSentence, Set<String>>> quoted = new HashMap<>();
    for (RuleText rule : book.inForce(Profile.newest())) {
      for (DocsCitation citation : rule.evidence(DocsCitation.class)) {
        place(rule, citation, quoted);
      }
    }
    for (String name : library.pages(version)) {
      DocsPage page = library.page(version, name).orElseThrow();
      List<SentenceCoverage> before =
          known.page(name).map(PageCoverage::sentences).orElse(List.of());
      pages.add(renew(name, page, before, quoted.getOrDefault(name, Map.of())));
    }
    Set<String> names = new TreeSet<>(known.pages().stream().map(PageCoverage::page).toList());
    names.removeAll(library.pages(version));
    names.forEach(name -> findings.add(name + ": the documentation has no such page"));
  }

  private void place(
      RuleText rule,
      DocsCitation citation,
      Map<String, Map<DocsSentence, Set<String>>> quotedByPage) {
    String name = citation.place().page();
    Optional<DocsPage> page = library.page(version, name);
    if (page.isEmpty() || !citation.versions().contains(version)) {
      return;
    }
    Map<DocsSentence, Set<String>> quoted =
        quotedByPage.computeIfAbsent(name, _ -> new HashMap<>());
    page.get()
        .quoted(citation.place().anchor(), citation.quotation())
        .forEach(sentence ->
            quoted.computeIfAbsent(sentence, _ -> new LinkedHashSet<>()).add(rule.id()));
  }

  private PageCoverage renew(
      String name,
      DocsPage page,
      List<SentenceCoverage> before,
      Map<DocsSentence, Set<String>> quoted) {
    Known known = new Known(before);
    List<SentenceCoverage> sentences = new ArrayList<>();
    Map<DocsSentence, SentenceCoverage> same = known.match(page.sentences());
    for (DocsSentence sentence : page.sentences()) {
      List<String> rules = List.copyOf(quoted.getOrDefault(sentence, Set.of()));
      SentenceCoverage old = same.get(sentence);
      SentenceCoverage now =
          new SentenceCoverage(
              sentence.anchor(),
              sentence.number(),
              sentence.digest(),
              rules,
              old == null ? List.of() : old.saidBy(),
              old == null ? "" : wordOf(old, rules));
      report(name, sentence, old, now);
      sentences.add(now);
    }
    known
        .rest()
        .forEach(old ->
            findings.add(
                name + "#" + old.anchor() + " " + old.number() + " is gone: it was " + what(old)));
    return new PageCoverage(name, sentences);
  }

  /** Why there is no rule is no longer said when a rule quotes the sentence that did not. */
  private static String wordOf(SentenceCoverage old, List<String> rules) {
    return old.quotedBy().containsAll(rules) ? old.word() : "";
  }

  private void report(
      String name, DocsSentence sentence, @Nullable SentenceCoverage old, SentenceCoverage now) {
    String place = name + "#" + sentence.anchor() + " " + sentence.number();
    if (!now.isJudged()) {
      findings.add(place + (old == null ? " is new: " : " is not judged: ") + sentence.text());
    } else if (old == null) {
      findings.add(place + " is new: " + what(now));
    } else if (!what(old).equals(what(now))) {
      findings.add(place + " was " + what(old) + " and is " + what(now));
    } else if (!old.equals(now)) {
      findings.add(place + " stood elsewhere");
    }
  }

  private static String what(SentenceCoverage sentence) {
    List<String> parts = new ArrayList<>();
    if (!sentence.quotedBy().isEmpty()) {
      parts.add("quoted by " + String.join(", ", sentence.quotedBy()));
    }
    if (!sentence.saidBy().isEmpty()) {
      parts.add("said by " + String.join(", ", sentence.saidBy()));
    }
    if (!sentence.word().isEmpty()) {
      parts.add("`" + sentence.word() + "`");
    }
    return parts.isEmpty() ? "not judged" : String.join(" and ", parts);
  }

  /** The pages as they should be. */
  public List<PageCoverage> pages() {
    return List.copyOf(pages);
  }

  /** What is not as it should be, a line for each sentence. */
  public List<String> findings() {
    return List.copyOf(findings);
  }

  /** What was known, which is taken by the sentences that still say the same. */
  private static final class Known {

    private final List<SentenceCoverage> rest;

    Known(List<SentenceCoverage> sentences) {
      rest = new ArrayList<>(sentences);
    }

    /** Those that stand where they stood come first; then those that have moved. */
    Map<DocsSentence, SentenceCoverage> match(List<DocsSentence> sentences) {
      Map<DocsSentence, SentenceCoverage> same = new HashMap<>();
      sentences.forEach(sentence ->
          take(sentence, old -> old.anchor().equals(sentence.anchor()))
              .ifPresent(old -> same.put(sentence, old)));
      sentences.stream()
          .filter(sentence -> !same.containsKey(sentence))
          .forEach(moved -> take(moved, _ -> true).ifPresent(old -> same.put(moved, old)));
      return same;
    }

    private Optional<SentenceCoverage> take(
        DocsSentence sentence, Predicate<SentenceCoverage> where) {
      String digest = sentence.digest();
      Optional<SentenceCoverage> found =
          rest.stream().filter(old -> old.digest().equals(digest)).filter(where).findFirst();
      found.ifPresent(rest::remove);
      return found;
    }

    List<SentenceCoverage> rest() {
      return rest;
    }
  }
}
