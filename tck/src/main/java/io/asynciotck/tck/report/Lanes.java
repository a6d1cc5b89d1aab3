package io.asynciotck.tck.report;

import io.asynciotck.tck.results.Failure;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The traces of a failure, drawn: what was expected in one lane, what was seen in another below it,
 * an event in each column, and the iterations above, where the test counts them.
 *
 * @param iterations the heads over the columns; none if the test does not count iterations
 * @param columns the columns
 * @param others the other traces that would have been allowed
 * @param note what there is to say beside the events; empty for nothing
 */
record Lanes(List<Iteration> iterations, List<Column> columns, List<String> others, String note) {
  private static final String TRACE = "trace";
  private static final String ANY_ORDER = "events, in any order";

  /** What is said of a trace that was waited for in vain. */
  private static final Pattern NOTE = Pattern.compile(" \\(([^()]* within \\d+ iterations)\\)$");

  /** Why an event is not as expected. */
  enum Sign {
    /** It comes elsewhere. */
    MOVED("↔", "comes elsewhere"),
    /** It says something else of the same. */
    CHANGED("≠", "says something else"),
    /** It did not come. */
    MISSING("−", "did not come"),
    /** It should not have come. */
    EXTRA("+", "should not have come");

    private final String mark;
    private final String meaning;

    Sign(String mark, String meaning) {
      this.mark = mark;
      this.meaning = meaning;
    }

    /** Returns the sign, as it is shown. */
    String mark() {
      return mark;
    }

    /** Returns what it means. */
    String meaning() {
      return meaning;
    }

    /** Returns the name of the style that colours it. */
    String style() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * An iteration.
   *
   * @param number which it is, counted from 1; empty for what came after the last that was counted
   * @param width over how many columns it stands
   */
  record Iteration(String number, int width) {}

  /**
   * A column.
   *
   * @param iteration in which iteration it was seen, counted from 1; 0 if that is not known
   * @param expected what was expected there
   * @param seen what was seen there
   */
  record Column(int iteration, Cell expected, Cell seen) {
    static final Column EMPTY = new Column(0, Cell.GAP, Cell.GAP);

    boolean isSame() {
      return expected.sign == null && seen.sign == null;
    }

    Column in(int other) {
      return new Column(other, expected, seen);
    }
  }

  /**
   * An event in a lane.
   *
   * @param text what it says; empty for a gap
   * @param sign its sign; null if it is as expected
   */
  record Cell(String text, @Nullable Sign sign) {
    static final Cell GAP = new Cell("", null);

    String style() {
      return text.isEmpty() ? "gap" : sign == null ? "same" : sign.style();
    }

    String mark() {
      return sign == null ? "" : sign.mark();
    }

    String meaning() {
      return sign == null ? "" : sign.meaning();
    }
  }

  /** Draws a failure, if it is one of traces. */
  static Optional<Lanes> of(Failure failure) {
    if (failure.compared().equals(TRACE) || failure.compared().equals(ANY_ORDER)) {
      return Optional.of(ofTraces(failure));
    }
    boolean ofProgram = failure.compared().isEmpty() && failure.expected().size() == 1;
    return ofProgram ? Optional.of(ofProgram(failure)) : Optional.empty();
  }

  private static Lanes ofTraces(Failure failure) {
    Matcher noted = NOTE.matcher(failure.observed());
    boolean waited = noted.find();
    List<String> seen =
        Events.of(waited ? failure.observed().substring(0, noted.start()) : failure.observed());
    String nearest =
        failure.expected().stream()
            .min(Comparator.comparingInt(trace -> aligned(failure, trace, seen).cost()))
            .orElse("");
    List<Column> columns = LaneColumns.of(aligned(failure, nearest, seen), failure.iterations());
    return new Lanes(
        heads(columns, failure.iterations().size()),
        columns,
        failure.expected().stream().filter(trace -> !trace.equals(nearest)).toList(),
        waited ? noted.group(1) : "");
  }

  private static Alignment aligned(Failure failure, String expected, List<String> seen) {
    return failure.compared().equals(ANY_ORDER)
        ? Alignment.inAnyOrder(Events.of(expected), seen)
        : Alignment.inOrder(Events.of(expected), seen);
  }

  /** Of a program that was generated, what is legal is known up to the first event that is not. */
  private static Lanes ofProgram(Failure failure) {
    List<String> expected = Events.of(failure.expected().getFirst());
    List<String> seen = Events.of(failure.observed());
    int judged = Math.min(seen.size(), Math.max(1, expected.size()));
    String rest = String.join(", ", seen.subList(judged, seen.size()));
    return new Lanes(
        List.of(),
        LaneColumns.of(Alignment.inOrder(expected, seen.subList(0, judged)), List.of()),
        List.of(),
        rest.isEmpty() ? "" : "not judged is what came then: " + rest);
  }

  /** Columns of one iteration have one head. */
  private static List<Iteration> heads(List<Column> columns, int count) {
    if (count == 0) {
      return List.of();
    }
    return Stream.iterate(1, number -> number <= count + 1, number -> number + 1)
        .map(number -> number > count ? 0 : number)
        .map(number ->
            new Iteration(
                number == 0 ? "" : String.valueOf(number),
                (int) columns.stream().filter(column -> column.iteration() == number).count()))
        .filter(head -> head.width() > 0)
        .toList();
  }

  /** Returns whether the test counts iterations. */
  boolean counted() {
    return !iterations.isEmpty();
  }

  /** Returns the signs that are there, for a line that explains them. */
  List<Sign> signs() {
    return columns.stream()
        .flatMap(column -> Stream.of(column.expected(), column.seen()))
        .flatMap(cell -> Stream.ofNullable(cell.sign()))
        .distinct()
        .sorted()
        .toList();
  }
}
