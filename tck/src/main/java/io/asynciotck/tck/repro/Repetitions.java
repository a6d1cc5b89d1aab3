package io.asynciotck.tck.repro;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds lines that stand in a program several times in a row. */
final class Repetitions {

  /** Lines that repeat this often are written once. */
  private static final int MANY = 3;

  /** This many lines are compared with those before them. */
  private static final int LONGEST = 4;

  /** A turn that others are given, and further ones. */
  private static final String ONE_TURN = "await asyncio.sleep(0.0)";

  private static final Pattern MORE_TURNS = Pattern.compile("await turns\\((\\d+)\\)");

  private Repetitions() {}

  /** The same few lines several times become a loop. */
  static List<String> asLoops(List<String> written) {
    List<String> lines = withTurnsTogether(written);
    List<String> all = new ArrayList<>();
    for (int i = 0; i < lines.size(); ) {
      int length = 1;
      while (length <= LONGEST && times(lines, i, length) < MANY) {
        length++;
      }
      if (length > LONGEST) {
        all.add(lines.get(i++));
        continue;
      }
      int times = times(lines, i, length);
      List<String> once = lines.subList(i, i + length);
      if (once.stream().allMatch(Prints::isComment)) {
        all.addAll(once);
      } else {
        all.add("for _ in range(" + times + "):");
        all.addAll(Writer.indented(once));
      }
      i += times * length;
    }
    return all;
  }

  private static List<String> withTurnsTogether(List<String> lines) {
    List<String> all = new ArrayList<>();
    for (String line : lines) {
      Matcher more = MORE_TURNS.matcher(line);
      if (more.matches() && !all.isEmpty() && all.getLast().equals(ONE_TURN)) {
        all.removeLast();
        all.add("await turns(" + (Integer.parseInt(more.group(1)) + 1) + ")");
      } else {
        all.add(line);
      }
    }
    return all;
  }

  /** How often in a row this many lines are the same; 0 if they are not whole statements. */
  private static int times(List<String> lines, int start, int length) {
    int end = start + length;
    if (end > lines.size() || isWithin(lines, start) || isWithin(lines, end)) {
      return 0;
    }
    List<String> first = lines.subList(start, end);
    int times = 1;
    while (end + length <= lines.size() && lines.subList(end, end + length).equals(first)) {
      times++;
      end += length;
    }
    return isWithin(lines, end) ? times - 1 : times;
  }

  /** Whether a line belongs to the statement that began in one before it. */
  private static boolean isWithin(List<String> lines, int place) {
    return place < lines.size()
        && (lines.get(place).startsWith(Writer.INDENT) || lines.get(place).startsWith("except "));
  }
}
