package io.asynciotck.tck.report;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Two traces, one above the other, so that as little as possible differs: what is the same shares a
 * column, and where one has something and the other has not there is a gap.
 *
 * @param pairs the columns
 * @param cost how much differs; two gaps cost more than two different events in one column
 */
record Alignment(List<Pair> pairs, int cost) {
  private static final int GAP = 3;

  /** Events that say other things of the same: {@code debug: true} and {@code debug: false}. */
  private static final int OTHER_VALUE = 2;

  private static final int OTHER_EVENT = 5;

  /** Longer traces are compared event by event: a table of this size takes some milliseconds. */
  private static final long LARGEST_TABLE = 4_000_000;

  /**
   * A column.
   *
   * @param expected the event that was expected, or null for a gap
   * @param seen the event that was seen, or null for a gap
   */
  record Pair(@Nullable String expected, @Nullable String seen) {
    boolean isSame() {
      return expected != null && expected.equals(seen);
    }
  }

  /** Aligns traces in which the order counts. */
  static Alignment inOrder(List<String> expected, List<String> seen) {
    if ((long) expected.size() * seen.size() > LARGEST_TABLE) {
      return eventByEvent(expected, seen);
    }
    int[][] costs = costs(expected, seen);
    Deque<Pair> pairs = new ArrayDeque<>();
    int i = expected.size();
    int j = seen.size();
    while (i > 0 || j > 0) {
      if (i > 0
          && j > 0
          && costs[i][j] == costs[i - 1][j - 1] + cost(expected.get(i - 1), seen.get(j - 1))) {
        pairs.addFirst(new Pair(expected.get(--i), seen.get(--j)));
      } else if (j > 0 && costs[i][j] == costs[i][j - 1] + GAP) {
        pairs.addFirst(new Pair(null, seen.get(--j)));
      } else {
        pairs.addFirst(new Pair(expected.get(--i), null));
      }
    }
    return new Alignment(List.copyOf(pairs), costs[expected.size()][seen.size()]);
  }

  /** Aligns traces in which only counts how often there is what. */
  static Alignment inAnyOrder(List<String> expected, List<String> seen) {
    Map<String, Integer> left = new HashMap<>();
    seen.forEach(event -> left.merge(event, 1, Integer::sum));
    List<Pair> pairs = new ArrayList<>();
    for (String event : expected) {
      boolean came = left.getOrDefault(event, 0) > 0;
      left.merge(event, -1, Integer::sum);
      pairs.add(new Pair(event, came ? event : null));
    }
    for (String event : seen) {
      if (left.getOrDefault(event, 0) > 0) {
        left.merge(event, -1, Integer::sum);
        pairs.add(new Pair(null, event));
      }
    }
    return of(pairs);
  }

  private static Alignment eventByEvent(List<String> expected, List<String> seen) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < Math.max(expected.size(), seen.size()); i++) {
      pairs.add(
          new Pair(
              i < expected.size() ? expected.get(i) : null, i < seen.size() ? seen.get(i) : null));
    }
    return of(pairs);
  }

  private static Alignment of(List<Pair> pairs) {
    return new Alignment(
        List.copyOf(pairs), GAP * (int) pairs.stream().filter(pair -> !pair.isSame()).count());
  }

  /** In row i and column j: what the first i and the first j events cost. */
  private static int[][] costs(List<String> expected, List<String> seen) {
    int[][] costs = new int[expected.size() + 1][seen.size() + 1];
    for (int i = 0; i <= expected.size(); i++) {
      for (int j = 0; j <= seen.size(); j++) {
        if (i == 0 || j == 0) {
          costs[i][j] = GAP * (i + j);
        } else {
          int gap = Math.min(costs[i - 1][j], costs[i][j - 1]) + GAP;
          int both = costs[i - 1][j - 1] + cost(expected.get(i - 1), seen.get(j - 1));
          costs[i][j] = Math.min(gap, both);
        }
      }
    }
    return costs;
  }

  private static int cost(String expected, String seen) {
    if (expected.equals(seen)) {
      return 0;
    }
    return sayTheSameThing(expected, seen) ? OTHER_VALUE : OTHER_EVENT;
  }

  /** Whether two events are about one thing: what stands before the colon is the same. */
  static boolean sayTheSameThing(String one, String other) {
    int colon = one.indexOf(": ");
    return colon >= 0 && other.startsWith(one.substring(0, colon + 2));
  }
}
