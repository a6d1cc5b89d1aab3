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

  private final String text;

  /**
   * Creates it.
   *
   * @param what the exception, as its language writes it: {@code ValueError: too late}
   * @param where the places of its stack, the outermost first
   */
  public ForeignTrace(String what, List<String> where) {
    super(what, null, false, false);
    StringBuilder lines = new StringBuilder(what);
    where.forEach(place -> lines.append("\n  ").append(place));
    this.text = lines.toString();
  }

  /** Returns what the exception is called in the other language; empty if it is no foreign one. */
  public static Optional<String> typeOf(Throwable thrown) {
    return of(thrown).map(text -> text.lines().findFirst().orElse("").replaceFirst(":.*", ""));
  }

  /** What is attached to an exception, as lines; empty if it is no foreign one. */
  static Optional<String> of(Throwable thrown) {
    return Arrays.stream(thrown.getSuppressed())
        .filter(ForeignTrace.class::isInstance)
        .map(trace -> ((ForeignTrace) trace).text)
        .findFirst();
  }
}
