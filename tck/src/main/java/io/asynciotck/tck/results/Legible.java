package io.asynciotck.tck.results;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Text from anywhere, without what a page, an XML file or a terminal could not show: control
 * characters become their pictures, {@code ␀} to {@code ␡}; what is no character at all, as half of
 * a surrogate pair, becomes the character for that.
 */
final class Legible {
  private static final Pattern UNREADABLE =
      Pattern.compile("[^\\t\\n\\x20-\\x7e\\xa0-\\ud7ff\\ue000-\\ufffd\\x{10000}-\\x{10ffff}]");
  private static final int PICTURES = 0x2400;
  private static final int PICTURE_OF_DELETE = 0x2421;
  private static final int DELETE = 0x7f;
  private static final String NO_CHARACTER = "\ufffd";

  private Legible() {}

  static String of(String text) {
    return UNREADABLE.matcher(text.replace("\r\n", "\n")).replaceAll(Legible::picture);
  }

  private static String picture(MatchResult unreadable) {
    int character = unreadable.group().codePointAt(0);
    if (character == DELETE) {
      return Character.toString(PICTURE_OF_DELETE);
    }
    return character < ' ' ? Character.toString(PICTURES + character) : NO_CHARACTER;
  }
}
