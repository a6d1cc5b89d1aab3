package io.asynciotck.spec;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * A sentence of a PEP.
 *
 * @param number the number of the PEP
 * @param anchor the anchor of its section
 * @param quotation the words that carry the rule; an ellipsis stands for what is left out
 * @param remark what the reader should know in addition, or nothing
 */
public record PepCitation(int number, String anchor, String quotation, String remark)
    implements Evidence {

  static final String SHAPE =
      "> PEP: 3156#basic-callbacks \"what the section says\"`, perhaps with `: remark` behind it";

  @Override
  public Kind kind() {
    return Kind.PEP;
  }

  @Override
  public String text() {
    return number
        + "#"
        + anchor
        + " \""
        + quotation
        + "\""
        + (remark.isEmpty() ? "" : ": " + remark);
  }

  @Override
  public Optional<URI> link(PythonVersion version) {
    return Optional.of(
        URI.create(
            String.format(Locale.ROOT, "https://peps.python.org/pep-%04d/#%s", number, anchor)));
  }

  /** {@return the line} */
  @Override
  public String toString() {
    return line();
  }
}
