package io.asynciotck.tck.results;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A rule that says of one thing what another says of what that is made of: where both fail, it is
 * one fault. {@code open_connection} hands its arguments on to {@code create_connection}, a task
 * that is not told of a cancellation is told no message of it, and what is not returned is of no
 * class.
 *
 * @param rule the id of the rule that fails first
 * @param isOfMessage whether the other is about the message of a cancellation
 */
record Kin(String rule, boolean isOfMessage) {
  static final Map<String, String> MADE_OF =
      Map.of(
          "open-connection.", "connection.",
          "start-server.", "server.",
          "open-unix-connection.", "unix-connection.",
          "start-unix-server.", "unix-server.");

  /** What is one thing to do: where the second of these fails, so does the first. */
  static final Map<String, String> SAME =
      Map.of(
          "loop.call-soon-threadsafe.handle-class", "loop.call-soon-threadsafe.handle",
          "loop.exception-handler.context-of-task", "loop.exception-handler.context-of-handle",
          "loop.call-soon-threadsafe.context-given", "loop.call-soon-threadsafe.context-current");

  private static final String MESSAGE = "message";

  /** What the trace of a test has where a cancellation was told, with whatever message. */
  private static final String TOLD = "told ";

  /** Returns those of a rule. There need not be such rules. */
  static Stream<Kin> of(String id) {
    Stream<Kin> madeOf =
        MADE_OF.entrySet().stream()
            .filter(entry -> id.startsWith(entry.getKey()))
            .map(entry -> new Kin(entry.getValue() + id.substring(entry.getKey().length()), false));
    Stream<Kin> same =
        SAME.entrySet().stream()
            .filter(entry -> entry.getKey().equals(id))
            .map(entry -> new Kin(entry.getValue(), false));
    Stream<Kin> told =
        id.contains("cancel") && id.endsWith(MESSAGE)
            ? Stream.of(new Kin(raised(id), true))
            : Stream.of();
    return Stream.of(madeOf, same, told).flatMap(Function.identity());
  }

  private static String raised(String id) {
    return id.substring(0, id.length() - MESSAGE.length()) + "raised";
  }

  /** Returns whether a test fails for what the rule says. */
  boolean explains(TestResult test) {
    return test.verdict().isFailure()
        && !(isOfMessage && test.failure() != null && test.failure().observed().contains(TOLD));
  }
}
