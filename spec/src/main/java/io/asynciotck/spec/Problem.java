package io.asynciotck.spec;

import java.util.Comparator;

/**
 * Something wrong with a page.
 *
 * @param page the file, such as {@code callbacks.md}
 * @param line the line, counted from 1
 * @param message what is wrong
 */
public record Problem(String page, int line, String message) implements Comparable<Problem> {

  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::page)
          .thenComparingInt(Problem::line)
          .thenComparing(Problem::message);

  /** Orders by file, line and message. */
  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  /** {@return {@code file:line: message}} */
  @Override
  public String toString() {
    return page + ":" + line + ": " + message;
  }
}
