package io.asynciotck.tck.repro;

import io.asynciotck.tck.bridge.PythonOptions;
import io.asynciotck.tck.results.Program;
import io.asynciotck.tck.results.Program.Telling;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes what a test did as a Python program, runs it on the loop under test and on the
 * interpreter's own, and adds what came of that.
 */
public final class Reproduction {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** A program that is expected not to end need not be waited for any longer. */
  private static final Duration HANG_LIMIT = Duration.ofSeconds(3);

  /** Why there is no program of a test that does too much. */
  static final String TOO_LONG =
      "the test makes more than " + Recording.LIMIT / 2 + " calls, which do not repeat";

  private static final int SHOWN_LINES = 30;
  private static final int WIDTH = 86;

  private final Recording.Taken recording;
  private final PythonOptions options;
  private final Ending ending;
  private final Duration limit;

  Reproduction(Recording.Taken recording, PythonOptions options, Ending ending, Duration limit) {
    this.recording =
        recording.isTooLong() && ending instanceof Ending.Compared compared
            ? recording.upToDifference(compared.allowed())
            : recording;
    this.options = options.withEnvironment(recording.environment());
    this.ending = ending;
    Duration longest = ending instanceof Ending.Hung ? HANG_LIMIT : LIMIT;
    this.limit = limit.compareTo(longest) < 0 ? limit : longest;
  }

  /**
   * A program that was run.
   *
   * @param own what it did on the interpreter's own loop; empty if it is that loop that is tested
   * @param isLike whether it did what the test did
   */
  private record Attempt(
      ProgramText.Written program,
      Interpreter.Outcome outcome,
      Optional<Interpreter.Outcome> own,
      boolean isLike) {

    boolean tells() {
      return own.map(other -> Likeness.isDifferent(outcome, other)).orElse(true);
    }
  }

  /**
   * Returns the program and the output of running it, all of it Python: what is not program is
   * comments. If there is no program the comments say why.
   *
   * @param heading what the first lines of the program say
   */
  Program program(List<String> heading) {
    try {
      Attempt attempt = attempt(heading);
      if (recording.isTooLong() && !attempt.isLike) {
        throw new NoProgramException(TOO_LONG);
      }
      Telling telling = telling(attempt);
      StringBuilder text = new StringBuilder(attempt.program.text()).append('\n');
      outcome(attempt, telling).forEach(line -> text.append(("# " + line).strip()).append('\n'));
      return new Program(text.toString(), telling);
    } catch (NoProgramException reason) {
      return none(String.valueOf(reason.getMessage()));
    } catch (RuntimeException unforeseen) {
      // That the failure is reported matters more than that it is shown.
      return none("writing it failed with " + unforeseen);
    }
  }

  private static Program none(String reason) {
    return new Program("# There is no program: " + reason + ".\n", Telling.NONE);
  }

  /**
   * A program that shows what the test saw; if there is none, one that shows the most. When time is
   * over, none is made any more that would only say more.
   */
  private Attempt attempt(List<String> heading) {
    long begin = System.nanoTime();
    List<Style> styles = styles();
    Attempt best = attempt(heading, styles.getFirst());
    for (Style style : styles.subList(1, styles.size())) {
      boolean isLate = System.nanoTime() - begin > limit.toNanos();
      if ((isLate && style.isWordy) || (best.isLike && best.tells())) {
        return best;
      }
      if (style.isFor(best.isLike)) {
        Attempt other = attempt(heading, style);
        best = worth(other) > worth(best) ? other : best;
      }
    }
    return best;
  }

  private static int worth(Attempt attempt) {
    return (attempt.isLike ? 2 : 0) + (attempt.tells() ? 1 : 0);
  }

  /**
   * By the real clock if that shows the same; else, if the test had one, by a virtual clock. One
   * that does not tell the loops apart is told to say more.
   */
  private List<Style> styles() {
    if (recording.setsClock()) {
      return List.of(Style.VIRTUAL, Style.VIRTUAL_AND_WORDY);
    }
    return recording.isVirtual() && options.adapter().isEmpty()
        ? List.of(Style.PLAIN, Style.VIRTUAL, Style.WORDY, Style.VIRTUAL_AND_WORDY)
        : List.of(Style.PLAIN, Style.WORDY);
  }

  private Attempt attempt(List<String> heading, Style style) {
    ProgramText.Written program =
        ProgramText.of(recording, options, comments(heading), style, ending);
    try {
      Interpreter interpreter = new Interpreter(options, limit);
      Interpreter.Outcome outcome = interpreter.run(program.text());
      Optional<Interpreter.Outcome> own =
          isOwn()
              ? Optional.empty()
              : Optional.of(
                  interpreter.run(
                      ProgramText.of(recording, options.ofAsyncio(), List.of(), style, ending)
                          .text()));
      boolean isLike = Likeness.isLike(outcome, program, recording.events(), ending);
      return new Attempt(program, outcome, own, isLike);
    } catch (IOException failed) {
      throw new NoProgramException("it could not be run: " + failed.getMessage());
    }
  }

  /** Whether it is the interpreter's own loop that is tested. */
  private boolean isOwn() {
    return options.equals(options.ofAsyncio());
  }

  private Telling telling(Attempt attempt) {
    boolean allowed =
        ending instanceof Ending.Compared compared
            && Likeness.isAllowed(attempt.outcome, attempt.program, compared);
    if (!attempt.isLike && (allowed || !attempt.tells() || isOwn())) {
      return Telling.UNLIKE_TEST;
    }
    return attempt.tells() ? Telling.TELLS : Telling.SAME_AS_ASYNCIO;
  }

  private static List<String> comments(List<String> heading) {
    return heading.stream()
        .map(Words::ofPython)
        .flatMap(text -> text.replace("\n", "\n  ").lines())
        .flatMap(Reproduction::wrapped)
        .toList();
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

  private List<String> outcome(Attempt attempt, Telling telling) {
    List<String> lines = new ArrayList<>();
    lines.addAll(wrapped(introduction(attempt)).toList());
    lines.addAll(shown(attempt.outcome));
    if (attempt.outcome.end().isEmpty() && attempt.program.isCut()) {
      lines.add("It ends, which the test did not.");
    }
    attempt.own.ifPresent(own -> lines.addAll(besides(attempt, own)));
    if (telling == Telling.UNLIKE_TEST) {
      lines.addAll(wrapped(DOUBT).toList());
    }
    return lines;
  }

  private static final String DOUBT =
      "So the program does not show the failure of the test, and the verdict is in doubt: it may "
          + "be the test that is wrong, or what it saw may come and go.";

  private static List<String> besides(Attempt attempt, Interpreter.Outcome own) {
    if (!attempt.tells()) {
      return List.of("On asyncio's own loop it does the same.");
    }
    List<String> lines = new ArrayList<>();
    boolean ends = own.end().isEmpty() && !attempt.outcome.end().isEmpty();
    lines.add(
        "On asyncio's own loop it "
            + (ends ? "ends, and " : "")
            + (own.printed().isEmpty() ? "prints nothing." : "prints:"));
    lines.addAll(shown(own));
    return lines;
  }

  private static List<String> shown(Interpreter.Outcome outcome) {
    List<String> lines = new ArrayList<>(quoted(outcome.printed()));
    if (!outcome.complained().isEmpty()) {
      lines.add("On standard error:");
      lines.addAll(quoted(outcome.complained()));
    }
    if (!outcome.end().isEmpty()) {
      lines.add(outcome.end());
    }
    return lines;
  }

  private String introduction(Attempt attempt) {
    boolean nothing = attempt.outcome.printed().isEmpty();
    String variables = ProgramText.environment(options);
    String command =
        (variables.isEmpty() ? "" : variables + " ") + String.join(" ", options.command());
    String prints = "Run by `" + command + "` it prints ";
    if (attempt.isLike) {
      return prints + (nothing ? "nothing, like the test." : "what the test saw:");
    }
    return prints
        + (nothing ? "nothing. " : "something else than the test saw. ")
        + "The test saw: "
        + Likeness.seen(recording.events(), ending)
        + (nothing ? "." : ". It prints:");
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
