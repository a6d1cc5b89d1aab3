package io.asynciotck.tck.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Markdown file with places for the matrix, between comments: for the whole table, for a short
 * one, or for both.
 *
 * @param file where it is
 * @param text what it says now
 */
record MatrixPage(Path file, String text) {
  private static final String WHOLE = "matrix";
  private static final String SHORT = "matrix in short";

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it cannot be read, or has no place for a table
   */
  static MatrixPage read(Path file) {
    try {
      MatrixPage page = new MatrixPage(file, Files.readString(file));
      if (!page.has(WHOLE) && !page.has(SHORT)) {
        throw new IllegalArgumentException(
            "The file of --markdown has no `%s` … `%s`".formatted(begin(WHOLE), end(WHOLE)));
      }
      return page;
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "Cannot read --markdown `" + file + "`: " + unreadable, unreadable);
    }
  }

  /** Writes the file again, with these tables in their places. */
  void write(String whole, String inShort) throws IOException {
    MatrixPage page = with(WHOLE, whole).with(SHORT, inShort);
    Files.writeString(file, page.text);
  }

  private MatrixPage with(String name, String table) {
    if (!has(name)) {
      return this;
    }
    int from = text.indexOf(begin(name)) + begin(name).length();
    int to = text.indexOf(end(name));
    return new MatrixPage(file, text.substring(0, from) + "\n" + table + text.substring(to));
  }

  private boolean has(String name) {
    int begin = text.indexOf(begin(name));
    return begin >= 0 && text.indexOf(end(name)) > begin;
  }

  private static String begin(String name) {
    return "<!-- " + name + " -->";
  }

  private static String end(String name) {
    return "<!-- end of " + name + " -->";
  }
}
