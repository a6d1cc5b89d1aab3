package io.asynciotck.tck.book;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comment by which a line of code points at rules. It may name several, with commas, and those
 * with a common beginning together: {@code // Rule: loop.new.fresh, loop.stop.{batch, before-run}}.
 */
public final class RuleLine {
  private static final Pattern COMMENT = Pattern.compile("// Rule: (.+)$");
  private static final Pattern NAME = Pattern.compile("([a-z0-9.-]+)(?:\\{([^{}]+)})?(?:,\\s*|$)");

  private RuleLine() {}

  /**
   * Returns the ids that a line of code names in such a comment; none if it has no such comment.
   *
   * @throws IllegalArgumentException if what stands in the comment is no list of ids
   */
  public static List<String> rulesIn(String line) {
    Matcher comment = COMMENT.matcher(line);
    return comment.find() ? ids(comment.group(1).strip()) : List.of();
  }

  private static List<String> ids(String names) {
    List<String> ids = new ArrayList<>();
    Matcher name = NAME.matcher(names);
    int end = 0;
    while (name.find() && name.start() == end) {
      end = name.end();
      if (name.group(2) == null) {
        ids.add(name.group(1));
      } else {
        for (String ending : name.group(2).split(",", -1)) {
          ids.add(name.group(1) + ending.strip());
        }
      }
    }
    if (end != names.length()) {
      throw new IllegalArgumentException(
          "Behind `// Rule:` stand ids with commas between, as `loop.new.fresh,"
              + " loop.stop.{batch, before-run}`, and not `"
              + names
              + "`");
    }
    return ids;
  }
}
