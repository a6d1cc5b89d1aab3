package io.asynciotck.spec;

import java.util.Collection;
import java.util.List;

/** What the pages that are not about an area say. */
record Appendix(
    List<Term> terms,
    List<Conflict> conflicts,
    List<NotTestable> notTestable,
    List<RetiredRule> retired,
    List<Note> notes,
    List<GapWord> gapWords,
    List<SentenceWord> sentenceWords,
    List<OpenPoint> openPoints) {

  static final String TERMS = "about/terms.md";
  static final String CONFLICTS = "about/conflicts.md";
  static final String NOT_TESTABLE = "about/not-testable.md";
  static final String RETIRED = "about/retired.md";
  static final String NOTES = "about/notes.md";
  static final String GAPS = "about/gaps.md";

  static final String SENTENCES = "about/sentences.md";
  static final String OPEN = "about/open.md";

  static final List<String> FILES =
      List.of(TERMS, CONFLICTS, NOT_TESTABLE, RETIRED, NOTES, GAPS, SENTENCES, OPEN);

  /**
   * {@return a sentence that says why there is no rule with this id, and what to ask for instead}
   */
  String unknown(String id, Collection<String> known) {
    return retired.stream()
        .filter(entry -> entry.id().equals(id))
        .findFirst()
        .map(Appendix::hasBeenRetired)
        .orElseGet(() -> RuleIds.unknown(id, known));
  }

  private static String hasBeenRetired(RetiredRule entry) {
    String sentence = "Rule `" + entry.id() + "` was retired in " + entry.retiredIn();
    return entry.replacedBy().isEmpty()
        ? sentence + " and not replaced"
        : sentence + "; replaced by: `" + String.join("`, `", entry.replacedBy()) + "`";
  }
}
