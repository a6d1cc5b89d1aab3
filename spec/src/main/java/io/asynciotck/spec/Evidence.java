package io.asynciotck.spec;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where a rule comes from, or what bears on it: one line of its block quote.
 *
 * @param source what kind of evidence it is
 * @param text what it says
 */
public record Evidence(Source source, String text) {

  /** The kinds of evidence. */
  public enum Source {
    /** The documentation: page, entry, phrase. */
    DOCS("Docs", true),
    /** A PEP and its section. */
    PEP("PEP", true),
    /** A file and function of CPython. */
    SOURCE("Source", true),
    /** A bug of a real loop that broke the rule. */
    SEEN("Seen", true),
    /** Where the documentation, the PEP and CPython's tests contradict one another. */
    CONFLICT("Conflict", false),
    /** Anything else worth knowing. */
    NOTES("Notes", false);

    private final String key;
    private final boolean repeatable;

    Source(String key, boolean repeatable) {
      this.key = key;
      this.repeatable = repeatable;
    }

    /** {@return the key that the pages use, such as {@code Docs}} */
    public String key() {
      return key;
    }

    /** {@return whether a rule may have several lines of this kind} */
    public boolean isRepeatable() {
      return repeatable;
    }

    static Optional<Source> ofKey(String key) {
      return Arrays.stream(values()).filter(source -> source.key.equals(key)).findFirst();
    }
  }

  /** {@return the line as the page has it, such as {@code PEP: 3156, event loop policy}} */
  @Override
  public String toString() {
    return source.key + ": " + text;
  }
}
