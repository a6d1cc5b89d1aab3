package io.asynciotck.spec;

import java.net.URL;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The specification: its rules, and what its other pages say about them. A book that exists is free
 * of errors; it never changes.
 */
public final class RuleBook {

  /**
   * Read when it is first asked for, and not in an initializer: an error in a page is told to each
   * who asks, in its own words.
   */
  private static @Nullable RuleBook standard;

  private final List<RulePage> pages;
  private final Map<String, RuleText> rulesById;
  private final List<RuleText> rules;
  private final Set<ConformanceClass> classes;
  private final Appendix appendix;

  RuleBook(List<RulePage> pages, Appendix appendix) {
    this.pages = List.copyOf(pages);
    this.appendix = appendix;
    Map<String, RuleText> byId = new LinkedHashMap<>();
    pages.forEach(page -> page.rules().forEach(rule -> byId.put(rule.id(), rule)));
    this.rulesById = Collections.unmodifiableMap(byId);
    this.rules = List.copyOf(byId.values());
    this.classes =
        rules.stream()
            .map(RuleText::conformanceClass)
            .collect(
                Collectors.collectingAndThen(
                    Collectors.toCollection(() -> EnumSet.noneOf(ConformanceClass.class)),
                    Collections::unmodifiableSet));
  }

  /**
   * {@return the specification that this library ships}
   *
   * @throws RuleBookException if a page has an error
   */
  public static synchronized RuleBook standard() {
    if (standard == null) {
      standard = parse(PageFiles.around(anyPage()));
    }
    return standard;
  }

  private static URL anyPage() {
    return Objects.requireNonNull(
        RuleBook.class.getResource("rules/about/terms.md"),
        "The rule pages are not on the class path");
  }

  /**
   * {@return the book of one page}
   *
   * @param file the name of the page's file, such as {@code callbacks.md}, for messages
   * @param text what it says
   * @throws RuleBookException if the page has an error
   */
  public static RuleBook parse(String file, String text) {
    return parse(Map.of(file, text));
  }

  /**
   * {@return the book of these pages}
   *
   * @param pages the texts of the pages by the names of their files
   * @throws RuleBookException if a page has an error, or does not fit the others
   */
  public static RuleBook parse(Map<String, String> pages) {
    return RuleBookLoader.load(pages);
  }

  /**
   * {@return the pages that hold rules, chapter by chapter, in the alphabetical order of their
   * files}
   */
  public List<RulePage> pages() {
    return pages;
  }

  /** {@return all rules, in the order of the pages} */
  public List<RuleText> rules() {
    return rules;
  }

  /**
   * {@return the rule with this id, if there is one}
   *
   * @param id such as {@code loop.call-soon.fifo}
   */
  public Optional<RuleText> find(String id) {
    return Optional.ofNullable(rulesById.get(id));
  }

  /**
   * {@return the rule with this id}
   *
   * @param id such as {@code loop.call-soon.fifo}
   * @throws IllegalArgumentException if there is none; the message names what replaced it, if it
   *     was retired, and otherwise the ids near it
   */
  public RuleText get(String id) {
    return find(id)
        .orElseThrow(() -> new IllegalArgumentException(appendix.unknown(id, rulesById.keySet())));
  }

  /**
   * {@return the rules whose id matches, in the order of the pages; there may be none}
   *
   * @param glob an id in which {@code *} stands for any text, dots included, and {@code ?} for any
   *     one character
   * @throws IllegalArgumentException if no id could ever match, because of a foreign character
   */
  public List<RuleText> matching(String glob) {
    RuleGlob pattern = new RuleGlob(glob);
    return select(rule -> pattern.matches(rule.id()));
  }

  /**
   * {@return the rules in force in this profile, in the order of the pages}
   *
   * @param profile the profile
   */
  public List<RuleText> inForce(Profile profile) {
    return select(profile::selects);
  }

  private List<RuleText> select(Predicate<RuleText> predicate) {
    return rules.stream().filter(predicate).toList();
  }

  /** {@return the conformance classes that have rules, in the order of their declaration} */
  public Set<ConformanceClass> classes() {
    return classes;
  }

  /** {@return the glossary} */
  public List<Term> terms() {
    return appendix.terms();
  }

  /** {@return where the sources contradict one another} */
  public List<Conflict> conflicts() {
    return appendix.conflicts();
  }

  /** {@return the rules that no black-box test can show} */
  public List<NotTestable> notTestable() {
    return appendix.notTestable();
  }

  /**
   * {@return whether a black-box test can show this rule}
   *
   * @param rule the rule
   */
  public boolean isTestable(RuleText rule) {
    return appendix.notTestable().stream().noneMatch(entry -> entry.id().equals(rule.id()));
  }

  /** {@return the ids that never come back} */
  public List<RetiredRule> retired() {
    return appendix.retired();
  }

  /** {@return the words for what a loop may not be meant to do} */
  public List<GapWord> gapWords() {
    return appendix.gapWords();
  }

  /** {@return the words for why a sentence of the documentation has no rule} */
  public List<SentenceWord> sentenceWords() {
    return appendix.sentenceWords();
  }

  /** {@return what implementations do differently, and may} */
  public List<OpenPoint> openPoints() {
    return appendix.openPoints();
  }

  /** {@return the statements that the specification was asked to cover, by number} */
  public List<Note> notes() {
    return appendix.notes();
  }
}
