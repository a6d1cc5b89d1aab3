package io.asynciotck.spec;

import java.net.URI;

/**
 * An anchor of a page of Python's documentation.
 *
 * @param page the page; one of the library stands without its folder, as {@code asyncio-task} does,
 *     any other with it, as {@code reference/datamodel}
 * @param anchor the anchor, such as {@code asyncio.loop.call_soon}
 */
public record DocsPlace(String page, String anchor) {

  /** How a place is written. */
  static final String SPELLING = "([a-z0-9._-]+(?:/[a-z0-9._-]+)*)#([A-Za-z0-9._-]+)";

  /** {@return the place that is spelled so, such as {@code asyncio-task#asyncio.sleep}} */
  static DocsPlace parse(String text) {
    int hash = text.indexOf('#');
    return new DocsPlace(text.substring(0, hash), text.substring(hash + 1));
  }

  /**
   * {@return the address of the place}
   *
   * @param version the version of the documentation; its micro number does not matter
   */
  public URI link(PythonVersion version) {
    return URI.create(
        "https://docs.python.org/"
            + version.major()
            + "."
            + version.minor()
            + "/"
            + (page.contains("/") ? page : "library/" + page)
            + ".html#"
            + anchor);
  }

  /** {@return the spelling of the pages} */
  @Override
  public String toString() {
    return page + "#" + anchor;
  }
}
