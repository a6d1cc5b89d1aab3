package io.asynciotck.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What became of the sentences of one page of the documentation.
 *
 * <p>In the file of the page, {@code coverage/asyncio-task.tsv}, a sentence has a line of six
 * columns, parted by tabs: anchor, number, digest, the rules that quote it, the rules that say the
 * same in other words, and a word of {@code sentences.md}. The first four are made by {@code
 * asyncio-tck audit --renew}; the other two are a person's.
 *
 * @param page the page, such as {@code asyncio-task}
 * @param sentences its sentences, in its order
 */
public record PageCoverage(String page, List<SentenceCoverage> sentences) {

  static final String SUFFIX = ".tsv";

  private static final String COLUMNS = "anchor\tsentence\tdigest\tquoted by\tsaid by\tword";
  private static final Pattern LINE =
      Pattern.compile(
          "([A-Za-z0-9._-]+)\t([1-9]\\d*)\t([0-9a-f]{12})\t([^\t]*)\t([^\t]*)\t([^\t]*)");
  private static final Pattern COMMA = Pattern.compile(", ");

  /** Copies the sentences. */
  public PageCoverage {
    sentences = List.copyOf(sentences);
  }

  /**
   * {@return what a file says}
   *
   * @param page the page that it is about
   * @param text what the file says
   * @throws RuleBookException if it has an error
   */
  public static PageCoverage parse(String page, String text) {
    Problems problems = new Problems();
    List<Line> lines = Line.all(page + SUFFIX, text);
    if (lines.isEmpty() || !lines.get(0).text().equals(COLUMNS)) {
      problems.add(page + SUFFIX, 1, "The first line names the columns: " + COLUMNS);
    }
    List<SentenceCoverage> sentences =
        problems.each(lines.stream().skip(1).toList(), PageCoverage::sentence);
    problems.throwIfAny();
    return new PageCoverage(page, sentences);
  }

  private static SentenceCoverage sentence(Line line) {
    // The last columns may be empty, and the ends of lines are stripped.
    long tabs = line.text().chars().filter(c -> c == '\t').count();
    Matcher matcher = LINE.matcher(line.text() + "\t".repeat((int) Math.max(0, 5 - tabs)));
    if (!matcher.matches()) {
      throw line.wrong("A line has six columns, parted by tabs: " + COLUMNS);
    }
    return new SentenceCoverage(
        matcher.group(1),
        Integer.parseInt(matcher.group(2)),
        matcher.group(3),
        ids(matcher.group(4)),
        ids(matcher.group(5)),
        matcher.group(6));
  }

  private static List<String> ids(String column) {
    return column.isEmpty() ? List.of() : COMMA.splitAsStream(column).toList();
  }

  /** {@return the text of its file} */
  public String text() {
    List<String> lines = new ArrayList<>(List.of(COLUMNS));
    sentences.forEach(sentence -> lines.add(sentence.toString().stripTrailing()));
    return String.join("\n", lines) + "\n";
  }
}
