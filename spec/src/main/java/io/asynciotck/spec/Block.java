package io.asynciotck.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A heading and the lines below it, up to the next heading. Code fences hide headings. */
record Block(Line heading, int depth, String title, List<Line> body) {

  private static final Pattern HEADING = Pattern.compile("(#{1,3}) +(\\S.*)");
  private static final Pattern LIKE_A_HEADING = Pattern.compile("#{2,}.*|#( .*)?");

  static List<Block> all(String page, String text) {
    List<Block> blocks = new ArrayList<>();
    boolean fenced = false;
    for (Line line : Line.all(page, text)) {
      fenced ^= line.text().startsWith("```");
      if (!fenced && LIKE_A_HEADING.matcher(line.text()).matches()) {
        blocks.add(open(line));
      } else if (!blocks.isEmpty()) {
        blocks.get(blocks.size() - 1).body.add(line);
      } else if (!line.isBlank()) {
        throw line.wrong("A page begins with its title, as `# Callbacks`");
      }
    }
    requireOneTitle(page, blocks);
    return blocks;
  }

  private static Block open(Line line) {
    Matcher matcher = HEADING.matcher(line.text());
    if (!matcher.matches()) {
      throw line.wrong("Malformed heading; a heading is `# Title`, `## Section` or `### entry`");
    }
    return new Block(line, matcher.group(1).length(), matcher.group(2), new ArrayList<>());
  }

  private static void requireOneTitle(String page, List<Block> blocks) {
    if (blocks.isEmpty()) {
      throw new Line(page, 1, "").wrong("The page is empty");
    }
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i).depth == 1 != (i == 0)) {
        throw blocks.get(i).wrong("A page has one title, as `# Callbacks`, and begins with it");
      }
    }
  }

  boolean isEntry() {
    return depth == 3;
  }

  List<List<Line>> paragraphs() {
    return Line.paragraphs(body);
  }

  /** {@return the body as it stands, without blank lines around it} */
  String text() {
    return String.join("\n", body.stream().map(Line::text).toList()).strip();
  }

  RuleBookException wrong(String message) {
    return heading.wrong(message);
  }
}
