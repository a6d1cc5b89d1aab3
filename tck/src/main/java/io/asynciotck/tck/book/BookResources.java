package io.asynciotck.tck.book;

import io.asynciotck.spec.RuleBook;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The texts of which the book is made, besides the rules. */
final class BookResources {

  private static final String TEMPLATES = "/io/asynciotck/tck/book/";
  private static final String PROSE = "book/";

  private BookResources() {}

  /** A template, a style sheet or a script. */
  static String template(String name) {
    return text(BookResources.class, TEMPLATES + name);
  }

  static Reader reader(String name) {
    return new StringReader(template(name));
  }

  /** A text of the specification that is not a page of rules, in Markdown. */
  static String prose(String name) {
    return text(RuleBook.class, PROSE + name + ".md");
  }

  private static String text(Class<?> owner, String name) {
    try (InputStream stream = owner.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(stream, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
