package io.asynciotck.tck.book;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which specification it is, so that it can be cited.
 *
 * @param version the version, such as {@code 0.1.0}
 * @param date the day on which it was made, such as {@code 2026-11-27}
 * @param address where it is to stay on the net, with a slash at the end; empty if that is not
 *     decided
 */
public record Edition(String version, String date, String address) {

  /** What the specification is called. */
  public static final String TITLE = "asyncio-tck: a specification of asyncio event loops";

  private static final String RESOURCE = "/io/asynciotck/tck/book/edition.properties";
  private static final String UNKNOWN = "unpackaged";
  private static final String RULES = "rules.html#";

  /** Puts a slash at the end of the address. */
  public Edition {
    if (!address.isEmpty() && !address.endsWith("/")) {
      address += "/";
    }
  }

  /** Returns what is shipped. Classes that no build has packaged have neither version nor date. */
  public static Edition shipped() {
    Properties properties = new Properties();
    try (InputStream stream = Edition.class.getResourceAsStream(RESOURCE)) {
      if (stream != null) {
        properties.load(stream);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return new Edition(
        property(properties, "version", UNKNOWN),
        property(properties, "date", ""),
        property(properties, "address", ""));
  }

  /** The build replaces the values; where it has not run, they still are its place-holders. */
  private static String property(Properties properties, String name, String otherwise) {
    String value = properties.getProperty(name, "").strip();
    return value.isEmpty() || value.startsWith("${") ? otherwise : value;
  }

  /** Returns the same edition at another address. */
  public Edition at(String newAddress) {
    return new Edition(version, date, newAddress);
  }

  /** Returns whether there is an address. */
  public boolean isPublished() {
    return !address.isEmpty();
  }

  /** Returns version and date. */
  public String name() {
    return (version.equals(UNKNOWN) ? UNKNOWN : "version " + version)
        + (date.isEmpty() ? "" : " (" + date + ")");
  }

  /** Returns the address of a rule that stays, wherever the rule stands in the book. */
  public String addressOf(String rule) {
    return address + RULES + rule;
  }

  /** Returns how to cite the whole. */
  public String citation() {
    return TITLE + ", " + name() + (isPublished() ? ", " + address : "");
  }

  /** Returns how to cite a rule. */
  public String citation(String rule) {
    return TITLE + ", " + name() + ", rule " + rule + (isPublished() ? ", " + addressOf(rule) : "");
  }

  /** Returns the whole as an entry for BibTeX. */
  public String bibtex() {
    return bibtex("asyncio-tck", "Version " + version, address);
  }

  /** Returns a rule as an entry for BibTeX. */
  public String bibtex(String rule) {
    return bibtex(
        "asyncio-tck:" + rule,
        "Version " + version + ", rule " + rule,
        isPublished() ? addressOf(rule) : "");
  }

  private String bibtex(String key, String note, String url) {
    StringBuilder entry = new StringBuilder("@techreport{").append(key).append(",\n");
    field(entry, "title", "{" + TITLE + "}");
    field(entry, "author", "{The asyncio-tck authors}");
    field(entry, "institution", "asyncio-tck");
    if (!date.isEmpty()) {
      field(entry, "year", date.substring(0, 4));
      field(entry, "date", date);
    }
    field(entry, "note", note);
    if (!url.isEmpty()) {
      field(entry, "url", url);
    }
    return entry.append("}\n").toString();
  }

  private static void field(StringBuilder entry, String name, String value) {
    entry.append("  ").append(name).append(" = {").append(value).append("},\n");
  }
}
