package io.asynciotck.tck.results;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What was raised in the code of an implementation, or has ended its process, and where: failures
 * that have this in common are one fault. Known of what comes from Python only, with its traceback.
 */
final class RaisedPlace {
  /** How a line begins that says what has ended a test. */
  private static final String RAISED = "the test raised: ";

  /** What is compared where the loop has logged what nobody asked for. */
  private static final String REPORTS = "reports ";

  /** How often something was reported. */
  private static final Pattern TIMES = Pattern.compile("\\(\\d+ times\\)");

  private static final Pattern PLACE =
      Pattern.compile("\\s*(?:File \"[^\"]+\", line \\d+,? in .*|in \\S+ \\(compiled\\))");

  /**
   * The line that runs the loop until there is an outcome is in none of the calls that led to it.
   */
  private static final Pattern BETWEEN = Pattern.compile(".*, in run_until_complete");

  private static final Pattern ENDED = Pattern.compile("\\bended by SIG\\w+");

  /** How the text of a test begins that has not come to an end, with its stack. */
  private static final String NO_END = "No end after ";

  /** What such a text says of what has not stood still. */
  private static final String AT_WORK = "though it was at work";

  /** How the stack of the thread begins in which a loop of a test runs, and that of any. */
  private static final String MAIN_THREAD = "Thread MainThread";

  private static final String THREAD = "Thread ";

  /** Where Python waits for another thread, and where a loop waits for events. */
  private static final String OF_LOCKS = "/threading.py\"";

  private static final String OF_EVENTS = "/selectors.py\"";

  /** The lines of its stack that are in classes of tests, the innermost first. */
  private static final Pattern OF_TESTS =
      Pattern.compile("\\bat io\\.asynciotck\\.tck\\.rules\\.\\w+\\.(?<type>\\w+)\\..*");

  /** Rust says itself where it has given up, before it ends the process in this way. */
  private static final String ABORTED = "SIGABRT";

  private static final Pattern PANIC = Pattern.compile("\\bpanicked at \\S+");

  /** How the stack of the thread begins that has ended the process, with the innermost call. */
  private static final String CURRENT = "Current thread ";

  /** What is not the loop's in such a stack. */
  private static final String AGENT = "/agent.py\"";

  /** What is not the same each time: objects, numbers, addresses, names of temporary files. */
  private static final Pattern CHANGING = Pattern.compile("<.*>|0x[0-9a-f]+|\\d+|/tmp/\\S+");

  /** An exception of Python with words, that is no error of the system. */
  private static final Pattern WORDS = Pattern.compile("(?!java\\.|io\\.|org\\.)[\\w.]+: .*\\w.*");

  private static final String OF_SYSTEM = "[Errno";

  /** A line of a stack of Java. */
  private static final Pattern IN_JAVA = Pattern.compile("^\\s+at ", Pattern.MULTILINE);

  /** The line of the innermost call, and of the one that made it. */
  private static final int PLACES = 2;

  private RaisedPlace() {}

  /** Returns the functions of a cause, the innermost first. */
  static Stream<String> functions(String cause) {
    return StackFunctions.in(cause).toList().reversed().stream();
  }

  /** Returns a cause without the call that has led to its innermost place. */
  static String innermost(String cause) {
    List<String> lines = cause.lines().toList();
    return lines.size() <= PLACES ? cause : lines.getFirst() + "\n" + lines.getLast();
  }

  /** Returns it as lines: what, then where, the innermost last; empty if it is not known. */
  static String of(Failure failure, String test) {
    return whatTheTestRaised(failure)
        .or(() -> whatWasReported(failure))
        .or(() -> whatEnded(failure))
        .or(() -> whereTheLoopHung(failure))
        .or(() -> whereItHung(failure, test))
        .orElse("");
  }

  private static Optional<String> whatTheTestRaised(Failure failure) {
    return Stream.of(RAISED, Failure.LOOP_RAISED)
        .flatMap(begin ->
            failure
                .text()
                .lines()
                .filter(line -> line.startsWith(begin))
                .map(line -> line.substring(begin.length())))
        .findFirst()
        .flatMap(raised -> place(raised, failure.text()));
  }

  private static Optional<String> whatWasReported(Failure failure) {
    return failure.compared().startsWith(REPORTS)
        ? place(
            failure
                .observed()
                .lines()
                .filter(line -> !TIMES.matcher(line).matches())
                .reduce("", (_, last) -> last),
            failure.observed())
        : Optional.empty();
  }

  private static Optional<String> whatEnded(Failure failure) {
    String text = failure.text();
    Matcher ended = ENDED.matcher(text);
    if (!ended.find()) {
      return Optional.empty();
    }
    String signal = ended.group();
    Optional<String> panic = signal.endsWith(ABORTED) ? lastPanic(text) : Optional.empty();
    return panic.or(() -> innermostCalls(text).map(places -> cause(signal, places)));
  }

  /**
   * The innermost line of a loop that stands still, if it waits neither for events nor for the kit.
   */
  private static Optional<String> whereTheLoopHung(Failure failure) {
    List<String> stack =
        failure
            .text()
            .lines()
            .dropWhile(line -> !line.startsWith(MAIN_THREAD))
            .skip(1)
            .takeWhile(line -> !line.startsWith(THREAD))
            .filter(line -> PLACE.matcher(line).matches())
            .map(String::strip)
            .toList();
    return stack.isEmpty() || !failure.text().startsWith(NO_END) || failure.text().contains(AT_WORK)
        ? Optional.empty()
        : stack.reversed().stream()
            .dropWhile(line -> line.contains(OF_LOCKS))
            .findFirst()
            .filter(line -> !line.contains(AGENT) && !line.contains(OF_EVENTS))
            .map(line -> NO_END + "\n" + line);
  }

  /**
   * The line of what several classes of tests share in which it hung: none of the calls that the
   * tests are about was made yet.
   */
  private static Optional<String> whereItHung(Failure failure, String test) {
    return OF_TESTS
        .matcher(failure.text().startsWith(NO_END) ? failure.text() : "")
        .results()
        .findFirst()
        .filter(line -> !test.startsWith(line.group("type") + "."))
        .map(line -> NO_END + "\n" + line.group());
  }

  private static Optional<String> lastPanic(String text) {
    return PANIC.matcher(text).results().map(MatchResult::group).reduce((_, last) -> last);
  }

  /** The innermost lines of the thread that has ended the process, if they are the loop's. */
  private static Optional<List<String>> innermostCalls(String text) {
    List<String> places =
        text.lines()
            .map(String::strip)
            .dropWhile(line -> !line.startsWith(CURRENT))
            .skip(1)
            .takeWhile(line -> PLACE.matcher(line).matches() && !line.contains(AGENT))
            .limit(PLACES)
            .toList()
            .reversed();
    return places.isEmpty() ? Optional.empty() : Optional.of(places);
  }

  private static Optional<String> place(String raised, String traceback) {
    List<String> places =
        traceback
            .lines()
            .filter(line -> PLACE.matcher(line).matches())
            .filter(line -> !BETWEEN.matcher(line).matches())
            .map(String::strip)
            .toList();
    return places.isEmpty()
        ? Optional.of(raised).filter(_ -> saysEnough(raised, traceback)).map(RaisedPlace::changing)
        : Optional.of(
            cause(
                changing(raised),
                places.subList(Math.max(0, places.size() - PLACES), places.size())));
  }

  /**
   * Compiled code that raises in a future has no place at all. There its words are the cause, if it
   * has some of its own: those of the system are the same for whatever goes wrong.
   */
  private static boolean saysEnough(String raised, String traceback) {
    return WORDS.matcher(raised).matches()
        && !raised.contains(OF_SYSTEM)
        && !IN_JAVA.matcher(traceback).find();
  }

  private static String changing(String raised) {
    return CHANGING.matcher(raised).replaceAll("_");
  }

  private static String cause(String what, List<String> places) {
    return what + "\n" + String.join("\n", places);
  }
}
