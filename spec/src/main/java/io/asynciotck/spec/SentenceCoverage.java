package io.asynciotck.spec;

import java.util.ArrayList;
import java.util.List;

/**
 * What became of one sentence of the documentation. The sentence itself is not here: its place and
 * a digest say which one it is.
 *
 * @param anchor the anchor at which it stands
 * @param number which sentence of that anchor it is, counted from 1
 * @param digest a digest of its words
 * @param quotedBy the rules that quote words of it
 * @param saidBy the rules that say the same and quote other words for it; these are named by a
 *     person
 * @param word why it has no rule, or none for all of it; empty if there is nothing to explain
 */
public record SentenceCoverage(
    String anchor,
    int number,
    String digest,
    List<String> quotedBy,
    List<String> saidBy,
    String word) {

  /** Copies the lists. */
  public SentenceCoverage {
    quotedBy = List.copyOf(quotedBy);
    saidBy = List.copyOf(saidBy);
  }

  /**
   * {@return a short word for these words}
   *
   * @param sentence the words
   */
  public static String digestOf(String sentence) {
    return RuleDigest.hash(sentence);
  }

  /** {@return all rules that say it, or a part of it} */
  public List<String> rules() {
    List<String> rules = new ArrayList<>(quotedBy);
    saidBy.stream().filter(id -> !rules.contains(id)).forEach(rules::add);
    return rules;
  }

  /** {@return whether it has rules, or a word that says why not} */
  public boolean isJudged() {
    return !word.isEmpty() || !rules().isEmpty();
  }

  /** {@return a line of the file of its page} */
  @Override
  public String toString() {
    return String.join(
        "\t",
        anchor,
        String.valueOf(number),
        digest,
        String.join(", ", quotedBy),
        String.join(", ", saidBy),
        word);
  }
}
