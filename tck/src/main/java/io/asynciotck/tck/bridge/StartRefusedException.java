package io.asynciotck.tck.bridge;

import java.io.Serial;
import java.util.Locale;

/**
 * A loop cannot be evaluated: what was tried before the first test has failed. The message says in
 * one sentence what was done, what came of it, and where.
 */
public final class StartRefusedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String details;

  StartRefusedException(String sentence, String details) {
    super(capitalised(sentence));
    this.details = details.strip();
  }

  /** Takes the sentence from the first line, and what is known beyond it from the others. */
  static StartRefusedException of(String text) {
    String[] parts = text.split("\n", 2);
    return new StartRefusedException(parts[0], parts.length > 1 ? parts[1] : "");
  }

  /** The same, with the name of an adapter that comes with the kit and may be meant. */
  StartRefusedException mentioning(String adapter) {
    return new StartRefusedException(
        "%s. The kit comes with the adapter `%s`".formatted(getMessage(), adapter), details);
  }

  /** Returns what is known beyond the sentence: Python's traceback, or its stacks. May be empty. */
  public String details() {
    return details;
  }

  private static String capitalised(String sentence) {
    return sentence.isEmpty()
        ? sentence
        : sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }
}
