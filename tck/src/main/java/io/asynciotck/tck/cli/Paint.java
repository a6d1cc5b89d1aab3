package io.asynciotck.tck.cli;

import io.asynciotck.tck.results.Conclusion;
import io.asynciotck.tck.results.Verdict;

/** Colours, where they can be seen and are wanted. */
record Paint(boolean on) {
  private static final int RED = 31;
  private static final int GREEN = 32;
  private static final int YELLOW = 33;
  private static final int BOLD = 1;

  /** Colours on a terminal, unless {@code NO_COLOR} is set. */
  static Paint onTerminal(boolean terminal) {
    return new Paint(terminal && System.getenv().getOrDefault("NO_COLOR", "").isEmpty());
  }

  String of(Verdict verdict, String text) {
    return verdict.isFailure() ? colour(RED, text) : text;
  }

  String of(Conclusion conclusion) {
    return switch (conclusion) {
      case CONFORMANT -> colour(GREEN, conclusion.label());
      case CONFORMANT_BUT_FOR_KNOWN_FAILURES -> colour(YELLOW, conclusion.label());
      case NOT_CONFORMANT, DRIFTED, NOTHING_CHECKED, INTERRUPTED -> colour(RED, conclusion.label());
    };
  }

  String title(String text) {
    return colour(BOLD, text);
  }

  private String colour(int code, String text) {
    return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
