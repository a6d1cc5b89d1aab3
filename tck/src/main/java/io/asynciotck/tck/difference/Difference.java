package io.asynciotck.tck.difference;

import io.asynciotck.spec.OpenPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A program that two implementations run differently.
 *
 * @param program the program, in Python
 * @param one what happens on the first
 * @param other what happens on the second
 * @param brokenByOne the rules about such programs that only the first breaks, if any
 * @param brokenByOther those that only the second breaks
 * @param asked how many rules were asked
 * @param openPoints what is known to be left open of the steps that differ, if anything
 */
public record Difference(
    String program,
    List<String> one,
    List<String> other,
    List<String> brokenByOne,
    List<String> brokenByOther,
    int asked,
    List<OpenPoint> openPoints) {

  /** Keeps what was given. */
  public Difference {
    one = List.copyOf(one);
    other = List.copyOf(other);
    brokenByOne = List.copyOf(brokenByOne);
    brokenByOther = List.copyOf(brokenByOther);
    openPoints = List.copyOf(openPoints);
  }

  /** Whether a rule may say who is right: one of them breaks it, and it is about such programs. */
  public boolean isDecided() {
    return !brokenByOne.isEmpty() || !brokenByOther.isEmpty();
  }

  /** Whether it is known to be left open who is right. */
  public boolean isKnown() {
    return !isDecided() && !openPoints.isEmpty();
  }

  /** What it has in common with others: the rules that decide it, or what is left open. */
  String kind() {
    if (isDecided()) {
      return brokenByOne + " " + brokenByOther;
    }
    return openPoints.isEmpty() ? program : openPoints.toString();
  }

  /** Whether two runs are the same for each task, in whatever order the tasks took turns. */
  static boolean onlyInOrder(List<String> one, List<String> other) {
    return byTask(one).equals(byTask(other));
  }

  private static Map<String, List<String>> byTask(List<String> events) {
    Map<String, List<String>> tasks = new TreeMap<>();
    for (String event : events) {
      tasks.computeIfAbsent(event.substring(0, 1), _ -> new ArrayList<>()).add(event);
    }
    return tasks;
  }
}
