package io.asynciotck.spec;

import java.net.URI;
import java.util.Optional;

/**
 * A sentence of Python's documentation.
 *
 * @param place the page and the anchor at which it stands
 * @param versions the versions whose pages have it, where that is not the whole range of the rule
 * @param quotation the words that carry the rule; an ellipsis stands for what is left out
 * @param remark what the reader should know in addition, or nothing
 */
public record DocsCitation(DocsPlace place, VersionRange versions, String quotation, String remark)
    implements Evidence {

  static final String SHAPE =
      "> Docs: asyncio-eventloop#asyncio.loop.call_soon \"what the page says\"`, with ` since 3.11`"
          + " or ` until 3.10` in front of the quotation where pages differ, and `: remark` behind"
          + " it where there is something to add";

  @Override
  public Kind kind() {
    return Kind.DOCS;
  }

  @Override
  public String text() {
    return place
        + (versions.equals(VersionRange.ALL) ? "" : " " + versions)
        + " \""
        + quotation
        + "\""
        + (remark.isEmpty() ? "" : ": " + remark);
  }

  /**
   * {@return the address of the sentence, in the pages of this version or of the nearest that have
   * it}
   *
   * @param version the version
   */
  @Override
  public Optional<URI> link(PythonVersion version) {
    PythonVersion until = versions.until();
    PythonVersion since = versions.since();
    PythonVersion nearest = version;
    if (until != null && version.compareTo(until) > 0) {
      nearest = until;
    } else if (since != null && version.compareTo(since.first()) < 0) {
      nearest = since;
    }
    return Optional.of(place.link(nearest));
  }

  /** {@return the line} */
  @Override
  public String toString() {
    return line();
  }
}
