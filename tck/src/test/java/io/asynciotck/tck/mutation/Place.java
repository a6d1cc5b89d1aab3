package io.asynciotck.tck.mutation;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a mutant differs from the reference, in words that survive an edit elsewhere in the file.
 *
 * @param type the simple name of the class, nested classes with a dollar sign
 * @param method the method's name, or {@code <init>}; of a lambda, the method in which it stands
 * @param operator the operator's name, such as {@code NegateConditionals}
 * @param line the text of the line, without white space around it
 * @param ordinal which of the mutants that agree in all of this, from 1
 */
record Place(String type, String method, String operator, String line, int ordinal)
    implements Comparable<Place> {
  private static final Pattern WORDS =
      Pattern.compile("([\\w$]+)\\.([\\w$<>]+) · (\\w+) · (.*?)(?: · (\\d+))?");

  /**
   * Reads the form in which lists of survivors name a place.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Place parse(String words) {
    Matcher parts = WORDS.matcher(words);
    if (!parts.matches()) {
      throw new IllegalArgumentException("Not the name of a mutant: `" + words + "`");
    }
    int ordinal = parts.group(5) == null ? 1 : Integer.parseInt(parts.group(5));
    return new Place(parts.group(1), parts.group(2), parts.group(3), parts.group(4), ordinal);
  }

  Place another() {
    return new Place(type, method, operator, line, ordinal + 1);
  }

  /** The class that has a file of its own. */
  String outermost() {
    int nested = type.indexOf('$');
    return nested < 0 ? type : type.substring(0, nested);
  }

  /** The form in which lists of survivors name it. */
  @Override
  public String toString() {
    String words = type + "." + method + " · " + operator + " · " + line;
    return ordinal == 1 ? words : words + " · " + ordinal;
  }

  @Override
  public int compareTo(Place other) {
    return toString().compareTo(other.toString());
  }
}
