package io.asynciotck.tck.harness;

import java.util.List;
import java.util.Set;

/**
 * A line that the implementation wrote to the logger {@code asyncio}.
 *
 * @param level its level: {@code ERROR}, {@code WARNING}, {@code INFO} or {@code DEBUG}
 * @param message its text, with the stack trace that was logged with it
 * @param raised the name of the class of the exception that was logged with it; empty if there was
 *     none
 */
public record LogLine(String level, String message, String raised) {

  /** What counts as a report: at lower levels a loop may tell what it likes. */
  private static final Set<String> LEVELS = Set.of("ERROR", "WARNING");

  /** What a loop hands on to whoever runs it. */
  private static final Set<String> EXITS = Set.of("SystemExit", "KeyboardInterrupt");

  /** What the system says of a connection whose other side is gone. */
  private static final Set<String> GONE =
      Set.of("BrokenPipeError", "ConnectionResetError", "ConnectionAbortedError");

  /**
   * What is said of objects that nobody holds any longer. It is said when they are collected, and
   * that may be in the test after the one that made them.
   */
  private static final List<String> FORGOTTEN =
      List.of("was never retrieved", "was destroyed but it is pending");

  /** Returns whether this is about an exception that leaves a loop. */
  boolean isOfExit() {
    return EXITS.contains(raised);
  }

  /**
   * Returns whether it tells that the other side of a connection is gone. That is no fault of
   * anybody here, and no document says whether a loop mentions it.
   */
  boolean isOfOtherSide() {
    return GONE.contains(raised);
  }

  /** Returns whether it tells of an error, and not of what is slow or odd. */
  public boolean isError() {
    return level.equals("ERROR");
  }

  /** Returns whether something is reported here, and of the test that runs. */
  public boolean isReport() {
    return LEVELS.contains(level) && FORGOTTEN.stream().noneMatch(message::contains);
  }
}
