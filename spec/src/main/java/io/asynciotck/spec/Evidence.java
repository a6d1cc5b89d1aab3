package io.asynciotck.spec;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;

/** Where a rule comes from, or what bears on it: one line of its block quote. */
public sealed interface Evidence
    permits DocsCitation, Inference, IssueCitation, PepCitation, Remark, SourceCitation {

  /** The kinds of evidence. */
  enum Kind {
    /** A sentence of Python's documentation. */
    DOCS("Docs", true),
    /** A sentence of a PEP. */
    PEP("PEP", true),
    /** What the rule follows from, where no sentence says it. */
    INFERRED("Inferred", true),
    /** A file and names of CPython. */
    SOURCE("Source", true),
    /** A bug of a real loop that broke the rule. */
    ISSUE("Issue", true),
    /** Where the documentation, the PEP and CPython's tests contradict one another. */
    CONFLICT("Conflict", false),
    /** Anything else worth knowing. */
    NOTES("Notes", false);

    private final String key;
    private final boolean repeatable;

    Kind(String key, boolean repeatable) {
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

    static Optional<Kind> ofKey(String key) {
      return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
    }
  }

  /** {@return what kind of evidence it is} */
  Kind kind();

  /** {@return what it says, as the page has it behind the key} */
  String text();

  /**
   * {@return where it can be looked up, if that is one place on the net}
   *
   * @param version the version of Python whose documentation is asked for
   */
  default Optional<URI> link(PythonVersion version) {
    return Optional.empty();
  }

  /** {@return the line as the page has it, such as {@code Notes: uvloop runs two more.}} */
  default String line() {
    return kind().key() + ": " + text();
  }
}
