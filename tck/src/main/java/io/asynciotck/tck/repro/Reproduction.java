package io.asynciotck.tck.repro;

import io.asynciotck.tck.bridge.PythonOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes what a test did as a Python program, runs it, and adds what came of that. */
public final class Reproduction {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int SHOWN_LINES = 30;
  private static final int WIDTH = 86;

  private final Recording.Taken recording;
  private final PythonOptions options;
  private final Duration limit;

  Reproduction(Recording.Taken recording, PythonOptions options, Duration limit) {
    this.recording = recording;
    this.options = options;
    this.limit = limit;
  }

  /**
   * Returns the program and the output of running it, all of it Python: what is not program is
   * comments. If there is no program the comments say why.
   *
   * @param limit how long the program may take, if that is less than is usual
   * @param heading what the first lines of the program say
   */
  public static String of(
      Recording.Taken recording, PythonOptions options, Duration limit, List<String> heading) {
    Duration patience = limit.compareTo(LIMIT) < 0 ? limit : LIMIT;
    return new Reproduction(recording, options, patience).text(heading);
  }

  /** A program that was run. */
  private record Attempt(Program.Written program, Interpreter.Outcome outcome, boolean isSame) {}

  /** The program and the output of running it. */
  String text(List<String> heading) {
    try {
      Attempt attempt = attempt(heading);
      StringBuilder text = new StringBuilder(attempt.program.text()).append('\n');
      outcome(attempt).forEach(line -> text.append(("# " + line).strip()).append('\n'));
      return text.toString();
    } catch (NoProgramException reason) {
      return "# There is no program: " + reason.getMessage() + ".\n";
    } catch (RuntimeException unforeseen) {
      // That the failure is reported matters more than that it is shown.
      return "# There is no program: writing it failed with " + unforeseen + ".\n";
    }
  }

  /** By the real clock if that shows the same; else, if the test had one, by a virtual clock. */
  private Attempt attempt(List<String> heading) {
    if (recording.setsClock()) {
      return attempt(heading, true);
    }
    Attempt real = attempt(heading, false);
    if (real.isSame || !recording.isVirtual() || real.program.isCut()) {
      return real;
    }
    Attempt virtual = attempt(heading, true);
    return virtual.isSame ? virtual : real;
  }

  private Attempt attempt(List<String> heading, boolean ownClock) {
    Program.Written program = Program.of(recording, options, comments(heading), ownClock);
    try {
      Interpreter.Outcome outcome = new Interpreter(options, limit).run(program.text());
      return new Attempt(program, outcome, isSame(outcome.printed(), program, recording.events()));
    } catch (IOException failed) {
      throw new NoProgramException("it could not be run: " + failed.getMessage());
    }
  }

  private static List<String> comments(List<String> heading) {
    return heading.stream().map(Words::ofPython).flatMap(Reproduction::wrapped).toList();
  }

  private static Stream<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    String rest = text;
    int cut = rest.lastIndexOf(' ', WIDTH);
    while (rest.length() > WIDTH && cut > 1) {
      lines.add(rest.substring(0, cut));
      rest = "  " + rest.substring(cut + 1);
      cut = rest.lastIndexOf(' ', WIDTH);
    }
    lines.add(rest);
    return lines.stream();
  }

  private List<String> outcome(Attempt attempt) {
    Interpreter.Outcome outcome = attempt.outcome;
    List<String> lines = new ArrayList<>();
    lines.add(introduction(attempt));
    lines.addAll(quoted(outcome.printed()));
    if (!outcome.complained().isEmpty()) {
      lines.add("On standard error:");
      lines.addAll(quoted(outcome.complained()));
    }
    if (!outcome.end().isEmpty()) {
      lines.add(outcome.end());
    } else if (attempt.program.isCut()) {
      lines.add("It ends, which the test did not.");
    }
    return lines;
  }

  private String introduction(Attempt attempt) {
    boolean nothing = attempt.outcome.printed().isEmpty();
    String prints = "Run by `" + String.join(" ", options.command()) + "` it prints ";
    if (attempt.isSame) {
      return prints + (nothing ? "nothing, like the test." : "what the test saw:");
    }
    return prints
        + (nothing ? "nothing. " : "something else than the test saw. ")
        + "The test saw: "
        + seen()
        + (nothing ? "" : ". It prints:");
  }

  private String seen() {
    return Words.ofPython(String.join(", ", recording.events()));
  }

  /** Whether a program prints what the test has traced. */
  static boolean isSame(List<String> printed, Program.Written program, List<String> events) {
    Map<String, List<String>> bases = program.bases();
    List<String> told =
        printed.stream()
            .filter(line -> program.extras().stream().noneMatch(line::startsWith))
            .toList();
    List<String> expected = events.stream().flatMap(String::lines).toList();
    return told.size() == expected.size()
        && Stream.iterate(0, i -> i < told.size(), i -> i + 1)
            .allMatch(i -> Words.isSame(told.get(i), expected.get(i), bases));
  }

  private static List<String> quoted(List<String> lines) {
    List<String> shown =
        new ArrayList<>(lines.stream().limit(SHOWN_LINES).map(line -> "  " + line).toList());
    if (lines.size() > SHOWN_LINES) {
      shown.add("  (" + (lines.size() - SHOWN_LINES) + " more lines)");
    }
    return shown;
  }
}
