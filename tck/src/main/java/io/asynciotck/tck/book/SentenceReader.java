package io.asynciotck.tck.book;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a page of the documentation apart into its sentences. Headings, the labels of boxes and
 * examples of code are none.
 *
 * <p>What is code can be seen by the indentation alone: a text stands as deep as the heading, the
 * signature or the item of a list to which it belongs demands, and what stands a step deeper is
 * code.
 */
final class SentenceReader {

  private static final Pattern ANCHORED = Pattern.compile("\\[#([^\\]]+)\\] (.*)");
  private static final Pattern ITEM = Pattern.compile("(?:-|\\d+\\.) {2,3}(.*)");
  private static final Pattern NO_SENTENCE =
      Pattern.compile(
          "-{5,}|Source code: .*|Note|Warning|Important|See also|Examples?:?|Contents|Preface");
  private static final Pattern END =
      Pattern.compile(
          "(?<=[.!?]|[.!?]\\))(?<!\\be\\.g\\.)(?<!\\bi\\.e\\.)(?<!\\bvs\\.)(?<!\\betc\\.\\))"
              + " +(?=\\S)");
  private static final String CELL = "|";
  private static final Pattern NEXT_CELL = Pattern.compile(" \\| ");
  private static final Pattern BORDER = Pattern.compile("\\+[-=]");

  /** How deep the text of a signature or of an item stands below it. */
  private static final int STEP = 4;

  /** Where a text belongs, and how deep it stands. */
  private record Place(int depth, String anchor) {}

  private final List<String> lines;
  private final List<DocsSentence> sentences = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Deque<Place> places = new ArrayDeque<>();
  private final StringBuilder paragraph = new StringBuilder();
  private final List<StringBuilder> cells = new ArrayList<>();
  private int firstLine;

  private SentenceReader(List<String> lines) {
    this.lines = lines;
    places.push(new Place(0, ""));
  }

  /** The sentences of a page. */
  static List<DocsSentence> read(List<String> lines) {
    SentenceReader reader = new SentenceReader(lines);
    for (int i = 0; i < lines.size(); i++) {
      reader.read(i);
    }
    reader.endParagraph();
    return List.copyOf(reader.sentences);
  }

  private void read(int number) {
    String line = lines.get(number);
    String text = line.strip();
    if (text.isEmpty()) {
      endParagraph();
      return;
    }
    int depth = line.length() - line.stripLeading().length();
    while (places.size() > 1 && depth < here().depth()) {
      places.pop();
    }
    Matcher anchored = ANCHORED.matcher(text);
    if (depth >= here().depth() + STEP && !anchored.matches()) {
      return; // code
    }
    Matcher item = ITEM.matcher(text);
    if (text.startsWith(CELL) || BORDER.matcher(text).lookingAt()) {
      readTable(text, number);
    } else if (anchored.matches()) {
      open(anchored.group(1), depth, anchored.group(2), number);
    } else if (item.matches()) {
      endParagraph();
      places.push(new Place(depth + STEP, here().anchor()));
      append(item.group(1), number);
    } else {
      append(text, number);
    }
  }

  private Place here() {
    return places.getFirst();
  }

  /** A heading has the text up to the next one; the text of a signature stands below it. */
  private void open(String anchor, int depth, String title, int number) {
    endParagraph();
    if (anchor.indexOf('.') < 0) {
      places.clear();
      places.push(new Place(0, anchor));
    } else {
      places.push(new Place(depth + STEP, anchor));
      add(title, number);
    }
  }

  private void readTable(String text, int number) {
    if (BORDER.matcher(text).lookingAt()) {
      endRow(text.charAt(1) == '=');
      return;
    }
    List<String> row =
        NEXT_CELL.splitAsStream(text.substring(1, text.length() - 1)).map(String::strip).toList();
    firstLine = cells.isEmpty() ? number : firstLine;
    for (int i = 0; i < row.size(); i++) {
      if (cells.size() <= i) {
        cells.add(new StringBuilder());
      }
      cells.get(i).append(' ').append(row.get(i));
    }
  }

  /** The first cell of a row names what the others are about; the head of a table says nothing. */
  private void endRow(boolean head) {
    if (!cells.isEmpty() && !head) {
      Matcher anchored = ANCHORED.matcher(cells.getFirst().toString().strip());
      boolean named = anchored.matches();
      if (named) {
        places.push(new Place(here().depth(), anchored.group(1)));
      }
      cells.stream().skip(1).forEach(cell -> addAll(cell.toString(), firstLine));
      if (named) {
        places.pop();
      }
    }
    cells.clear();
  }

  private void append(String text, int number) {
    firstLine = paragraph.isEmpty() ? number : firstLine;
    paragraph.append(' ').append(text);
  }

  private void endParagraph() {
    String text = paragraph.toString().strip();
    paragraph.setLength(0);
    if (!NO_SENTENCE.matcher(text).matches()) {
      addAll(text, firstLine);
    }
  }

  private void addAll(String text, int number) {
    END.splitAsStream(PlainText.of(text).text()).forEach(sentence -> add(sentence, number));
  }

  private void add(String sentence, int number) {
    String text = PlainText.of(sentence).text();
    if (text.chars().anyMatch(Character::isLetterOrDigit)) {
      String anchor = here().anchor();
      sentences.add(new DocsSentence(anchor, numbers.merge(anchor, 1, Integer::sum), text, number));
    }
  }
}
