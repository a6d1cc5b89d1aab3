package io.asynciotck.tck.bridge.repro;

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
   * Returns the program and what came of running it, all of it Python: what is not program is
   * comments. If there is no program the comments say why.
   *
   * @param heading what the first lines of the program say
   */
  public static String of(Recording.Taken recording, PythonOptions options, List<String> heading) {
    return new Reproduction(recording, options, LIMIT).text(heading);
  }

  /** The program and what came of running it. */
  String text(List<String> heading) {
    Program.Written program;
    try {
      program = Program.of(recording, options, comments(heading));
    } catch (NoProgramException reason) {
      return "# There is no program: " + reason.getMessage() + ".\n";
    } catch (RuntimeException unforeseen) {
      // That the failure is reported matters more than that it is shown.
      return "# There is no program: writing it failed with " + unforeseen + ".\n";
    }
    StringBuilder text = new StringBuilder(program.text()).append('\n');
    outcome(program).forEach(line -> text.append(("# " + line).strip()).append('\n'));
    return text.toString();
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

  private List<String> outcome(Program.Written program) {
    Interpreter.Outcome outcome;
    try {
      outcome = new Interpreter(options, limit).run(program.text());
    } catch (IOException failed) {
      return List.of("It could not be run: " + failed.getMessage());
    }
    List<String> lines = new ArrayList<>();
    lines.add(introduction(program, outcome));
    lines.addAll(quoted(outcome.printed()));
    if (!outcome.complained().isEmpty()) {
      lines.add("On standard error:");
      lines.addAll(quoted(outcome.complained()));
    }
    if (!outcome.end().isEmpty()) {
      lines.add(outcome.end());
    }
    return lines;
  }

  private String introduction(Program.Written program, Interpreter.Outcome outcome) {
    String by = "Run by `" + String.join(" ", options.command()) + "` it prints ";
    boolean same = isSame(outcome.printed(), program, recording.events());
    if (outcome.printed().isEmpty()) {
      return by + (same ? "nothing." : "nothing; the test saw: " + seen());
    }
    return by
        + (same ? "what the test saw:" : "something else than the test saw, which is: " + seen());
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
