package io.asynciotck.tck.book;

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

  DocsPage(String text) {
    this.lines = text.lines().toList();
    this.whole = PlainText.of(text);
  }

  /** Whether the page says where its sentences stand. */
  boolean hasAnchors() {
    return lines.stream().anyMatch(line -> ANCHOR.matcher(line).find());
  }

  /** Everything on the page. */
  PlainText whole() {
    return whole;
  }

  /** What stands at an anchor, if it is there. */
  Optional<PlainText> at(String anchor) {
    String mark = "[#" + anchor + "]";
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(mark)) {
        return Optional.of(PlainText.of(section(i, anchor.indexOf('.') < 0)));
      }
    }
    return Optional.empty();
  }

  /** A heading reaches to the next one; a signature as far as the lines below it are indented. */
  private String section(int first, boolean heading) {
    int indentation = indentation(lines.get(first));
    return lines.stream()
        .skip(first + 1L)
        .takeWhile(line ->
            heading
                ? !HEADING.matcher(line).matches()
                : line.isBlank() || indentation(line) > indentation)
        .collect(Collectors.joining("\n", lines.get(first) + "\n", ""));
  }

  private static int indentation(String line) {
    return line.length() - line.stripLeading().length();
  }
}
