package io.asynciotck.tck.repro;

import io.asynciotck.tck.harness.RuleViolation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whether a program did what its test did, and whether two runs of it did the same. */
final class Likeness {

  /** What differs from run to run: addresses, times, the numbers of lines and of threads. */
  private static final Pattern VARIES =
      Pattern.compile("0x[0-9A-Fa-f]+|-?\\d+\\.\\d+(?:e-?\\d+)?|\\bline \\d+|\\bThread-\\d+");

  /** What an interpreter says of the program, and not of the loop. */
  private static final Pattern ASIDE =
      Pattern.compile(
          "DeprecationWarning|was never awaited|Task was destroyed|Exception ignored"
              + "|tracemalloc|^Traceback |^sys:1:|^Current thread|^Thread ");

  /** What is said of a program that is none. */
  private static final Pattern MALFORMED =
      Pattern.compile("^(?:Syntax|Indentation|Name|UnboundLocal)Error\\b");

  private static final Pattern LEFT_OPEN = Pattern.compile(RuleViolation.LEFT_OPEN + ": ([0-9]+)");

  private Likeness() {}

  /** Whether a program did what the test did: it prints the same, and ends in the same way. */
  static boolean isLike(
      Interpreter.Outcome outcome,
      ProgramText.Written program,
      List<String> events,
      Ending ending) {
    return !MALFORMED.matcher(lastComplaint(outcome)).find()
        && prints(outcome, program, events)
        && ends(outcome, ending);
  }

  /** Whether a program has shown that the loop does what is allowed. */
  static boolean isAllowed(
      Interpreter.Outcome outcome, ProgramText.Written program, Ending.Compared ending) {
    return ending.allowed().stream()
        .map(trace -> Arrays.asList(trace.split(", ")))
        .anyMatch(trace -> prints(outcome, program, trace));
  }

  private static boolean ends(Interpreter.Outcome outcome, Ending ending) {
    return switch (ending) {
      case Ending.Compared _, Ending.Stuck _ -> true;
      case Ending.Leaked _ -> leaves(outcome) > 0;
      case Ending.Hung _ -> outcome.how() == Interpreter.How.STOPPED;
      case Ending.Crashed _ ->
          outcome.how() == Interpreter.How.SIGNAL || outcome.how() == Interpreter.How.STATUS;
      case Ending.Raised(String type, _) ->
          outcome.how() == Interpreter.How.STATUS && lastComplaint(outcome).contains(type);
    };
  }

  /** How many descriptors a program has told that it has left open. */
  private static int leaves(Interpreter.Outcome outcome) {
    return outcome.printed().stream()
        .map(LEFT_OPEN::matcher)
        .filter(Matcher::matches)
        .mapToInt(line -> Integer.parseInt(line.group(1)))
        .sum();
  }

  private static String lastComplaint(Interpreter.Outcome outcome) {
    return outcome.complained().reversed().stream()
        .filter(line -> !line.isBlank() && !line.startsWith(" "))
        .findFirst()
        .orElse("");
  }

  /** Whether a program prints what the test has traced. */
  static boolean prints(
      Interpreter.Outcome outcome, ProgramText.Written program, List<String> events) {
    Map<String, List<String>> bases = program.bases();
    List<String> told =
        outcome.printed().stream()
            .filter(line -> program.extras().stream().noneMatch(line::startsWith))
            .toList();
    List<String> expected =
        events.stream()
            .filter(event -> !program.untold().contains(event))
            .map(event -> program.shown().getOrDefault(event, event))
            .flatMap(String::lines)
            .toList();
    return told.size() == expected.size()
        && IntStream.range(0, told.size())
            .allMatch(i ->
                isShown(told.get(i), expected.get(i), program)
                    || Words.isSame(told.get(i), expected.get(i), bases));
  }

  /** Whether a line shows what an event was worked out from. */
  private static boolean isShown(String line, String event, ProgramText.Written program) {
    int colon = event.lastIndexOf(": ");
    String label = event.substring(0, colon + 1);
    return colon >= 0 && program.observed().contains(event) && line.startsWith(label);
  }

  /** Whether two runs differ in what was printed, in what was complained of, or in their end. */
  static boolean isDifferent(Interpreter.Outcome one, Interpreter.Outcome other) {
    return !one.end().equals(other.end())
        || !steady(one.printed()).equals(steady(other.printed()))
        || !steady(complaints(one)).equals(steady(complaints(other)));
  }

  private static List<String> complaints(Interpreter.Outcome outcome) {
    return outcome.complained().stream()
        .filter(line -> !line.isBlank() && !line.startsWith(" "))
        .filter(line -> !ASIDE.matcher(line).find())
        .toList();
  }

  private static List<String> steady(List<String> lines) {
    return lines.stream().map(line -> VARIES.matcher(line).replaceAll("*")).toList();
  }

  /** What the test has traced, where a reader of the program is told of it. */
  static String seen(List<String> events, Ending ending) {
    String traced = events.isEmpty() ? "nothing" : String.join(", ", events);
    String end =
        switch (ending) {
          case Ending.Raised(String type, String message) ->
              ". Then " + type + (message.isEmpty() ? "" : ": " + message) + " was raised";
          case Ending.Hung _ -> ". Then it hung";
          case Ending.Crashed _ -> ". Then the process ended";
          case Ending.Leaked _ -> ". Then descriptors were left open";
          case Ending.Compared _, Ending.Stuck _ -> "";
        };
    return Stream.of(traced, end).map(Words::ofPython).reduce("", String::concat);
  }
}
