package io.asynciotck.tck.repro;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a test traces of time, as something that a program prints. */
final class ClockPrints {
  private static final Pattern EARLY = Pattern.compile("(.*\\bearly\\b.*:) (?:true|false)");
  private static final String LATE_OR_EARLY = " ?\\b(?:not early|early)$";

  private final Names names;
  private final Values values;
  private final Calls calls;
  private final Readings readings;
  private final Set<String> observed;

  /**
   * Creates it.
   *
   * @param observed where events are added for which the program prints what the test looked at
   */
  ClockPrints(Names names, Values values, Calls calls, Readings readings, Set<String> observed) {
    this.names = names;
    this.values = values;
    this.calls = calls;
    this.readings = readings;
    this.observed = observed;
  }

  /** An event after the clock was read: the program reads it too. */
  Optional<String> of(Frame.Traced traced, Frame.Call reading, String event) {
    String now = calls.code(reading);
    Optional<Readings.Deadline> deadline = readings.deadline(traced);
    return deadline.isPresent()
        ? Optional.of(early(traced.event(), now + " < " + due(deadline.get())))
        : passed(traced.event(), reading, now, event);
  }

  /** Whether a deadline has not come, as the event says it. */
  private static String early(String traced, String early) {
    Matcher said = EARLY.matcher(traced);
    if (said.matches()) {
      return Prints.print(said.group(1), early);
    }
    String plain = traced.replaceFirst(LATE_OR_EARLY, "");
    String text = Values.text(plain.isEmpty() ? "early" : plain + " early");
    String other = Values.text(plain.isEmpty() ? "not early" : plain);
    return "print(%s if %s else %s)".formatted(text, early, other);
  }

  /** How much time has passed since the clock was first read; empty if it is read only now. */
  private Optional<String> passed(String traced, Frame.Call reading, String now, String event) {
    Frame.Call first = readings.first();
    if (first == null || first == reading) {
      return Optional.empty();
    }
    String gone = "(%s - %s)".formatted(now, names.ofReading(first));
    Matcher reports = Prints.REPORTS.matcher(event.toLowerCase(Locale.ROOT));
    if (reports.find()) {
      observed.add(traced);
      String label = event.substring(0, event.lastIndexOf(": ") + 1);
      return Optional.of("print(%s %% %s)".formatted(format(label + " after %.4f s"), gone));
    }
    return Optional.of(
        "print(%s %% %s)".formatted(format(event.replace("%", "%%") + Words.AFTER), gone));
  }

  private static String format(String text) {
    return Values.text(text.strip());
  }

  /** A deadline as an expression: when it is, by a reading of the clock. */
  String due(Readings.Deadline deadline) {
    String base = names.ofReading(deadline.base());
    return deadline.seconds() == 0 ? base : base + " + " + values.seconds(deadline.seconds());
  }
}
