package io.asynciotck.stress.bench.run;

/** The part of a Markdown file that is replaced by what was measured. */
final class Section {
  private static final String BEGIN = "<!-- benchmarks -->";
  private static final String END = "<!-- end of benchmarks -->";

  private Section() {}

  /**
   * Puts a new content between the two comments.
   *
   * @throws IllegalArgumentException if the text does not have them
   */
  static String replaced(String text, String content) {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException(
          "The file of --markdown has no `" + BEGIN + "` … `" + END + "`");
    }
    return text.substring(0, begin + BEGIN.length()) + "\n" + content + text.substring(end);
  }
}
