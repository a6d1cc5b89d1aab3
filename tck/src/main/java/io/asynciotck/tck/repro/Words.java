package io.asynciotck.tck.repro;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a test traces, in Python's words, and whether a line of output says the same. */
final class Words {

  /** The names that the API has for exceptions of Python's. */
  private static final Map<String, List<String>> EXCEPTIONS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("InvalidStateException", List.of("InvalidStateError")),
              Map.entry("IllegalStateException", List.of("RuntimeError")),
              Map.entry("IllegalArgumentException", List.of("ValueError", "TypeError")),
              Map.entry("TimeoutException", List.of("TimeoutError")),
              Map.entry("CancellationException", List.of("CancelledError")),
              Map.entry("IOException", List.of("OSError")),
              Map.entry("IncompleteReadException", List.of("IncompleteReadError")),
              Map.entry("LimitOverrunException", List.of("LimitOverrunError")),
              Map.entry("NoSuchElementException", List.of("StopIteration")),
              Map.entry("StopAsyncIterationException", List.of("StopAsyncIteration")),
              Map.entry("UnsupportedOperationException", List.of("NotImplementedError")),
              Map.entry("BrokenBarrierException", List.of("BrokenBarrierError")),
              Map.entry("QueueEmptyException", List.of("QueueEmpty")),
              Map.entry("SendfileNotAvailableException", List.of("SendfileNotAvailableError")),
              Map.entry("QueueFullException", List.of("QueueFull")),
              Map.entry("QueueShutDownException", List.of("QueueShutDown"))));

  private static final Map<String, String> VALUES =
      Map.of("true", "True", "false", "False", "null", "None");

  private static final Pattern WORD =
      Pattern.compile(
          "\\b(?:"
              + String.join("|", EXCEPTIONS.keySet())
              + ")\\b"
              + "|(?<=^|: |:  |, |\\[|\\()(?:true|false|null)(?=$|[],:)])");

  /** An exception as Python shows it. */
  private static final Pattern SHOWN =
      Pattern.compile("^(.*?)([A-Za-z_][\\w.]*)\\((.*)\\)$", Pattern.DOTALL);

  /** What the program adds to an event for which the test has looked at a clock. */
  static final String AFTER = ", after %.4f s";

  private static final Pattern AFTER_SHOWN = Pattern.compile(", after -?[0-9.]+ s$");

  private Words() {}

  /** The text with Python's words for exceptions and constants. */
  static String ofPython(String text) {
    return WORD.matcher(text)
        .replaceAll(word -> Matcher.quoteReplacement(ofPythonWord(word.group())));
  }

  private static String ofPythonWord(String word) {
    String value = VALUES.get(word);
    return value == null ? String.join(" or ", EXCEPTIONS.getOrDefault(word, List.of())) : value;
  }

  /**
   * Whether a line of output says what an event says.
   *
   * @param bases the classes of Python's that were seen, by name, with their bases
   */
  static boolean isSame(String printed, String event, Map<String, List<String>> bases) {
    String line = AFTER_SHOWN.matcher(printed).replaceFirst("");
    if (line.equals(event) || line.equals(ofPython(event))) {
      return true;
    }
    Matcher shown = SHOWN.matcher(line);
    if (!shown.matches() || !event.startsWith(shown.group(1))) {
      return false;
    }
    String said = event.substring(shown.group(1).length());
    String type = shown.group(2);
    return said.equals(type)
        || said.equals(type + "(" + unquoted(shown.group(3)) + ")")
        || isNamed(type, said)
        || bases.getOrDefault(type, List.of()).stream().anyMatch(base -> isNamed(base, said));
  }

  /** Whether a name of Python's is what a trace calls an exception. */
  static boolean isNamed(String type, String said) {
    return type.equals(said) || EXCEPTIONS.getOrDefault(said, List.of()).contains(type);
  }

  private static String unquoted(String text) {
    return text.length() > 1 && "'\"".indexOf(text.charAt(0)) >= 0
        ? text.substring(1, text.length() - 1)
        : text;
  }
}
