package io.asynciotck.tck.book;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text without what is only typography: the kind of quotation marks, line breaks, the marks of
 * lists and of reStructuredText.
 *
 * @param text what is left
 */
record PlainText(String text) {

  private static final Pattern BULLET = Pattern.compile("(?m)^\\s*-\\s+");
  private static final Pattern ROLE =
      Pattern.compile(":[a-zA-Z:]+:`[!~]?([^`<]*?)(?:\\s*<[^`>]*>)?`");
  private static final Pattern MARKUP = Pattern.compile("[`*\"“”]|\\(\\)|(?<=\\s)~");
  private static final Pattern DASH = Pattern.compile(" ?(?:--|–|—) ?");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final String ELLIPSIS = "…";

  static PlainText of(String text) {
    String plain = BULLET.matcher(text).replaceAll(" ");
    plain = ROLE.matcher(plain).replaceAll(role -> Matcher.quoteReplacement(role.group(1)));
    plain = plain.replace('’', '\'').replace('‘', '\'');
    plain = MARKUP.matcher(plain).replaceAll("");
    plain = DASH.matcher(plain).replaceAll(" - ");
    return new PlainText(SPACE.matcher(plain).replaceAll(" ").strip());
  }

  /** Where a part of a quotation stands. */
  record Piece(int from, int to) {}

  /** Whether these words stand in this text; an ellipsis in them stands for anything. */
  boolean has(String quotation) {
    return !find(quotation).isEmpty();
  }

  /** Where these words stand in this text, part by part; nothing if one of them does not. */
  List<Piece> find(String quotation) {
    List<Piece> pieces = new ArrayList<>();
    int from = 0;
    for (String piece : quotation.split(ELLIPSIS, -1)) {
      String words = of(piece).text;
      int found = text.indexOf(words, from);
      if (found < 0) {
        return List.of();
      }
      from = found + words.length();
      pieces.add(new Piece(found, from));
    }
    return pieces;
  }
}
