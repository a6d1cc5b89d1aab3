package io.asynciotck.tck.results;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What was raised in the code of an implementation, and where: failures that have this in common
 * are one fault. Known of what comes from Python only, with its traceback.
 */
final class RaisedPlace {
  /** How the text of a test begins that a call has ended by raising. */
  private static final String RAISED = "the test raised: ";

  /** What is compared where the loop has logged what nobody asked for. */
  private static final String REPORTS = "reports ";

  private static final Pattern PLACE = Pattern.compile("\\s*File \"[^\"]+\", line \\d+, in .*");

  /** What is not the same each time: numbers, addresses, names of temporary files. */
  private static final Pattern CHANGING = Pattern.compile("0x[0-9a-f]+|\\d+|/tmp/\\S+");

  /** The line of the innermost call, and of the one that made it. */
  private static final int PLACES = 2;

  private RaisedPlace() {}

  /** Returns it as text; empty if it is not known. */
  static String of(Failure failure) {
    return whatTheTestRaised(failure).or(() -> whatWasReported(failure)).orElse("");
  }

  private static Optional<String> whatTheTestRaised(Failure failure) {
    String text = failure.text();
    return text.startsWith(RAISED)
        ? place(text.lines().findFirst().orElse(""), text)
        : text.lines()
            .filter(line -> line.startsWith(Failure.LOOP_RAISED))
            .findFirst()
            .flatMap(line -> place(line, text));
  }

  private static Optional<String> whatWasReported(Failure failure) {
    return failure.compared().startsWith(REPORTS)
        ? place(failure.observed().lines().reduce("", (_, last) -> last), failure.observed())
        : Optional.empty();
  }

  private static Optional<String> place(String raised, String traceback) {
    List<String> places =
        traceback.lines().filter(line -> PLACE.matcher(line).matches()).map(String::strip).toList();
    return places.isEmpty()
        ? Optional.empty()
        : Optional.of(
            CHANGING.matcher(raised).replaceAll("_")
                + places.subList(Math.max(0, places.size() - PLACES), places.size()));
  }
}
