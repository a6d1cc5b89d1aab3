package io.asynciotck.tck.harness;

import java.io.Serial;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What an exception is called in the language of the implementation, and where it was raised there.
 * It is attached to the exception of the API, and is what a reader of a report is shown.
 */
public final class ForeignTrace extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final String type;
  private final String text;

  /**
   * Creates it.
   *
   * @param type the class of the exception, as its language names it: {@code ValueError}
   * @param message its message; empty if it has none
   * @param where the places of its stack, the outermost first
   */
  public ForeignTrace(String type, String message, List<String> where) {
    super(named(type, message), null, false, false);
    StringBuilder lines = new StringBuilder(named(type, message));
    where.forEach(place -> lines.append("\n  ").append(place));
    this.type = type;
    this.text = lines.toString();
  }

  private static String named(String type, String message) {
    return message.isEmpty() ? type : type + ": " + message;
  }

  /** Returns what there is to read: the exception, and below it the places of its stack. */
  public String text() {
    return text;
  }

  /** Returns what the exception is called in the other language; empty if it is no foreign one. */
  public static Optional<String> typeOf(Throwable thrown) {
    return attachedTo(thrown).map(trace -> trace.type);
  }

  /** What is attached to an exception, as lines; empty if it is no foreign one. */
  static Optional<String> of(Throwable thrown) {
    return attachedTo(thrown).map(ForeignTrace::text);
  }

  private static Optional<ForeignTrace> attachedTo(Throwable thrown) {
    return Arrays.stream(thrown.getSuppressed())
        .filter(ForeignTrace.class::isInstance)
        .map(ForeignTrace.class::cast)
        .findFirst();
  }
}
