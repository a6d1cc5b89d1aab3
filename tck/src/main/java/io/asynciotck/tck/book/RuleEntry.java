package io.asynciotck.tck.book;

import io.asynciotck.spec.Evidence;
import io.asynciotck.spec.NotTestable;
import io.asynciotck.spec.RuleBook;
import io.asynciotck.spec.RuleText;
import java.util.List;

/**
 * A rule as the book shows it.
 *
 * @param id its id
 * @param address where it stands
 * @param permanent its address that stays
 * @param level its level
 * @param levelName its level as the page has it
 * @param conformanceClass its class
 * @param range the versions in which it holds
 * @param profiles the profiles in which it is in force, for a filter
 * @param inferred whether no sentence says it, but it follows from some
 * @param sentence its sentence, as HTML
 * @param intent why it is there, as HTML
 * @param sources where it comes from
 * @param terms the terms that it uses
 * @param tests its tests
 * @param notTestable why there is none, as HTML
 * @param lines the lines of the reference
 * @param faults the broken loops that break it
 * @param seenOn the loops on which it was seen to hold
 */
record RuleEntry(
    String id,
    String address,
    String permanent,
    String level,
    String levelName,
    String conformanceClass,
    String range,
    String profiles,
    boolean inferred,
    String sentence,
    String intent,
    List<EvidenceHtml.Line> sources,
    List<TermLink> terms,
    List<Test> tests,
    String notTestable,
    List<String> lines,
    List<String> faults,
    List<String> seenOn) {

  /**
   * A term that a rule uses.
   *
   * @param name the term
   * @param anchor where it stands
   */
  record TermLink(String name, String anchor) {}

  /**
   * A test of a rule.
   *
   * @param name class and method
   * @param source its text
   */
  record Test(String name, String source) {}

  static RuleEntry of(RuleText rule, RuleBook book, BookHtml html, Proofs proofs, Edition edition) {
    return new RuleEntry(
        rule.id(),
        html.address(rule.id()),
        edition.addressOf(rule.id()),
        rule.level().label(),
        rule.level().name(),
        rule.conformanceClass().label(),
        rule.range().toString(),
        Profiles.of(rule),
        isInferred(rule),
        html.line(rule.sentence()),
        html.line(rule.intent()),
        EvidenceHtml.of(rule, html),
        html.termsOf(rule).stream().map(term -> new TermLink(term, BookHtml.anchor(term))).toList(),
        proofs.testsOf(rule).stream()
            .map(test -> new Test(test.name(), test.source().orElse("")))
            .toList(),
        book.notTestable().stream()
            .filter(entry -> entry.id().equals(rule.id()))
            .map(NotTestable::reason)
            .map(html::line)
            .findFirst()
            .orElse(""),
        proofs.linesOf(rule),
        proofs.faultsOf(rule),
        proofs.seenOn(rule));
  }

  private static boolean isInferred(RuleText rule) {
    return rule.has(Evidence.Kind.INFERRED)
        && !rule.has(Evidence.Kind.DOCS)
        && !rule.has(Evidence.Kind.PEP);
  }

  /** Whether the lines of the reference are known. */
  public boolean hasLines() {
    return !lines.isEmpty();
  }

  /** Whether broken loops are known. */
  public boolean hasFaults() {
    return !faults.isEmpty();
  }

  /** Whether it uses terms. */
  public boolean hasTerms() {
    return !terms.isEmpty();
  }

  /** On how many loops it was seen to hold, for people; nothing if on none. */
  public String seenOnCount() {
    return seenOn.isEmpty() ? "" : seenOn.size() + (seenOn.size() == 1 ? " loop" : " loops");
  }

  /** How many tests there are, for people. */
  public String testCount() {
    return tests.size() == 1 ? "1 test" : tests.size() + " tests";
  }
}
