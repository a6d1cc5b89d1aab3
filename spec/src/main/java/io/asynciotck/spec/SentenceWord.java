package io.asynciotck.spec;

import java.util.Arrays;
import java.util.Optional;

/**
 * A word for why a sentence of the documentation has no rule, or not one for all that it says. In
 * {@code sentences.md}: {@code ### word}, what it means, then {@code > Kind: no rule yet}, or
 * another kind.
 *
 * @param word the word
 * @param kind what such a sentence is
 * @param text what it means; where there is no rule yet, what a test would show
 * @param line the line of its heading, counted from 1
 */
public record SentenceWord(String word, Kind kind, String text, int line) {

  /** What a sentence without a rule can be. */
  public enum Kind {
    /** It demands nothing of a loop. */
    NOTHING("demands nothing"),
    /** No test can show it. */
    NOT_TESTABLE("not testable"),
    /** It could have a rule. */
    OPEN("no rule yet");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** {@return the kind as the page has it} */
    public String label() {
      return label;
    }

    static Optional<Kind> of(String label) {
      return Arrays.stream(values()).filter(kind -> kind.label.equals(label)).findFirst();
    }
  }
}
