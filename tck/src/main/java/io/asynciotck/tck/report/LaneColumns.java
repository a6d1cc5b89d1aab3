package io.asynciotck.tck.report;

import io.asynciotck.tck.report.Alignment.Pair;
import io.asynciotck.tck.report.Lanes.Cell;
import io.asynciotck.tck.report.Lanes.Column;
import io.asynciotck.tck.report.Lanes.Sign;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the columns of {@link Lanes}. */
final class LaneColumns {
  /** How many columns that are as expected are shown on each side of what is not. */
  private static final int AROUND = 3;

  private final Alignment alignment;
  private final List<Integer> iterations;

  /** What is missing in one place and too much in another, and how often. */
  private final Map<String, Integer> moved = new HashMap<>();

  private LaneColumns(Alignment alignment, List<Integer> iterations) {
    this.alignment = alignment;
    this.iterations = iterations;
  }

  /** The columns; those of a long trace that are as expected are counted, and not shown. */
  static List<Column> of(Alignment alignment, List<Integer> iterations) {
    LaneColumns lanes = new LaneColumns(alignment, iterations);
    lanes.findMoved();
    return shortened(lanes.withEmptyIterations(lanes.columns()));
  }

  private void findMoved() {
    Map<String, Integer> expected = new HashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    for (Pair pair : alignment.pairs()) {
      if (!pair.isSame()) {
        count(expected, pair.expected());
        count(seen, pair.seen());
      }
    }
    expected.forEach(
        (event, times) -> moved.put(event, Math.min(times, seen.getOrDefault(event, 0))));
  }

  private static void count(Map<String, Integer> counts, @Nullable String event) {
    if (event != null) {
      counts.merge(event, 1, Integer::sum);
    }
  }

  private List<Column> columns() {
    Map<String, Integer> movedFrom = new HashMap<>(moved);
    Map<String, Integer> movedTo = new HashMap<>(moved);
    List<Column> columns = new ArrayList<>();
    int seen = 0;
    for (Pair pair : alignment.pairs()) {
      seen += pair.seen() == null ? 0 : 1;
      Column column =
          pair.isSame()
              ? new Column(0, plain(pair.expected()), plain(pair.seen()))
              : new Column(
                  0,
                  marked(pair.expected(), pair.seen(), movedFrom, Sign.MISSING),
                  marked(pair.seen(), pair.expected(), movedTo, Sign.EXTRA));
      columns.add(column.in(iteration(seen)));
    }
    return columns;
  }

  private static Cell plain(@Nullable String event) {
    return new Cell(Objects.requireNonNull(event), null);
  }

  private static Cell marked(
      @Nullable String event, @Nullable String other, Map<String, Integer> moved, Sign alone) {
    if (event == null) {
      return Cell.GAP;
    }
    if (moved.getOrDefault(event, 0) > 0) {
      moved.merge(event, -1, Integer::sum);
      return new Cell(event, Sign.MOVED);
    }
    boolean changed = other != null && Alignment.sayTheSameThing(event, other);
    return new Cell(event, changed ? Sign.CHANGED : alone);
  }

  /** In which iteration the event of this number was seen; 0 if it is not known. */
  private int iteration(int event) {
    for (int i = 0; i < iterations.size(); i++) {
      if (iterations.get(i) >= Math.max(1, event)) {
        return i + 1;
      }
    }
    return 0;
  }

  /** An iteration in which nothing was seen has a column as well. */
  private List<Column> withEmptyIterations(List<Column> columns) {
    List<Column> all = new ArrayList<>(columns);
    for (int number = 1; number <= iterations.size(); number++) {
      int wanted = number;
      if (all.stream().noneMatch(column -> column.iteration() == wanted)) {
        long before =
            all.stream()
                .filter(column -> column.iteration() > 0 && column.iteration() < wanted)
                .count();
        all.add((int) before, Column.EMPTY.in(number));
      }
    }
    return all;
  }

  private static List<Column> shortened(List<Column> columns) {
    List<Column> shown = new ArrayList<>();
    int begin = 0;
    while (begin < columns.size()) {
      int end = begin;
      while (end < columns.size() && columns.get(end).isSame()) {
        end++;
      }
      int before = begin == 0 ? 0 : AROUND;
      int after = end == columns.size() ? 0 : AROUND;
      if (end - begin > before + after + 1 && columns.size() > 4 * AROUND) {
        shown.addAll(columns.subList(begin, begin + before));
        Cell more = new Cell("… " + (end - begin - before - after) + " alike …", null);
        shown.add(new Column(columns.get(begin).iteration(), more, more));
        shown.addAll(columns.subList(end - after, end));
      } else {
        shown.addAll(columns.subList(begin, end));
      }
      if (end < columns.size()) {
        shown.add(columns.get(end));
      }
      begin = end + 1;
    }
    return shown;
  }
}
