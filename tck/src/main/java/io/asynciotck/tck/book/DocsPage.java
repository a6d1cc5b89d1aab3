package io.asynciotck.tck.book;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page of the documentation as text. A heading or a signature has its anchor in front of it, as
 * in {@code [#asyncio.sleep] asyncio.sleep(delay)}; what belongs to a signature is indented below
 * it.
 */
final class DocsPage {

  private static final Pattern ANCHOR = Pattern.compile("\\[#[^\\]]+\\]");
  private static final Pattern HEADING = Pattern.compile("\\[#[^.\\]]+\\].*");

  private final List<String> lines;
  private final PlainText whole;
  private final List<DocsSentence> sentences;

  DocsPage(String text) {
    this.lines = text.lines().toList();
    this.whole = PlainText.of(text);
    this.sentences = SentenceReader.read(lines);
  }

  /** Whether the page says where its sentences stand. */
  boolean hasAnchors() {
    return lines.stream().anyMatch(line -> ANCHOR.matcher(line).find());
  }

  /** Everything on the page. */
  PlainText whole() {
    return whole;
  }

  /** Its sentences. */
  List<DocsSentence> sentences() {
    return sentences;
  }

  /** What stands at an anchor, if it is there. */
  Optional<PlainText> at(String anchor) {
    return section(anchor)
        .map(section ->
            PlainText.of(String.join("\n", lines.subList(section.first(), section.end()))));
  }

  /** The sentences at an anchor in which these words stand. */
  List<DocsSentence> quoted(String anchor, String quotation) {
    return section(anchor)
        .map(section ->
            sentences.stream()
                .filter(sentence ->
                    sentence.line() >= section.first() && sentence.line() < section.end())
                .toList())
        .map(there -> quoted(there, quotation))
        .orElse(List.of());
  }

  private static List<DocsSentence> quoted(List<DocsSentence> there, String quotation) {
    PlainText whole =
        new PlainText(there.stream().map(DocsSentence::text).collect(Collectors.joining(" ")));
    List<PlainText.Piece> pieces = whole.find(quotation);
    List<DocsSentence> quoted = new ArrayList<>();
    int begin = 0;
    for (DocsSentence sentence : there) {
      int end = begin + sentence.text().length();
      int from = begin;
      if (pieces.stream().anyMatch(piece -> piece.from() < end && piece.to() > from)) {
        quoted.add(sentence);
      }
      begin = end + 1;
    }
    return quoted;
  }

  /** Lines of the page, without the one at the end. */
  private record Section(int first, int end) {}

  private Optional<Section> section(String anchor) {
    String mark = "[#" + anchor + "]";
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(mark)) {
        return Optional.of(new Section(i, end(i, anchor.indexOf('.') < 0)));
      }
    }
    return Optional.empty();
  }

  /** A heading reaches to the next one; a signature as far as the lines below it are indented. */
  private int end(int first, boolean heading) {
    int indentation = indentation(lines.get(first));
    int end = first + 1;
    while (end < lines.size()
        && (heading
            ? !HEADING.matcher(lines.get(end)).matches()
            : lines.get(end).isBlank() || indentation(lines.get(end)) > indentation)) {
      end++;
    }
    return end;
  }

  private static int indentation(String line) {
    return line.length() - line.stripLeading().length();
  }
}
