package io.asynciotck.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One line of a page: where it stands and what it says, without white space at its end. */
record Line(String page, int number, String text) {

  static List<Line> all(String page, String text) {
    List<Line> lines = new ArrayList<>();
    for (String line : text.lines().toList()) {
      lines.add(new Line(page, lines.size() + 1, line.stripTrailing()));
    }
    return lines;
  }

  /** Groups lines that no blank line parts. */
  static List<List<Line>> paragraphs(List<Line> lines) {
    List<List<Line>> paragraphs = new ArrayList<>();
    boolean open = false;
    for (Line line : lines) {
      if (!line.isBlank()) {
        if (!open) {
          paragraphs.add(new ArrayList<>());
        }
        paragraphs.get(paragraphs.size() - 1).add(line);
      }
      open = !line.isBlank();
    }
    return paragraphs;
  }

  /** Undoes the wrapping of a paragraph. */
  static String join(List<Line> paragraph) {
    return paragraph.stream().map(line -> line.text.strip()).collect(Collectors.joining(" "));
  }

  boolean isBlank() {
    return text.isEmpty();
  }

  boolean isQuote() {
    return text.startsWith(">");
  }

  Problem problem(String message) {
    return new Problem(page, number, message);
  }

  RuleBookException wrong(String message) {
    return new RuleBookException(List.of(problem(message)));
  }
}
