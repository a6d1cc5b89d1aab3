package io.asynciotck.tck.mutation;

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
