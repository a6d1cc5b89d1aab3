package io.asynciotck.tck.cli;

import io.asynciotck.tck.implementations.Row;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Why rows are not in the table of a matrix: no row is dropped without a word. */
final class MatrixNotes {

  /** The reasons. */
  enum Reason {
    /** Its interpreter was not found. */
    NOT_INSTALLED("Not installed where this was made"),
    /** Its run ended without results. */
    NOT_EVALUATED("Could not be evaluated"),
    /** Nobody asked for it, and there are no results of an earlier run. */
    NOT_RUN("Not run");

    private final String text;

    Reason(String text) {
      this.text = text;
    }
  }

  private final Map<Reason, List<String>> rows = new EnumMap<>(Reason.class);

  void add(Reason reason, Row row) {
    rows.computeIfAbsent(reason, none -> new ArrayList<>()).add(row.name());
  }

  /** A line of Markdown for each reason. */
  String text() {
    return rows.entrySet().stream()
        .map(entry -> entry.getKey().text + ": " + names(entry.getValue()) + ".\n")
        .collect(Collectors.joining("\n"));
  }

  private static String names(List<String> rows) {
    return rows.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }
}
