package io.asynciotck.tck.report;

import java.util.ArrayList;
import java.util.List;

/** The events of a trace, as its text has them. */
final class Events {
  private static final String NOTHING = "(nothing)";
  private static final String SEPARATOR = ", ";

  private Events() {}

  /** Splits a text at its commas, but for those in brackets: {@code [0, 1]} is one event. */
  static List<String> of(String trace) {
    if (trace.equals(NOTHING)) {
      return List.of();
    }
    List<String> events = new ArrayList<>();
    int depth = 0;
    int begin = 0;
    for (int i = 0; i < trace.length(); i++) {
      depth += "([{".indexOf(trace.charAt(i)) >= 0 ? 1 : 0;
      depth -= ")]}".indexOf(trace.charAt(i)) >= 0 ? 1 : 0;
      if (depth == 0 && trace.startsWith(SEPARATOR, i)) {
        events.add(trace.substring(begin, i));
        begin = i + SEPARATOR.length();
      }
    }
    events.add(trace.substring(begin));
    return depth == 0 ? List.copyOf(events) : List.of(trace.split(SEPARATOR));
  }
}
